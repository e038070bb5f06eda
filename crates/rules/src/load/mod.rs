//! From rule files to a set of rules: items are read in order, lists and macros put in, conditions and outputs
//! checked and compiled. Nothing here reads files: their text is given.

mod collect;
mod exceptions;
pub(crate) mod items;
mod lists;
mod rule_keys;
mod values;
pub(crate) mod version;

use crate::check;
use crate::compile::{Builder, Macros, events, graph::NodeId};
use crate::format::Format;
use crate::parse;
use crate::rule::{Rule, RuleId, RuleSet};
use crate::yaml::{self, Text};
use collect::Collected;
use items::{Macro, RuleItem};
use lists::Substitution;
use skua_diag::{Diagnostic, SourceMap};
use skua_event::EventSet;
use std::sync::Arc;

pub(crate) use version::Version;

/// Version of the rule language that we speak, by the public engine's numbers.
pub const ENGINE_VERSION: Version = (0, 63, 0);
/// Event types beyond which a rule is said to name none.
const EVENT_TYPE_LIMIT: usize = 100;

/// The text of a rule file with the name to call it by.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, or what else to call it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What to do where the public engine's answer is known to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FalcoBugs {
    /// Give the same answers.
    #[default]
    Keep,
    /// Give those that the condition says.
    Fix,
}

/// What an alert gets beyond the rule's own output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppendOutput {
    /// Only rules of this name.
    pub rule: Option<String>,
    /// Only rules of this source.
    pub source: Option<String>,
    /// Only rules with all of these tags.
    pub tags: Vec<String>,
    /// Text with fields, put after the output with a blank.
    pub extra_output: Option<String>,
    /// Fields that the alert carries beside the message: name, and what it shows if that is another text.
    pub extra_fields: Vec<(String, Option<String>)>,
    /// The container's and the pod's names, as the public engine's default configuration adds them.
    pub suggested_output: bool,
}

/// How rules are loaded.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// Version of the rule language.
    pub engine_version: Version,
    /// Plugins whose fields are there, with their versions.
    pub plugins: Vec<(String, String)>,
    /// Event sources that are there.
    pub sources: Vec<String>,
    /// Known faults of the public engine.
    pub falco_bugs: FalcoBugs,
    /// Additions to the outputs, in order.
    pub append_output: Vec<AppendOutput>,
    /// Every output gets the container's and the pod's names, as with the public engine's default configuration.
    pub suggested_output: bool,
}

impl Default for LoadOptions {
    fn default() -> LoadOptions {
        LoadOptions {
            engine_version: ENGINE_VERSION,
            plugins: vec![("container".into(), "0.7.1".into())],
            sources: vec!["syscall".into()],
            falco_bugs: FalcoBugs::Keep,
            append_output: Vec::new(),
            suggested_output: false,
        }
    }
}

/// What came of loading.
#[derive(Debug)]
pub struct LoadReport {
    /// The rules; none when there was an error.
    pub rules: Option<RuleSet>,
    /// What was found, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: SourceMap,
}

impl LoadReport {
    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error())
    }
}

/// Loads rule files in order.
pub(crate) fn load(files: &[Source], options: &LoadOptions) -> LoadReport {
    let mut sources = SourceMap::default();
    let mut collected = Collected::default();
    for file in files {
        let id = sources.add(&file.name, &file.text);
        match yaml::parse(&file.text, id) {
            Ok(documents) => collected.read(&documents, options),
            Err(error) => collected.diagnostics.push(*error),
        }
    }
    let mut diagnostics = std::mem::take(&mut collected.diagnostics);
    let plugin_errors = requirements(&collected, options);
    let rules = if plugin_errors.is_empty() {
        Compiler { options, diagnostics: &mut diagnostics }.compile(&mut collected)
    } else {
        // Fields of a missing plugin would only add errors that say the same.
        diagnostics.extend(plugin_errors);
        None
    };
    // In the order of the files; what has no place comes last.
    diagnostics.sort_by_key(|diagnostic| {
        diagnostic.span().map_or((u32::MAX, 0), |span| (span.source.0, span.range.start))
    });
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    LoadReport { rules: rules.filter(|_| !failed), diagnostics, sources }
}

