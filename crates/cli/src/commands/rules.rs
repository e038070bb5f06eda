//! `skua rules check|list|show|explain`

use crate::commands::{Shape, print_json};
use crate::exit::Exit;
use crate::terminal::{self, Color};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use skua_agent::{StartError, sources};
use skua_fields::Scope;
use skua_rules::{Explanation, LoadOptions, LoadReport, Rule, RuleSet};
use std::io;
use std::path::PathBuf;

/// Check, list, show and explain rules.
///
///   skua rules check my_rules.yaml
///   skua rules list --tag mitre_persistence
///   skua rules explain "Run shell untrusted" falco_rules.yaml
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Rules {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Load rule files as `skua run` would, and say what is wrong with them.
    Check(Check),
    /// List rules with priority and tags.
    List(List),
    /// Show a rule as it stands once lists, macros, exceptions and overrides are in.
    Show(Named),
    /// Say what a rule looks at: event types, fields, tests, and what that costs.
    Explain(Named),
}

#[derive(Args)]
struct Check {
    /// Rule files or folders, in loading order [default: Skua's own rules].
    paths: Vec<PathBuf>,
    /// Warnings fail too.
    #[arg(long)]
    strict: bool,
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

#[derive(Args)]
struct List {
    /// Rule files or folders, in loading order [default: Skua's own rules].
    paths: Vec<PathBuf>,
    /// Only rules with this tag.
    #[arg(long)]
    tag: Option<String>,
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

#[derive(Args)]
struct Named {
    /// The rule's name, or a part of it that no other has.
    rule: String,
    /// Rule files or folders, in loading order [default: Skua's own rules].
    paths: Vec<PathBuf>,
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

impl Rules {
    pub(crate) fn run(self, color: Color) -> io::Result<Exit> {
        match self.verb {
            Verb::Check(verb) => check(verb, color),
            Verb::List(verb) => list(verb, color),
            Verb::Show(verb) => show(verb, color),
            Verb::Explain(verb) => explain(verb, color),
        }
    }
}

fn load(paths: &[PathBuf]) -> Result<LoadReport, StartError> {
    Ok(RuleSet::load(&sources(paths)?, &LoadOptions::default()))
}

fn failed(error: &StartError, color: Color) -> Exit {
    eprintln!("{}", error.text(color.stderr()).trim_end());
    Exit::Misuse
}

/// The rules, or the exit code after what is wrong was said.
fn loaded(paths: &[PathBuf], color: Color) -> Result<RuleSet, Exit> {
    let report = load(paths).map_err(|error| failed(&error, color))?;
    match report.rules {
        Some(rules) => Ok(rules),
        None => {
            let error = StartError::Rules { diagnostics: report.diagnostics, sources: report.sources };
            Err(failed(&error, color))
        }
    }
}

fn check(verb: Check, color: Color) -> io::Result<Exit> {
    let report = match load(&verb.paths) {
        Ok(report) => report,
        Err(error) => return Ok(failed(&error, color)),
    };
    let errors = report.diagnostics.iter().filter(|one| one.is_error()).count();
    let warnings = report.diagnostics.len() - errors;
    let rules = report.rules.as_ref().map_or(0, |rules| rules.rules().len());
    match verb.output {
        Shape::Json => {
            let all: Vec<Value> =
                report.diagnostics.iter().map(|one| skua_diag::render::json(one, &report.sources)).collect();
            print_json(&json!({
                "schema": 1, "ok": errors == 0, "rules": rules, "errors": errors, "warnings": warnings, "diagnostics": all
            }))?;
        }
        Shape::Text => {
            terminal::print(&skua_diag::render::text(&report.diagnostics, &report.sources, color.stdout()))?;
            let plural =
                |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            terminal::print(&format!(
                "{}, {}, {}\n",
                plural(rules, "rule"),
                plural(errors, "error"),
                plural(warnings, "warning")
            ))?;
        }
    }
    Ok(match (errors, warnings) {
        (0, 0) => Exit::Fine,
        (0, _) if verb.strict => Exit::Found,
        (0, _) => Exit::Fine,
        _ => Exit::Misuse,
    })
}

fn list(verb: List, color: Color) -> io::Result<Exit> {
    let rules = match loaded(&verb.paths, color) {
        Ok(rules) => rules,
        Err(exit) => return Ok(exit),
    };
    let chosen: Vec<&Rule> = rules
        .rules()
        .iter()
        .filter(|rule| verb.tag.as_ref().is_none_or(|tag| rule.tags.iter().any(|known| known == tag)))
        .collect();
    match verb.output {
        Shape::Json => print_json(&Value::Array(chosen.iter().map(|rule| as_json(rule)).collect()))?,
        Shape::Text => {
            let rows: Vec<Vec<String>> = chosen
                .iter()
                .map(|rule| {
                    let state = if rule.enabled { "" } else { "(off)" };
                    vec![rule.priority.to_string(), format!("{} {state}", rule.name), rule.tags.join(" ")]
                })
                .collect();
            terminal::print(&terminal::columns(&rows))?;
        }
    }
    Ok(Exit::Fine)
}

fn as_json(rule: &Rule) -> Value {
    json!({
        "name": &*rule.name,
        "priority": rule.priority.to_string(),
        "source": &*rule.source,
        "enabled": rule.enabled,
        "tags": rule.tags.to_vec(),
        "description": rule.description,
        "condition": rule.condition,
        "output": rule.output,
    })
}

/// The rule of that name, or the only one with that part in its name.
fn find<'a>(rules: &'a RuleSet, name: &str) -> Result<&'a Rule, String> {
    if let Some(rule) = rules.rules().iter().find(|rule| &*rule.name == name) {
        return Ok(rule);
    }
    let part = name.to_lowercase();
    let near: Vec<&Rule> =
        rules.rules().iter().filter(|rule| rule.name.to_lowercase().contains(&part)).collect();
    match near.as_slice() {
        [only] => Ok(only),
        [] => {
            let names = rules.rules().iter().map(|rule| &*rule.name);
            let hint = skua_diag::nearest(name, names)
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            Err(format!("no rule is called `{name}`{hint}"))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|rule| &*rule.name).collect();
            Err(format!("`{name}` fits several rules: {}", names.join(", ")))
        }
    }
}

