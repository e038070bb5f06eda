//! Our own rules, held to their cases.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use skua_rules::{Engine, EngineOptions, LoadOptions, RuleMatching, RuleSet, Source};
use skua_testkit::cases::Theatre;
use skua_testkit::steps::{Case, parse_cases};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules").join(name)
}

fn texts(name: &str) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let text = |path: &PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    };
    files.iter().map(text).collect()
}

fn rules() -> RuleSet {
    let files: Vec<Source> = texts("skua").into_iter().map(|(name, text)| Source { name, text }).collect();
    let report = RuleSet::load(&files, &LoadOptions::default());
    assert!(
        report.diagnostics.is_empty(),
        "{}",
        skua_diag::render::text(&report.diagnostics, &report.sources, false)
    );
    report.rules.unwrap()
}

fn cases() -> Vec<(String, Vec<Case>)> {
    texts("cases")
        .into_iter()
        .map(|(file, text)| {
            let cases = parse_cases(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            (file, cases)
        })
        .collect()
}

#[test]
fn every_rule_fires_and_stays_quiet_as_its_case_says() {
    let all = RuleMatching::All;
    for options in [EngineOptions::default(), EngineOptions::naive()] {
        let mut theatre = Theatre::new(Engine::new(rules(), EngineOptions { rule_matching: all, ..options }));
        let mut failures = Vec::new();
        for (file, cases) in cases() {
            for case in &cases {
                let found =
                    theatre.run(case).unwrap_or_else(|error| panic!("{file}: {}: {error}", case.rule));
                failures.extend(found);
            }
        }
        let lines: Vec<String> = failures.iter().map(|failure| format!("{failure:?}")).collect();
        assert!(failures.is_empty(), "{} failures with {options:?}:\n{}", failures.len(), lines.join("\n"));
    }
}

#[test]
fn every_rule_has_a_case_with_both_sides_and_tags_of_a_tactic() {
    let mut sides: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases().into_iter().flat_map(|(_, cases)| cases) {
        assert_eq!(
            sides.insert(case.rule.clone(), (case.fires.len(), case.quiet.len())),
            None,
            "{}",
            case.rule
        );
    }
    let set = rules();
    let names: BTreeSet<String> = set.rules().iter().map(|rule| rule.name.to_string()).collect();
    assert_eq!(names, sides.keys().cloned().collect());
    assert!(sides.values().all(|(fires, quiet)| *fires > 0 && *quiet > 0), "{sides:?}");
    for rule in set.rules() {
        assert!(rule.tags.iter().any(|tag| tag.starts_with("mitre_")), "{}", rule.name);
        assert!(rule.tags.iter().any(|tag| tag.starts_with('T') && tag.len() >= 5), "{}", rule.name);
    }
}
