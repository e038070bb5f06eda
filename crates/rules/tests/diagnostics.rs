//! What is said about wrong rule files: each file of `diagnostics/` has beside it the text that is shown for it.

// A test that cannot go on should say where.
#![allow(clippy::unwrap_used)]

use skua_rules::{LoadOptions, RuleSet, Source, explanations};
use std::path::PathBuf;

#[test]
fn wrong_files_are_explained() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    assert!(files.len() >= 25, "only {} files", files.len());
    let mut seen = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let report = RuleSet::load(&[Source { name: format!("{name}.yaml"), text }], &LoadOptions::default());
        assert!(!report.diagnostics.is_empty(), "nothing is said about {name}");
        assert_eq!(report.rules.is_none(), report.errors().next().is_some());
        seen.extend(report.diagnostics.iter().map(|diagnostic| diagnostic.code));
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, skua_diag::render::text(&report.diagnostics, &report.sources, false));
        });
    }
    for code in &seen {
        assert!(explanations().iter().any(|one| one.code == *code), "{code} is not explained");
    }
    seen.sort_unstable();
    seen.dedup();
    let unseen: Vec<&str> =
        explanations().iter().map(|one| one.code).filter(|code| !seen.contains(code)).collect();
    // A rule that moves to another source (there is only one), conditions nested beyond all measure.
    assert_eq!(unseen, ["R012", "R114"]);
}