fn requirements(collected: &Collected, options: &LoadOptions) -> Vec<Diagnostic> {
    let provided = |name: &str, wanted: &str| {
        options.plugins.iter().any(|(plugin, there)| {
            plugin == name
                && version::semver(there)
                    .zip(version::semver(wanted))
                    .is_some_and(|(there, wanted)| version::compatible(there, wanted))
        })
    };
    let mut errors = Vec::new();
    for requirement in &collected.requirements {
        if requirement.alternatives.iter().any(|(name, wanted)| provided(name, wanted)) {
            continue;
        }
        let wanted: Vec<String> =
            requirement.alternatives.iter().map(|(name, version)| format!("{name} {version}")).collect();
        let there: Vec<String> =
            options.plugins.iter().map(|(name, version)| format!("{name} {version}")).collect();
        let title = format!("the rules need plugin {}", wanted.join(" or "));
        errors.push(
            check::plugin_version(Some(requirement.span.clone()), title, "not provided")
                .note(format!("provided: {}", there.join(", "))),
        );
    }
    errors
}

struct Compiler<'a> {
    options: &'a LoadOptions,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn compile(&mut self, collected: &mut Collected) -> Option<RuleSet> {
        let expanded = lists::expand(&mut collected.lists);
        let substitution = Substitution::new(&collected.lists, &expanded);
        let mut used_lists = vec![false; collected.lists.len()];
        let macros = self.macros(&collected.macros, &substitution, &mut used_lists);
        let mut builder = Builder::new(&macros, self.options.falco_bugs);
        let mut rules = Vec::new();
        for item in collected.rules.iter().filter(|item| item.source_known) {
            let text = substitution.apply(&exceptions::condition(item), &mut used_lists);
            if let Some((root, event_set)) = self.condition(item, &text, &mut builder)
                && let Some(output) = self.output(item)
            {
                rules.push(rule(RuleId(rules.len() as u32), item, root, event_set, output));
            }
        }
        let used: Vec<&str> = builder.used_macros().collect();
        for unused in collected.macros.iter().filter(|known| !used.contains(&known.name.as_str())) {
            let title = format!("macro `{}` is never used", unused.name);
            self.diagnostics
                .push(check::unused_macro(Some(unused.span.clone()), title, "").of("macro", &unused.name));
        }
        let unused = collected.lists.iter().zip(&used_lists).filter(|(list, used)| !**used && !list.used);
        for (list, _) in unused {
            let title = format!("list `{}` is never used", list.name);
            self.diagnostics
                .push(check::unused_list(Some(list.span.clone()), title, "").of("list", &list.name));
        }
        self.diagnostics.append(&mut builder.warnings);
        Some(RuleSet::new(rules, builder.graph))
    }

    fn macros(
        &mut self,
        macros: &[Macro],
        substitution: &Substitution<'_>,
        used_lists: &mut [bool],
    ) -> Macros {
        let mut ready = Macros::default();
        for item in macros {
            let text = substitution.apply(&item.condition, used_lists);
            match parse::parse(text.as_str()) {
                Ok(expr) => {
                    ready.insert(
                        item.name.clone(),
                        crate::compile::ReadyMacro {
                            expr,
                            text,
                            span: item.span.clone(),
                            defined: item.defined,
                            changed: item.changed,
                        },
                    );
                }
                Err(error) => {
                    self.diagnostics.push(syntax(&error, &text).of("macro", &item.name));
                    // Its users would only add that they do not find it.
                    if let Ok(expr) = parse::parse("evt.num exists") {
                        ready.insert(
                            item.name.clone(),
                            crate::compile::ReadyMacro {
                                expr,
                                text: Text::whole("evt.num exists", item.span.clone()),
                                span: item.span.clone(),
                                defined: item.defined,
                                changed: item.changed,
                            },
                        );
                    }
                }
            }
        }
        ready
    }

    fn condition(
        &mut self,
        item: &RuleItem,
        text: &Text,
        builder: &mut Builder<'_>,
    ) -> Option<(NodeId, EventSet)> {
        let expr = match parse::parse(text.as_str()) {
            Ok(expr) => expr,
            Err(error) => {
                self.diagnostics.push(syntax(&error, text).of("rule", &item.name));
                return None;
            }
        };
        let warned = builder.warnings.len();
        match builder.rule(&expr, text) {
            Ok(root) => {
                for warning in
                    builder.warnings.iter_mut().skip(warned).filter(|warning| warning.item.is_none())
                {
                    *warning = std::mem::replace(warning, Diagnostic::warning("", "")).of("rule", &item.name);
                }
                let event_set = events::events(&builder.graph, root);
                if item.warn_event_types && event_set.len() > EVENT_TYPE_LIMIT {
                    let title = format!("rule `{}` does not restrict the event types", item.name);
                    let label = format!("can match {} event types", event_set.len());
                    self.diagnostics.push(
                        check::no_event_type(text.origin(0..text.as_str().trim_end().len()), title, label)
                            .help("join the condition with `evt.type in (...)`")
                            .of("rule", &item.name),
                    );
                }
                Some((root, event_set))
            }
            Err(error) => {
                self.rule_error(item, *error);
                None
            }
        }
    }

    fn output(&mut self, item: &RuleItem) -> Option<Format> {
        let mut text = item.output.clone();
        let mut extra_fields = Vec::new();
        for addition in self.options.append_output.iter().filter(|addition| addition.concerns(item)) {
            if let Some(extra) = &addition.extra_output {
                text.push_str(" ", Some(&item.span));
                text.push_str(extra, Some(&item.span));
            }
            if addition.suggested_output {
                text.push_str(crate::format::SUGGESTED_OUTPUT, Some(&item.span));
            }
            extra_fields.extend(addition.extra_fields.iter().cloned());
        }
        if self.options.suggested_output {
            text.push_str(crate::format::SUGGESTED_OUTPUT, Some(&item.span));
        }
        let mut warnings = Vec::new();
        match Format::parse(&text, &extra_fields, &mut warnings) {
            Ok(format) => {
                let named = warnings.into_iter().map(|warning: Diagnostic| warning.of("rule", &item.name));
                self.diagnostics.extend(named);
                Some(format)
            }
            Err(error) => {
                self.rule_error(item, *error);
                None
            }
        }
    }

    /// An error, or a warning where the rule says that it may be skipped.
    fn rule_error(&mut self, item: &RuleItem, error: Diagnostic) {
        let unknown = matches!(error.code, "R102" | "R103" | "R108" | "R201");
        let mut error = error;
        if item.skip_if_unknown && unknown {
            let span = error.span().cloned();
            let title = format!("rule `{}` is skipped: {}", item.name, error.title);
            error = check::unknown_filter(span, title, "not known here");
        }
        let known = error.item.take();
        if let Some(inner) = known {
            error = error.note(format!("needed by rule `{}`", item.name)).of(inner.kind, inner.name);
        } else {
            error = error.of("rule", &item.name);
        }
        if !self.diagnostics.contains(&error) {
            self.diagnostics.push(error);
        }
    }
}

