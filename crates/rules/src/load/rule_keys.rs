//! What each key of a rule sets.

use super::collect::Operation;
use super::items::{Entry, Exception, RuleItem};
use super::values::{Step, bool, filled, scalar, scalars};
use crate::check;
use crate::yaml::{Node, Text};
use skua_alert::Priority;
use skua_diag::{Diagnostic, Span, nearest};

pub(super) fn change(
    rule: &mut RuleItem,
    key: &str,
    operation: Operation,
    value: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Step {
    let append = operation == Operation::Append;
    match key {
        "condition" => {
            let text = filled(value, key)?;
            if append { append_text(&mut rule.condition, &text) } else { rule.condition = text }
        }
        "output" => {
            let text = filled(value, key)?.trimmed();
            if append { append_text(&mut rule.output, &text) } else { rule.output = text }
        }
        "desc" => {
            let text = scalar(value, key)?.as_str();
            if append {
                rule.desc.push(' ');
                rule.desc.push_str(text);
            } else {
                rule.desc = text.to_owned();
            }
        }
        "priority" => {
            let text = scalar(value, key)?.as_str();
            rule.priority = text.parse().map_err(|_| {
                let mut diagnostic = check::unknown_priority(
                    Some(value.span.clone()),
                    format!("unknown priority `{text}`"),
                    "",
                )
                .of("rule", &rule.name);
                if let Some(near) = nearest(text, Priority::ALL.iter().map(|priority| priority.name())) {
                    diagnostic =
                        diagnostic.help(format!("did you mean `{near}`?")).patch(value.span.clone(), near);
                }
                Box::new(diagnostic)
            })?;
        }
        "tags" => {
            let tags = scalars(value, key)?.into_iter().map(|tag| tag.as_str().to_owned());
            if !append {
                rule.tags.clear();
            }
            for tag in tags {
                if !rule.tags.contains(&tag) {
                    rule.tags.push(tag);
                }
            }
            // Tags are a set of the public engine, printed in order of bytes.
            rule.tags.sort();
        }
        "exceptions" => exceptions(rule, append, value, diagnostics)?,
        "enabled" => rule.enabled = bool(value, key)?,
        "warn_evttypes" => rule.warn_event_types = bool(value, key)?,
        "skip-if-unknown-filter" => rule.skip_if_unknown = bool(value, key)?,
        "capture" => rule.capture = bool(value, key)?,
        "capture_duration" => {
            let text = scalar(value, key)?.as_str();
            rule.capture_duration_ms = text.parse().map_err(|_| {
                let title = format!("`{text}` is not a number of milliseconds");
                Box::new(check::wrong_shape(Some(value.span.clone()), title, "expected a number"))
            })?;
        }
        _ => {}
    }
    Ok(())
}

fn exceptions(rule: &mut RuleItem, append: bool, value: &Node, diagnostics: &mut Vec<Diagnostic>) -> Step {
    let bad = |span: &Span, title: String| {
        Box::new(check::bad_exception(Some(span.clone()), title, "").of("rule", &rule.name))
    };
    if value.is_null() {
        if !append {
            rule.exceptions.clear();
        }
        return Ok(());
    }
    let items = value.items().ok_or_else(|| bad(&value.span, "`exceptions` is a sequence".into()))?;
    let mut list = if append { std::mem::take(&mut rule.exceptions) } else { Vec::new() };
    for item in items {
        let name = item.get("name").and_then(Node::str).filter(|name| !name.is_empty());
        let Some(name) = name else { return Err(bad(&item.span, "an exception needs a `name`".into())) };
        let part = |key: &str| item.get(key).filter(|node| !node.is_null()).map(entry).transpose();
        let exception = Exception {
            name: name.to_owned(),
            span: item.span.clone(),
            fields: part("fields")?,
            comps: part("comps")?,
            values: match part("values")? {
                Some(Entry::Many(values, _)) => values,
                Some(one) => vec![one],
                None => Vec::new(),
            },
        };
        let existing = list.iter_mut().find(|known| known.name == name);
        match existing {
            Some(known) if append => {
                if exception.fields.is_some() || exception.comps.is_some() {
                    let title = format!("exception `{name}` exists: only `values` can be appended");
                    return Err(bad(&item.span, title));
                }
                if exception.values.is_empty() {
                    let title = format!("nothing is appended to exception `{name}`");
                    diagnostics.push(
                        check::append_no_values(Some(item.span.clone()), title, "no values")
                            .of("rule", &rule.name),
                    );
                }
                known.values.extend(exception.values);
                super::exceptions::check(known)
                    .map_err(|(title, span)| bad(&span.unwrap_or(item.span.clone()), title))?;
            }
            Some(known) => {
                let title = format!("exception `{name}` is defined twice");
                diagnostics.push(
                    check::exception_twice(Some(item.span.clone()), title, "again")
                        .see(known.span.clone(), "first")
                        .of("rule", &rule.name),
                );
                super::exceptions::check(&exception)
                    .map_err(|(title, span)| bad(&span.unwrap_or(item.span.clone()), title))?;
                list.push(exception);
            }
            None => {
                if append && exception.values.is_empty() {
                    return Err(bad(
                        &item.span,
                        format!("new exception `{name}` needs `fields` and `values`"),
                    ));
                }
                super::exceptions::check(&exception)
                    .map_err(|(title, span)| bad(&span.unwrap_or(item.span.clone()), title))?;
                list.push(exception);
            }
        }
    }
    rule.exceptions = list;
    Ok(())
}

fn entry(node: &Node) -> Step<Entry> {
    match (node.text(), node.items()) {
        (Some(text), _) => Ok(Entry::One(text.clone())),
        (_, Some(items)) => Ok(Entry::Many(items.iter().map(entry).collect::<Step<_>>()?, node.span.clone())),
        _ => Err(Box::new(check::bad_exception(
            Some(node.span.clone()),
            "an exception holds texts and sequences",
            "a mapping",
        ))),
    }
}

pub(super) fn append_text(text: &mut Text, more: &Text) {
    let origin = more.origin(0..1);
    text.push_str(" ", origin.as_ref());
    text.push(more);
}
