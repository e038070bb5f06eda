//! Files that are written from `facts/` and kept in the repository.

mod bpf_header;
mod conversion_table;
mod event_table;
mod facts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes every generated file; with `--check`, compares instead and fails on the first stale one.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let check = match arguments {
        [] => false,
        ["--check"] => true,
        other => return Err(format!("generate takes only --check, not {other:?}")),
    };
    let root = workspace_root();
    let facts = facts::Facts::read(&root.join("facts"))?;
    let files = [
        ("crates/event/src/table.rs", rustfmt(event_table::events(&facts)?)?),
        ("crates/event/src/code.rs", rustfmt(event_table::codes(&facts))?),
        ("crates/event/src/values.rs", rustfmt(event_table::values(&facts))?),
        ("crates/event/src/syscalls.rs", rustfmt(event_table::syscalls(&facts))?),
        ("crates/capture/src/conversion_table.rs", rustfmt(conversion_table::conversions(&facts)?)?),
        ("bpf/include/event_table.h", bpf_header::header(&facts)),
    ];
    let mut stale = Vec::new();
    for (path, content) in files {
        let target = root.join(path);
        if fs::read_to_string(&target).is_ok_and(|kept| kept == content) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            write(&target, &content)?;
            println!("wrote {path}");
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("stale: {}; run `cargo xtask generate`", stale.join(", ")))
}

fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn write(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("write {}: {error}", path.display()))
}

/// Formats generated Rust as `cargo fmt` would, so that both never disagree.
fn rustfmt(source: String) -> Result<String, String> {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(workspace_root().join("rustfmt.toml"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("start rustfmt: {error}"))?;
    let mut input = child.stdin.take().ok_or("rustfmt took no input")?;
    let feeder = std::thread::spawn(move || input.write_all(source.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("rustfmt: {error}"))?;
    feeder.join().map_err(|_| "rustfmt feeder died")?.map_err(|error| format!("feed rustfmt: {error}"))?;
    if !output.status.success() {
        return Err("rustfmt refused the generated source".into());
    }
    String::from_utf8(output.stdout).map_err(|error| format!("rustfmt: {error}"))
}