fn show(verb: Named, color: Color) -> io::Result<Exit> {
    let rules = match loaded(&verb.paths, color) {
        Ok(rules) => rules,
        Err(exit) => return Ok(exit),
    };
    let rule = match find(&rules, &verb.rule) {
        Ok(rule) => rule,
        Err(message) => {
            eprintln!("error: {message}");
            return Ok(Exit::Misuse);
        }
    };
    match verb.output {
        Shape::Json => print_json(&as_json(rule))?,
        Shape::Text => terminal::print(&format!(
            "rule: {}\npriority: {}\nsource: {}\nenabled: {}\ntags: {}\ndescription: {}\ncondition: {}\noutput: {}\n",
            rule.name,
            rule.priority,
            rule.source,
            rule.enabled,
            rule.tags.join(" "),
            rule.description.trim(),
            rule.condition.split_whitespace().collect::<Vec<_>>().join(" "),
            rule.output.split_whitespace().collect::<Vec<_>>().join(" "),
        ))?,
    }
    Ok(Exit::Fine)
}

fn explain(verb: Named, color: Color) -> io::Result<Exit> {
    let rules = match loaded(&verb.paths, color) {
        Ok(rules) => rules,
        Err(exit) => return Ok(exit),
    };
    let id = match find(&rules, &verb.rule) {
        Ok(rule) => rule.id,
        Err(message) => {
            eprintln!("error: {message}");
            return Ok(Exit::Misuse);
        }
    };
    let Some(explanation) = rules.explain(id) else { return Ok(Exit::Misuse) };
    match verb.output {
        Shape::Json => print_json(&explanation_json(&explanation))?,
        Shape::Text => terminal::print(&explanation_text(&explanation))?,
    }
    Ok(Exit::Fine)
}

/// When a comparison is decided.
fn when(scope: Scope) -> &'static str {
    match scope {
        Scope::EventType => "at load",
        Scope::Process => "once per process",
        Scope::Container => "once per process and container",
        Scope::Descriptor | Scope::Event => "for each event",
    }
}

fn explanation_text(explanation: &Explanation) -> String {
    let events =
        if explanation.all_events { "every event".to_owned() } else { explanation.event_types.join(" ") };
    let mut out = format!("event types: {events}\nfields: {}\ncomparisons\n", explanation.fields.join(" "));
    let rows: Vec<Vec<String>> = explanation
        .atoms
        .iter()
        .map(|atom| {
            let shared = match atom.shared_by {
                0 | 1 => String::new(),
                rules => format!("shared by {rules} rules"),
            };
            vec![format!("  {}", when(atom.scope)), format!("cost {}", atom.cost), shared, atom.text.clone()]
        })
        .collect();
    out.push_str(&terminal::columns(&rows));
    out.push_str(&format!("cost of deciding it from nothing: {} (1 is a hash look-up)\n", explanation.cost));
    out
}

fn explanation_json(explanation: &Explanation) -> Value {
    let atoms: Vec<Value> = explanation
        .atoms
        .iter()
        .map(|atom| json!({ "text": atom.text, "decided": when(atom.scope), "shared_by": atom.shared_by, "cost": atom.cost }))
        .collect();
    json!({
        "schema": 1,
        "event_types": explanation.event_types,
        "all_events": explanation.all_events,
        "fields": explanation.fields,
        "comparisons": atoms,
        "cost": explanation.cost,
    })
}
