//! Reads the items of rule files in order, with appends and overrides.

use super::LoadOptions;
use super::items::{List, Macro, Requirement, RuleItem};
use super::rule_keys::{append_text, change};
use super::values::{Step, bool, filled, missing, name_of, no_target, scalar, scalars};
use super::version;
use crate::check;
use crate::parse::{is_bare, is_identifier};
use crate::yaml::{Node, Text};
use skua_alert::Priority;
use skua_diag::{Diagnostic, Span, nearest};

/// Everything that was read.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) lists: Vec<List>,
    pub(super) macros: Vec<Macro>,
    pub(super) rules: Vec<RuleItem>,
    pub(super) requirements: Vec<Requirement>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Items read so far: the clock of visibility.
    clock: usize,
}

const ITEM_KEYS: [&str; 5] = ["required_engine_version", "required_plugin_versions", "list", "macro", "rule"];
const LIST_KEYS: [&str; 4] = ["list", "items", "append", "override"];
const MACRO_KEYS: [&str; 4] = ["macro", "condition", "append", "override"];
const RULE_KEYS: [&str; 17] = [
    "rule",
    "condition",
    "output",
    "desc",
    "priority",
    "enabled",
    "source",
    "tags",
    "exceptions",
    "warn_evttypes",
    "skip-if-unknown-filter",
    "capture",
    "capture_duration",
    "append",
    "override",
    "skip_if_unknown_filter",
    "examples",
];
const OVERRIDE_APPEND: [&str; 5] = ["condition", "output", "desc", "tags", "exceptions"];
const OVERRIDE_REPLACE: [&str; 11] = [
    "condition",
    "output",
    "desc",
    "priority",
    "capture",
    "capture_duration",
    "tags",
    "exceptions",
    "enabled",
    "warn_evttypes",
    "skip-if-unknown-filter",
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Append,
    Replace,
}

impl Collected {
    /// Reads the documents of one file.
    pub(super) fn read(&mut self, documents: &[Node], options: &LoadOptions) {
        for document in documents {
            if document.is_null() {
                continue;
            }
            let Some(items) = document.items() else {
                let title = format!("a rule file is a sequence of items, this is a {}", document.kind_name());
                let span = Some(document.span.clone());
                self.diagnostics.push(check::not_items(span, title, "expected a sequence"));
                continue;
            };
            for item in items {
                if item.is_null() {
                    continue;
                }
                self.clock += 1;
                if let Err(error) = self.item(item, options) {
                    self.diagnostics.push(*error);
                }
            }
        }
    }

    fn item(&mut self, item: &Node, options: &LoadOptions) -> Step {
        if item.entries().is_none() {
            let title = format!("an item is a mapping, this is a {}", item.kind_name());
            return Err(Box::new(check::not_items(
                Some(item.span.clone()),
                title,
                "expected `rule:`, `macro:` …",
            )));
        }
        // The public engine asks for these keys in this order, not in the order of the file.
        let found = ITEM_KEYS.iter().find_map(|key| item.get(key).map(|value| (*key, value)));
        match found {
            Some(("required_engine_version", value)) => self.engine_version(value, options),
            Some(("required_plugin_versions", value)) => self.plugin_versions(value),
            Some(("list", name)) => self.list(item, name),
            Some(("macro", name)) => self.macro_(item, name),
            Some(("rule", name)) => self.rule(item, name, options),
            _ => {
                let first = item.entries().and_then(<[_]>::first);
                let span = first.map_or(&item.span, |(key, _)| &key.span);
                let key = first.and_then(|(key, _)| key.str()).unwrap_or_default();
                let mut diagnostic = check::unknown_item(
                    Some(span.clone()),
                    "unknown item, it is skipped",
                    "not the beginning of an item",
                );
                if let Some(near) = nearest(key, ITEM_KEYS) {
                    diagnostic = diagnostic.help(format!("did you mean `{near}`?")).patch(span.clone(), near);
                }
                self.diagnostics.push(diagnostic);
                Ok(())
            }
        }
    }

