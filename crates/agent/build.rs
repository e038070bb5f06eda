//! Lists the files of `rules/skua` for embedding, in the order of their names: lists and macros come first by theirs.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../rules/skua");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&root)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    let mut out = String::from("[\n");
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        out.push_str(&format!("    ({name:?}, include_str!({:?})),\n", file.display().to_string()));
        println!("cargo:rerun-if-changed={}", file.display());
    }
    out.push_str("]\n");
    let target = Path::new(&std::env::var("OUT_DIR").unwrap_or_default()).join("builtin.rs");
    if let Err(error) = fs::write(&target, out) {
        println!("cargo:warning=cannot write {}: {error}", target.display());
    }
}
