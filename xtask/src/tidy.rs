//! `cargo xtask tidy`: the house rules that no compiler knows.
//!
//! Which floor a crate lives on and whom it may call is the table in [`floors`]; what a line of source may not hold
//! is in [`lines`]. Both answer with complaints that say what to do instead; nothing here changes a file.

mod floors;
mod lines;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders and files that hold nothing of ours.
const SKIPPED: [&str; 5] = [".git", "target", "node_modules", "corpus", "artifacts"];

pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err(format!("tidy takes no arguments, not {arguments:?}"));
    }
    let complaints = check(&root())?;
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    match complaints.len() {
        0 => {
            println!("the house is tidy");
            Ok(())
        }
        1 => Err("1 complaint".into()),
        count => Err(format!("{count} complaints")),
    }
}

/// Every breach of a house rule under `root`, one message each.
fn check(root: &Path) -> Result<Vec<String>, String> {
    let mut complaints = floors::check(&floors::crates_of(&metadata(root)?)?);
    let mut files = Vec::new();
    collect_files(root, &mut files)?;
    files.sort();
    for file in files {
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        // What is not text (objects, captures, images) has no lines to judge.
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
        complaints.extend(lines::check(&name, text));
    }
    Ok(complaints)
}

fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}

/// What cargo says about the members of the workspace, without their dependencies' dependencies: that needs neither
/// network nor lock file.
fn metadata(root: &Path) -> Result<serde_json::Value, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let kind = entry.file_type().map_err(failed)?;
        // `.git` is a file in a linked worktree.
        if SKIPPED.iter().any(|skipped| name == *skipped) {
            continue;
        }
        if kind.is_dir() {
            collect_files(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_tidy() {
        let complaints = super::check(&super::root()).expect("cargo metadata and the sources can be read");
        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    }
}
