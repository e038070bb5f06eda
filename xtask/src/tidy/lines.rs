//! What a source file must and must not hold.

use super::floors;

/// Longer files have one clear reason, given in [`LONG`], or are split.
const MOST_LINES: usize = 800;

/// Hand-written files that are longer, with the reason.
const LONG: [(&str, &str); 0] = [];

/// What the first lines of a generated file say; its length is not a matter of taste.
const GENERATED: &str = "Written by `cargo xtask generate`";

/// The words are put together here so that this file does not hold them.
const FOREIGN_PATHS: [&str; 4] = [
    concat!("/work", "/shared"),
    concat!("/work", "/wt"),
    concat!("/work", "/main"),
    concat!("/root/.", "cache/skua"),
];
const UNWRAP: &str = concat!(".unw", "rap()");
const UNFINISHED: [&str; 2] = [concat!("FIX", "ME"), concat!("XX", "X:")];

/// What pure crates must not say outside tests, and what to do instead. Tests may read captures and facts.
const IMPURE: [(&str, &str); 7] = [
    ("std::fs", "take the content as an argument"),
    ("std::net::Tcp", "let one of the hands connect"),
    ("std::net::Udp", "let one of the hands connect"),
    ("std::env::var", "take the setting as an argument"),
    ("Instant::now", "take the time as an argument"),
    ("SystemTime::now", "take the time as an argument"),
    ("async fn", "async lives with the hands"),
];
const PRINTS: [&str; 4] = ["println!(", "eprintln!(", " print!(", " eprint!("];

/// The complaints about one file, named by its path from the workspace's root.
pub(super) fn check(name: &str, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in numbered(text) {
        if let Some(path) = FOREIGN_PATHS.iter().find(|path| line.contains(**path)) {
            complaints.push(format!(
                "{name}:{number}: `{path}` exists on one machine only; name it relative to the root"
            ));
        }
    }
    if name.ends_with(".rs") {
        check_rust(name, text, &mut complaints);
    }
    if name.starts_with("bpf/")
        && (name.ends_with(".c") || name.ends_with(".h"))
        && !text.starts_with("/* SPDX-")
    {
        complaints.push(format!(
            "{name}:1: no licence; begin with `/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */`"
        ));
    }
    let is_source =
        [".rs", ".c", ".h", ".sh", ".py", ".ts", ".tsx"].iter().any(|ending| name.ends_with(ending));
    let length = text.lines().count();
    if is_source && length > MOST_LINES && !is_generated(text) && !LONG.iter().any(|(long, _)| *long == name)
    {
        complaints.push(format!(
            "{name}: {length} lines; split it by case, or give the reason in LONG of xtask/src/tidy/lines.rs"
        ));
    }
    complaints
}

fn check_rust(name: &str, text: &str, complaints: &mut Vec<String>) {
    if !text.starts_with("//!") && !text.starts_with("#!") {
        complaints
            .push(format!("{name}:1: no header; begin with a `//!` line that says what the file is about"));
    }
    let mut in_test = is_test_file(name);
    let noun = name.strip_prefix("crates/").and_then(|rest| rest.split('/').next());
    let pure = noun.is_some_and(floors::is_pure);
    // What a build script prints is for cargo.
    let may_print = noun.is_none_or(floors::may_print) || name.ends_with("/build.rs");
    for (number, line) in numbered(text) {
        let code = line.trim_start();
        // By custom a file's tests are its last item, so all that follows is test code.
        in_test |= code.starts_with("#[cfg(test)]");
        if let Some(word) = UNFINISHED.iter().find(|word| code.contains(**word)) {
            complaints.push(format!("{name}:{number}: `{word}`: finish it, or write it down as a known gap"));
        }
        if code.starts_with("#[ignore") {
            complaints.push(format!(
                "{name}:{number}: an ignored test tells nothing; print `skipped: …` where it cannot run"
            ));
        }
        if in_test || code.starts_with("//") {
            continue;
        }
        if code.contains(UNWRAP) {
            complaints.push(format!(
                "{name}:{number}: `unwrap` outside tests; return the error or say why it cannot be"
            ));
        }
        if pure && let Some((word, instead)) = IMPURE.iter().find(|(word, _)| code.contains(word)) {
            complaints.push(format!("{name}:{number}: `{word}` in a pure crate; {instead}"));
        }
        if !may_print && PRINTS.iter().any(|print| line.contains(print)) {
            complaints
                .push(format!("{name}:{number}: only the roof prints; return a value, or use `tracing`"));
        }
    }
}

fn is_generated(text: &str) -> bool {
    text.lines().take(5).any(|line| line.contains(GENERATED))
}

/// Whether the whole file is test code by where it lies.
fn is_test_file(name: &str) -> bool {
    let folders = ["tests", "benches", "examples", "fuzz", "testkit"];
    name.ends_with("/tests.rs") || name.split('/').any(|part| folders.contains(&part))
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, check};

    #[test]
    fn unwrap_is_for_tests() {
        let code = "//! A file.\nfn f() { g().unwrap(); }\n";
        assert_eq!(check("crates/rules/src/a.rs", code).len(), 1);
        assert!(check("crates/rules/tests/a.rs", code).is_empty());
        let test = "//! A file.\n/// `x.unwrap()`\n#[cfg(test)]\nmod tests { fn f() { g().unwrap(); } }\n";
        assert!(check("crates/rules/src/a.rs", test).is_empty());
    }

    #[test]
    fn minds_are_pure() {
        let clock = "//! A file.\nfn f() -> Instant { Instant::now() }\n";
        assert_eq!(check("crates/world/src/a.rs", clock).len(), 1);
        assert!(check("crates/sensor/src/a.rs", clock).is_empty());
        let print = "//! A file.\nfn f() { println!(); }\n";
        assert_eq!(check("crates/sensor/src/a.rs", print).len(), 1);
        assert!(check("crates/cli/src/a.rs", print).is_empty());
    }

    #[test]
    fn files_say_what_they_are() {
        assert_eq!(check("crates/rules/src/a.rs", "fn f() {}\n").len(), 1);
        assert_eq!(check("bpf/events/a.bpf.c", "int f;\n").len(), 1);
        assert!(
            check("bpf/events/a.bpf.c", "/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */\n").is_empty()
        );
    }

    #[test]
    fn long_files_have_a_reason() {
        let long = "\n".repeat(MOST_LINES + 1);
        assert_eq!(check("crates/rules/src/a.rs", &format!("//! A file.{long}")).len(), 1);
        let generated = format!("//! A table.\n//! Written by `cargo xtask generate` from facts/.{long}");
        assert!(check("crates/event/src/table.rs", &generated).is_empty());
    }

    #[test]
    fn other_machines_have_other_paths() {
        let path = concat!("see /work", "/shared/facts\n");
        assert_eq!(check("docs/a.md", path).len(), 1);
    }
}
