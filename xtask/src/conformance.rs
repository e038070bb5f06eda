//! Runs the comparison with the public engine's answers, which lives in the test kit because it needs the crates that
//! it compares.

use std::process::Command;

/// Builds and runs it; differences are a failure.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--release", "-p", "skua-testkit", "--bin", "conformance", "--"])
        .args(arguments)
        .status()
        .map_err(|error| format!("start cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("answers differ".into()) }
}