impl AppendOutput {
    fn concerns(&self, item: &RuleItem) -> bool {
        self.rule.as_ref().is_none_or(|rule| *rule == item.name)
            && self.source.as_ref().is_none_or(|source| *source == item.source)
            && self.tags.iter().all(|tag| item.tags.contains(tag))
    }
}

fn syntax(error: &parse::SyntaxError, text: &Text) -> Diagnostic {
    let end = text.as_str().len();
    let span = if error.range.start >= end {
        // After the end: point at the last byte.
        text.origin(end.saturating_sub(1)..end)
    } else {
        text.origin(error.range.clone())
    };
    check::syntax(span, "the condition cannot be read", error.expected.clone())
}

fn rule(id: RuleId, item: &RuleItem, root: NodeId, events: EventSet, output: Format) -> Rule {
    Rule {
        id,
        name: Arc::from(item.name.as_str()),
        description: item.desc.clone(),
        priority: item.priority,
        source: Arc::from(item.source.as_str()),
        tags: Arc::from(item.tags.as_slice()),
        enabled: item.enabled,
        capture: item.capture,
        capture_duration_ms: item.capture_duration_ms,
        span: item.span.clone(),
        events,
        condition: item.condition.as_str().to_owned(),
        root,
        output: item.output.as_str().to_owned(),
        format: output,
        reads_container: false,
    }
}
