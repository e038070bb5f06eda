//! Conditions and files with what the public engine says when it loads them.

// A test that cannot go on should say where.
#![allow(clippy::unwrap_used)]

use skua_rules::{LoadOptions, LoadReport, RuleSet, Source};
use std::path::PathBuf;

/// The folder of facts and upstream rules that lies beside a developer's checkout.
fn shared(name: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let candidates = [root.join("../shared"), root.join("../../shared")];
    let found =
        candidates.iter().map(|folder| folder.join(name)).find(|path| path.try_exists().unwrap_or(false));
    if found.is_none() {
        println!("skipped: {name} is not beside the checkout");
    }
    found
}

fn load(text: &str) -> LoadReport {
    RuleSet::load(&[Source { name: "rules.yaml".into(), text: text.into() }], &LoadOptions::default())
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn conditions_load_as_the_public_engine_loads_them() {
    let Some(path) = shared("facts/filter-load.json") else { return };
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let condition = case["condition"].as_str().unwrap();
        let report = load(&format!(
            "- rule: r\n  desc: d\n  condition: {}\n  output: o\n  priority: INFO\n",
            quoted(condition)
        ));
        let error = report.errors().next();
        let code = error.map(|error| match error.code {
            // The public engine loads these and then stops.
            "R113" => "RUNTIME",
            _ => error.public_code.unwrap_or("-"),
        });
        let mut warnings: Vec<&str> =
            report.diagnostics.iter().filter(|d| !d.is_error()).filter_map(|d| d.public_code).collect();
        warnings.sort_unstable();
        warnings.dedup();
        let expected_warnings: Vec<&str> =
            case["warnings"].as_array().unwrap().iter().filter_map(|warning| warning.as_str()).collect();
        if code != case["error"].as_str() || error.is_none() && warnings != expected_warnings {
            wrong.push(format!(
                "{condition}\n    expected {} {expected_warnings:?}, got {code:?} {warnings:?}",
                case["error"]
            ));
        }
    }
    println!("{} of {} conditions as the public engine has them", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn upstream_files_load_alone_and_stacked() {
    let Some(folder) = shared("rules") else { return };
    let names = [
        "falco_rules.yaml",
        "falco-incubating_rules.yaml",
        "falco-sandbox_rules.yaml",
        "falco-deprecated_rules.yaml",
    ];
    let files: Vec<Source> = names
        .iter()
        .map(|name| Source {
            name: (*name).into(),
            text: std::fs::read_to_string(folder.join(name)).unwrap(),
        })
        .collect();
    let rules = |files: &[Source]| {
        let report = RuleSet::load(files, &LoadOptions::default());
        let errors: Vec<String> =
            report.errors().map(|error| skua_diag::render::one(error, &report.sources, false)).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        report.rules.unwrap()
    };
    let counts: Vec<(usize, usize)> = files
        .iter()
        .map(|file| {
            let set = rules(std::slice::from_ref(file));
            (set.rules().len(), set.rules().iter().filter(|rule| rule.enabled).count())
        })
        .collect();
    assert_eq!(counts, [(25, 25), (31, 31), (37, 25), (4, 0)]);
    assert_eq!(rules(&files).rules().len(), 97);
    assert_eq!(rules(&files[..3]).rules().len(), 93);
}