    fn unknown_keys(&mut self, item: &Node, known: &[&'static str], kind: &'static str, name: &str) {
        for (key, _) in item.entries().unwrap_or_default() {
            let text = key.str().unwrap_or_default();
            if known.contains(&text) {
                continue;
            }
            let mut diagnostic =
                check::unknown_key(Some(key.span.clone()), format!("unknown key `{text}`"), "ignored")
                    .of(kind, name);
            if let Some(near) = nearest(text, known.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?")).patch(key.span.clone(), near);
            }
            self.diagnostics.push(diagnostic);
        }
    }

    fn engine_version(&mut self, value: &Node, options: &LoadOptions) -> Step {
        let text = scalar(value, "required_engine_version")?.as_str().to_owned();
        let Some(wanted) = version::engine(&text) else {
            let title = format!("`{text}` is not a version");
            return Err(Box::new(check::wrong_shape(
                Some(value.span.clone()),
                title,
                "expected a number or `major.minor.patch`",
            )));
        };
        if !version::compatible(options.engine_version, wanted) {
            let (major, minor, patch) = options.engine_version;
            let title = format!("the rules need engine version {text}, this is {major}.{minor}.{patch}");
            return Err(Box::new(check::engine_version(Some(value.span.clone()), title, "not satisfied")));
        }
        Ok(())
    }

    fn plugin_versions(&mut self, value: &Node) -> Step {
        let shape = |node: &Node| {
            Box::new(check::wrong_shape(
                Some(node.span.clone()),
                "a plugin requirement is a mapping with `name` and `version`",
                "expected `name` and `version`",
            ))
        };
        for plugin in value.items().ok_or_else(|| shape(value))? {
            let one = |node: &Node| -> Step<(String, String)> {
                let name = node.get("name").and_then(Node::str).ok_or_else(|| shape(node))?;
                let version = node.get("version").and_then(Node::str).ok_or_else(|| shape(node))?;
                if version::semver(version).is_none() {
                    return Err(shape(node));
                }
                Ok((name.to_owned(), version.to_owned()))
            };
            let mut alternatives = vec![one(plugin)?];
            if let Some(more) = plugin.get("alternatives") {
                for alternative in more.items().ok_or_else(|| shape(more))? {
                    alternatives.push(one(alternative)?);
                }
            }
            self.requirements.push(Requirement { alternatives, span: plugin.span.clone() });
        }
        Ok(())
    }

    fn list(&mut self, item: &Node, name_node: &Node) -> Step {
        let name = name_of(name_node, "list")?;
        self.unknown_keys(item, &LIST_KEYS, "list", &name);
        if !is_bare(&name) {
            let title = format!("no condition can refer to a list named `{name}`");
            self.diagnostics.push(
                check::invalid_name(Some(name_node.span.clone()), title, "not a bare word")
                    .of("list", &name)
                    .public("LOAD_INVALID_LIST_NAME"),
            );
        }
        let items_node = item.get("items").ok_or_else(|| missing(name_node, "list", &name, "items"))?;
        let items = scalars(items_node, "items")?;
        let operation = self.operation(item, "list", &name, &["items"], &["items"])?;
        let existing = self.lists.iter_mut().find(|list| list.name == name);
        match (operation, existing) {
            (None, Some(list)) => {
                list.items = items;
                list.span = name_node.span.clone();
                list.changed = self.clock;
            }
            (None, None) => self.lists.push(List {
                name,
                span: name_node.span.clone(),
                items,
                defined: self.clock,
                changed: self.clock,
                used: false,
            }),
            (Some(_), None) => {
                let known: Vec<&str> = self.lists.iter().map(|list| list.name.as_str()).collect();
                return Err(no_target("list", &name, name_node, &known));
            }
            (Some(operations), Some(list)) => {
                match operations.first() {
                    Some((_, Operation::Replace)) => list.items = items,
                    _ => list.items.extend(items),
                }
                list.changed = self.clock;
            }
        }
        Ok(())
    }

    fn macro_(&mut self, item: &Node, name_node: &Node) -> Step {
        let name = name_of(name_node, "macro")?;
        self.unknown_keys(item, &MACRO_KEYS, "macro", &name);
        if !is_identifier(&name) {
            let title = format!("no condition can refer to a macro named `{name}`");
            self.diagnostics.push(
                check::invalid_name(Some(name_node.span.clone()), title, "not an identifier")
                    .of("macro", &name),
            );
        }
        let condition_node =
            item.get("condition").ok_or_else(|| missing(name_node, "macro", &name, "condition"))?;
        let condition = filled(condition_node, "condition")?;
        let operation = self.operation(item, "macro", &name, &["condition"], &["condition"])?;
        let existing = self.macros.iter_mut().find(|known| known.name == name);
        match (operation, existing) {
            (None, Some(known)) => {
                known.condition = condition;
                known.span = name_node.span.clone();
                known.changed = self.clock;
            }
            (None, None) => self.macros.push(Macro {
                name,
                span: name_node.span.clone(),
                condition,
                defined: self.clock,
                changed: self.clock,
            }),
            (Some(_), None) => {
                let known: Vec<&str> = self.macros.iter().map(|known| known.name.as_str()).collect();
                return Err(no_target("macro", &name, name_node, &known));
            }
            (Some(operations), Some(known)) => {
                match operations.first() {
                    Some((_, Operation::Replace)) => known.condition = condition,
                    _ => append_text(&mut known.condition, &condition),
                }
                known.changed = self.clock;
            }
        }
        Ok(())
    }

    fn rule(&mut self, item: &Node, name_node: &Node, options: &LoadOptions) -> Step {
        let name = name_of(name_node, "rule")?;
        self.unknown_keys(item, &RULE_KEYS, "rule", &name);
        let allowed_append = &OVERRIDE_APPEND;
        let operations = self.operation(item, "rule", &name, allowed_append, &OVERRIDE_REPLACE)?;
        if let Some(operations) = operations {
            let known: Vec<&str> = self.rules.iter().map(|rule| rule.name.as_str()).collect();
            let Some(place) = self.rules.iter().position(|rule| rule.name == name) else {
                return Err(no_target("rule", &name, name_node, &known));
            };
            let mut diagnostics = Vec::new();
            let rule = &mut self.rules[place];
            for (key, operation) in operations {
                let Some(value) = item.get(&key) else { continue };
                change(rule, &key, operation, value, &mut diagnostics)?;
            }
            self.diagnostics.extend(diagnostics);
            return Ok(());
        }
        let required = ["condition", "output", "desc", "priority"];
        if required.iter().all(|key| item.get(key).is_none()) {
            return self.bare_enabled(item, name_node, &name);
        }
        for key in required {
            item.get(key).ok_or_else(|| missing(name_node, "rule", &name, key))?;
        }
        let mut rule = RuleItem {
            name: name.clone(),
            span: name_node.span.clone(),
            condition: Text::default(),
            output: Text::default(),
            desc: String::new(),
            priority: Priority::Debug,
            source: "syscall".into(),
            source_known: true,
            tags: Vec::new(),
            exceptions: Vec::new(),
            enabled: true,
            warn_event_types: true,
            skip_if_unknown: false,
            capture: false,
            capture_duration_ms: 0,
        };
        let mut diagnostics = Vec::new();
        for (key, value) in item.entries().unwrap_or_default() {
            match key.str() {
                Some("source") => {
                    let source = scalar(value, "source")?.as_str();
                    if !source.is_empty() {
                        rule.source = source.to_owned();
                    }
                }
                Some(key) => change(&mut rule, key, Operation::Replace, value, &mut diagnostics)?,
                None => {}
            }
        }
        self.diagnostics.extend(diagnostics);
        rule.source_known = options.sources.contains(&rule.source);
        if !rule.source_known {
            let title = format!("unknown source `{}`, the rule is skipped", rule.source);
            let span = item.get("source").map(|source| source.span.clone());
            let mut diagnostic =
                check::unknown_source(span, title, "nothing gives such events").of("rule", &name);
            if let Some(near) = nearest(&rule.source, options.sources.iter().map(String::as_str)) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
        match self.rules.iter_mut().find(|known| known.name == name) {
            Some(known) if known.source != rule.source => {
                let title = format!("rule `{name}` was defined for source `{}`", known.source);
                let span = item.get("source").map_or(&name_node.span, |source| &source.span);
                Err(Box::new(
                    check::source_changed(Some(span.clone()), title, format!("now `{}`", rule.source))
                        .see(known.span.clone(), "first defined here")
                        .of("rule", name),
                ))
            }
            Some(known) => {
                *known = rule;
                Ok(())
            }
            None => {
                self.rules.push(rule);
                Ok(())
            }
        }
    }

    fn bare_enabled(&mut self, item: &Node, name_node: &Node, name: &str) -> Step {
        let Some(enabled) = item.get("enabled") else {
            return Err(missing(name_node, "rule", name, "condition"));
        };
        let known: Vec<&str> = self.rules.iter().map(|rule| rule.name.as_str()).collect();
        let Some(place) = self.rules.iter().position(|rule| rule.name == name) else {
            return Err(no_target("rule", name, name_node, &known));
        };
        self.rules[place].enabled = bool(enabled, "enabled")?;
        self.diagnostics.push(
            check::deprecated_item(Some(enabled.span.clone()), "a bare `enabled` is deprecated", "")
                .help("write `override: {enabled: replace}` beside it")
                .of("rule", name),
        );
        Ok(())
    }

    /// What `append` or `override` ask for: the keys concerned with what to do. Nothing for a plain definition.
    fn operation(
        &mut self,
        item: &Node,
        kind: &'static str,
        name: &str,
        can_append: &[&str],
        can_replace: &[&str],
    ) -> Step<Option<Vec<(String, Operation)>>> {
        let append = match item.get("append") {
            Some(node) => bool(node, "append")?,
            None => false,
        };
        let append_key =
            item.entries().unwrap_or_default().iter().find(|(key, _)| key.str() == Some("append"));
        if let Some((key, _)) = append_key.filter(|_| append) {
            self.diagnostics.push(
                check::deprecated_item(Some(key.span.clone()), "`append` is deprecated", "")
                    .help("name each key under `override` with `append`")
                    .of(kind, name),
            );
        }
        let Some(overrides) = item.get("override") else {
            if !append {
                return Ok(None);
            }
            let keys = if kind == "rule" { &["condition", "exceptions"][..] } else { can_append };
            let given = keys.iter().filter(|key| item.get(key).is_some());
            let operations: Vec<_> = given.map(|key| ((*key).to_owned(), Operation::Append)).collect();
            if operations.is_empty() {
                let span = append_key.map(|(key, _)| key.span.clone());
                let title = "nothing to append: neither `condition` nor `exceptions` is given";
                return Err(Box::new(check::missing_key(span, title, "").of(kind, name)));
            }
            return Ok(Some(operations));
        };
        let bad = |span: &Span, title: String, label: &str| {
            Box::new(check::bad_override(Some(span.clone()), title, label).of(kind, name))
        };
        if append {
            return Err(bad(&overrides.span, "`append` and `override` cannot be used together".into(), ""));
        }
        let Some(entries) = overrides.entries() else {
            return Err(bad(
                &overrides.span,
                "`override` is a mapping of keys to `append` or `replace`".into(),
                "",
            ));
        };
        let mut operations = Vec::new();
        for (key, value) in entries {
            let text = key.str().unwrap_or_default();
            let (operation, able) = match value.str() {
                Some("append") => (Operation::Append, can_append),
                Some("replace") => (Operation::Replace, can_replace),
                _ => {
                    let title = format!("`{text}` can be `append` or `replace`");
                    return Err(bad(&value.span, title, "neither of them"));
                }
            };
            if !able.contains(&text) {
                let title = format!(
                    "`{text}` of a {kind} cannot be changed by `{}`",
                    value.str().unwrap_or_default()
                );
                return Err(bad(&key.span, title, &format!("possible: {}", able.join(", "))));
            }
            if item.get(text).is_none() {
                let title = format!("`{text}` is named under `override` but not given");
                return Err(bad(&key.span, title, "has no counterpart"));
            }
            operations.push((text.to_owned(), operation));
        }
        for (key, _) in item.entries().unwrap_or_default() {
            let text = key.str().unwrap_or_default();
            let named = operations.iter().any(|(operation, _)| operation == text);
            let changeable = can_append.contains(&text) || can_replace.contains(&text) || text == "source";
            if changeable && !named {
                let title = format!("`{text}` is given but not named under `override`");
                return Err(bad(&key.span, title, "append or replace?"));
            }
        }
        Ok(Some(operations))
    }
}
