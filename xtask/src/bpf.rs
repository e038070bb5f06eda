//! `cargo xtask bpf`: compiles the kernel half into `bpf/objects`, where it is kept.
//!
//! Beside each object lies a stamp: a hash of all sources and of the flags. `--check` compares stamps, which needs no
//! compiler, and, where the compiler of the stamp is at hand, the bytes as well.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::process::Command;

const ARCHITECTURES: [(&str, &str); 2] = [("x86_64", "x86"), ("aarch64", "arm64")];
/// Objects: name, source in `bpf/`, and what sets it apart from another one of the same source.
const OBJECTS: [(&str, &str, &[&str]); 3] = [
    ("dispatcher", "sensor.bpf.c", &[]),
    ("trampolines", "sensor.bpf.c", &["-DTRAMPOLINES"]),
    ("probe", "probe/probe.bpf.c", &[]),
];
const FLAGS: [&str; 7] = ["-O2", "-g", "-target", "bpf", "-Wall", "-Werror", "-Wno-unused-function"];

pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let check = match arguments {
        [] => false,
        ["--check"] => true,
        other => return Err(format!("bpf takes only --check, not {other:?}")),
    };
    let bpf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bpf");
    let compiler = compiler_version();
    for (name, target) in ARCHITECTURES {
        let folder = bpf.join("objects").join(name);
        let stamp_file = folder.join("stamp");
        let sources = sources_hash(&bpf, target)?;
        if check {
            let kept = fs::read_to_string(&stamp_file).unwrap_or_default();
            check_objects(&bpf, name, target, &kept, &sources, compiler.as_deref())?;
            continue;
        }
        let compiler = compiler.as_deref().ok_or("clang is missing: apt-get install clang llvm")?;
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for object in OBJECTS {
            let file = folder.join(object.0).with_extension("bpf.o");
            fs::write(&file, compile(&bpf, target, object)?)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            println!("wrote bpf/objects/{name}/{}.bpf.o", object.0);
        }
        fs::write(&stamp_file, format!("{sources}\n{compiler}\n"))
            .map_err(|error| format!("{}: {error}", stamp_file.display()))?;
    }
    Ok(())
}

fn check_objects(
    bpf: &Path,
    name: &str,
    target: &str,
    kept: &str,
    sources: &str,
    compiler: Option<&str>,
) -> Result<(), String> {
    let mut lines = kept.lines();
    if lines.next() != Some(sources) {
        return Err(format!("bpf/objects/{name} is stale: the sources have changed; run `cargo xtask bpf`"));
    }
    if compiler.is_none() || lines.next() != compiler {
        println!("bpf/objects/{name}: stamp is right (bytes not compared: another compiler made them)");
        return Ok(());
    }
    for object in OBJECTS {
        let file = bpf.join("objects").join(name).join(object.0).with_extension("bpf.o");
        let kept = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        if kept != compile(bpf, target, object)? {
            return Err(format!("{} is not what its sources give; run `cargo xtask bpf`", file.display()));
        }
    }
    println!("bpf/objects/{name}: stamp and bytes are right");
    Ok(())
}

/// Compiles and strips debug sections, but not the type information that the loader needs.
fn compile(
    bpf: &Path,
    target: &str,
    (name, source, flags): (&str, &str, &[&str]),
) -> Result<Vec<u8>, String> {
    let out = std::env::temp_dir().join(format!("skua-{}-{target}-{name}.bpf.o", std::process::id()));
    let outcome = Command::new("clang")
        .args(FLAGS)
        .arg(format!("-D__TARGET_ARCH_{target}"))
        .args(flags)
        .args(["-Iinclude", "-fdebug-prefix-map=.=bpf", "-c", source, "-o"])
        .arg(&out)
        .current_dir(bpf)
        .status()
        .map_err(|error| format!("clang: {error}"))?;
    if !outcome.success() {
        return Err(format!("clang: {outcome}"));
    }
    let outcome = Command::new("llvm-strip")
        .arg("-g")
        .arg(&out)
        .status()
        .map_err(|error| format!("llvm-strip: {error}"))?;
    if !outcome.success() {
        return Err(format!("llvm-strip: {outcome}"));
    }
    let bytes = fs::read(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    fs::remove_file(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(bytes)
}

fn compiler_version() -> Option<String> {
    let output = Command::new("clang").arg("--version").output().ok()?;
    String::from_utf8(output.stdout).ok()?.lines().next().map(str::to_owned)
}

fn sources_hash(bpf: &Path, target: &str) -> Result<String, String> {
    let mut files = Vec::new();
    for folder in ["", "include", "events", "attach", "probe"] {
        let folder = bpf.join(folder);
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        files.extend(entries.flatten().map(|entry| entry.path()).filter(|path: &PathBuf| is_source(path)));
    }
    files.sort();
    // SipHash with fixed keys: the same on every machine, and nobody attacks a stamp.
    let mut hash = DefaultHasher::new();
    hash.write(format!("{target} {FLAGS:?} {OBJECTS:?}").as_bytes());
    for file in files {
        hash.write(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.write(&fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    Ok(format!("{:016x}", hash.finish()))
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "c" || extension == "h")
}
