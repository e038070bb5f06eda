//! Alerts: rule, event, every output field, text.

use crate::{Options, read, replay};
use serde_json::{Value, json};
use skua_rules::{Engine, EngineOptions, LoadOptions, RuleMatching, RuleSet, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names of the answers with the rule files that gave them, in load order.
const RULE_SETS: [(&str, &[&str]); 3] = [
    ("stable", &["falco_rules.yaml"]),
    ("incubating", &["falco_rules.yaml", "falco-incubating_rules.yaml"]),
    ("sandbox", &["falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml"]),
];

/// Prints a line for each capture and rule set; true when all are equal.
pub(crate) fn compare(options: &Options, names: &[String]) -> Result<bool, String> {
    println!(
        "{:<20} {:<11} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "capture", "rules", "expected", "got", "missing", "extra", "differ"
    );
    let mut same = true;
    for name in names {
        let capture = read(&options.captures.join(format!("{name}.scap")))?;
        for (set, files) in RULE_SETS {
            let answers = options.captures.join(format!("{name}.{set}.jsonl"));
            if !answers.is_file() {
                continue;
            }
            let expected = by_event(parse_lines(&read(&answers)?)?);
            let got = by_event(alerts(options, files, &capture)?);
            let mut found = Differences::default();
            found.compare(&expected, &got);
            let count = |alerts: &BTreeMap<Key, Vec<Value>>| alerts.values().map(Vec::len).sum::<usize>();
            println!(
                "{name:<20} {set:<11} {:>8} {:>8} {:>8} {:>8} {:>8}",
                count(&expected),
                count(&got),
                found.missing,
                found.extra,
                found.differ
            );
            for line in found.lines.iter().take(options.details) {
                println!("    {line}");
            }
            same &= found.lines.is_empty();
        }
    }
    println!();
    Ok(same)
}

/// Rule and time of an alert.
type Key = (String, u64);

fn by_event(alerts: Vec<Value>) -> BTreeMap<Key, Vec<Value>> {
    let mut out: BTreeMap<Key, Vec<Value>> = BTreeMap::new();
    for alert in alerts {
        let rule = alert["rule"].as_str().unwrap_or_default().to_owned();
        let time = alert["output_fields"]["evt.time"].as_u64().unwrap_or(0);
        out.entry((rule, time)).or_default().push(alert);
    }
    out
}

fn parse_lines(text: &[u8]) -> Result<Vec<Value>, String> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).map_err(|error| error.to_string())).collect()
}

fn alerts(options: &Options, files: &[&str], capture: &[u8]) -> Result<Vec<Value>, String> {
    let mut sources = Vec::new();
    for file in files {
        let text = String::from_utf8_lossy(&read(&options.rules.join(file))?).into_owned();
        sources.push(Source { name: (*file).into(), text });
    }
    let report = RuleSet::load(&sources, &LoadOptions::default());
    let errors: Vec<&str> = report.errors().map(|error| error.title.as_str()).collect();
    let errors = errors.join("\n");
    let set = report.rules.ok_or(errors)?;
    let engine_options = EngineOptions { rule_matching: RuleMatching::All, ..EngineOptions::default() };
    let mut engine = Engine::new(set, engine_options);
    let hostname: Arc<str> = "".into();
    let format = skua_alert::Format::FalcoJson(Default::default());
    let mut out = Vec::new();
    let mut hits = Vec::new();
    replay::replay(capture, |view| {
        hits.clear();
        engine.matches(view, &mut |rule| hits.push(rule));
        for rule in &hits {
            let Some(rule) = engine.rules().rule(*rule) else { continue };
            let alert = rule.render(view, &hostname);
            let mut rendered = Vec::new();
            format.render(&alert, &mut rendered);
            out.push(serde_json::from_slice(&rendered).unwrap_or(json!(null)));
        }
    })?;
    Ok(out)
}

#[derive(Default)]
struct Differences {
    missing: usize,
    extra: usize,
    differ: usize,
    lines: Vec<String>,
}

impl Differences {
    fn compare(&mut self, expected: &BTreeMap<Key, Vec<Value>>, got: &BTreeMap<Key, Vec<Value>>) {
        let keys: std::collections::BTreeSet<&Key> = expected.keys().chain(got.keys()).collect();
        let none = Vec::new();
        for key in keys {
            let (theirs, ours) = (expected.get(key).unwrap_or(&none), got.get(key).unwrap_or(&none));
            for at in 0..theirs.len().max(ours.len()) {
                match (theirs.get(at), ours.get(at)) {
                    (Some(theirs), Some(ours)) => self.alert(theirs, ours),
                    (Some(theirs), None) => {
                        self.missing += 1;
                        self.lines.push(format!("missing: {theirs}"));
                    }
                    (None, Some(ours)) => {
                        self.extra += 1;
                        self.lines.push(format!("extra: {ours}"));
                    }
                    (None, None) => {}
                }
            }
        }
    }

    fn alert(&mut self, theirs: &Value, ours: &Value) {
        let mut lines = Vec::new();
        let rule = theirs["rule"].as_str().unwrap_or_default();
        let none = serde_json::Map::new();
        let fields = |alert: &Value| alert["output_fields"].as_object().unwrap_or(&none).clone();
        let (their_fields, our_fields) = (fields(theirs), fields(ours));
        let names: std::collections::BTreeSet<&String> =
            their_fields.keys().chain(our_fields.keys()).collect();
        for name in names {
            let (a, b) = (their_fields.get(name), our_fields.get(name));
            if a != b {
                lines.push(format!("differs: {rule}: {name}: expected {a:?}, got {b:?}"));
            }
        }
        for name in ["output", "priority", "source", "tags", "time"] {
            if theirs[name] != ours[name] {
                lines.push(format!("differs: {rule}: {name}: expected {}, got {}", theirs[name], ours[name]));
            }
        }
        if !lines.is_empty() {
            self.differ += 1;
            self.lines.extend(lines);
        }
    }
}
