//! Exceptions become text that is joined to the condition.

use super::items::{Entry, Exception, RuleItem};
use crate::parse::{Op, needs_quotes};
use crate::yaml::Text;
use skua_diag::Span;

impl Entry {
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            Entry::One(text) => text.origin(0..text.as_str().len().max(1)),
            Entry::Many(_, span) => Some(span.clone()),
        }
    }
}

fn takes_list(comp: &str) -> bool {
    matches!(comp, "in" | "intersects" | "pmatch")
        || ["oneof", "anyof", "allof"].iter().any(|m| comp.ends_with(m))
}

fn is_operator(comp: &str) -> bool {
    let mut words = comp.split_whitespace();
    let known = words.next().is_some_and(|word| Op::from_name(word).is_some());
    known && words.all(|word| matches!(word, "oneof" | "anyof" | "allof"))
}

fn push_value(out: &mut Text, value: &Text, span: Option<&Span>) {
    let quoted = needs_quotes(value.as_str());
    if quoted {
        out.push_str("\"", span);
    }
    out.push(value);
    if quoted {
        out.push_str("\"", span);
    }
}

/// The values of an entry, one level of them, with commas.
fn push_values(out: &mut Text, entry: &Entry, span: Option<&Span>) {
    match entry {
        Entry::One(text) => push_value(out, text, span),
        Entry::Many(entries, _) => {
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ", span);
                }
                if let Entry::One(text) = entry {
                    push_value(out, text, span);
                }
            }
        }
    }
}

/// Why an exception is not well formed, and where.
pub(super) fn check(exception: &Exception) -> Result<(), (String, Option<Span>)> {
    let fail = |what: &str, span: Option<Span>| Err((what.to_owned(), span.or(Some(exception.span.clone()))));
    let comp_text = |entry: &Entry| match entry {
        Entry::One(text) => Some(text.as_str().to_owned()),
        Entry::Many(..) => None,
    };
    match (&exception.fields, &exception.comps) {
        (None, _) => fail("an exception needs `fields`", None),
        (Some(Entry::Many(fields, span)), comps) => {
            if fields.is_empty() {
                return fail("an exception needs at least one field", Some(span.clone()));
            }
            match comps {
                Some(Entry::Many(comps, span)) => {
                    if comps.len() != fields.len() {
                        let what = format!("{} fields have {} comparisons", fields.len(), comps.len());
                        return fail(&what, Some(span.clone()));
                    }
                    for comp in comps {
                        if !comp_text(comp).is_some_and(|comp| is_operator(&comp)) {
                            return fail("not a comparison operator", comp.span());
                        }
                    }
                }
                Some(one) => return fail("several fields need several comparisons", one.span()),
                None => {}
            }
            for value in &exception.values {
                match value {
                    Entry::Many(values, span) if values.len() != fields.len() => {
                        let what = format!("{} fields have {} values", fields.len(), values.len());
                        return fail(&what, Some(span.clone()));
                    }
                    Entry::One(_) => return fail("several fields need a tuple of values", value.span()),
                    Entry::Many(..) => {}
                }
            }
            Ok(())
        }
        (Some(Entry::One(_)), comps) => {
            match comps {
                Some(Entry::Many(_, span)) => {
                    return fail("a single field has a single comparison", Some(span.clone()));
                }
                Some(one) if !comp_text(one).is_some_and(|comp| is_operator(&comp)) => {
                    return fail("not a comparison operator", one.span());
                }
                _ => {}
            }
            match exception.values.iter().find(|value| matches!(value, Entry::Many(..))) {
                Some(tuple) => fail("the values of a single field are single values", tuple.span()),
                None => Ok(()),
            }
        }
    }
}

/// The rule's condition with its exceptions.
pub(super) fn condition(rule: &RuleItem) -> Text {
    let mut parts = Vec::new();
    for exception in &rule.exceptions {
        if let Some(part) = exception_text(exception) {
            parts.push((part, exception));
        }
    }
    if parts.is_empty() {
        return rule.condition.clone();
    }
    let mut out = Text::default();
    let whole = rule.condition.origin(0..1);
    out.push_str("(", whole.as_ref());
    out.push(&rule.condition);
    out.push_str(")", whole.as_ref());
    for (part, exception) in parts {
        out.push_str(" and not ", Some(&exception.span));
        out.push(&part);
    }
    out
}

fn exception_text(exception: &Exception) -> Option<Text> {
    if exception.values.is_empty() {
        return None;
    }
    let span = Some(&exception.span);
    let mut out = Text::default();
    match exception.fields.as_ref()? {
        Entry::One(field) => {
            out.push_str("(", span);
            out.push(field);
            out.push_str(" ", span);
            match &exception.comps {
                Some(Entry::One(comp)) => out.push(comp),
                _ => out.push_str("in", span),
            }
            out.push_str(" (", span);
            for (index, value) in exception.values.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ", span);
                }
                push_values(&mut out, value, span);
            }
            out.push_str("))", span);
        }
        Entry::Many(fields, _) => {
            out.push_str("(", span);
            for (index, value) in exception.values.iter().enumerate() {
                let Entry::Many(values, _) = value else { continue };
                out.push_str(if index > 0 { " or (" } else { "(" }, span);
                for (position, (field, value)) in fields.iter().zip(values).enumerate() {
                    if position > 0 {
                        out.push_str(" and ", span);
                    }
                    if let Entry::One(field) = field {
                        out.push(field);
                    }
                    let comp = match &exception.comps {
                        Some(Entry::Many(comps, _)) => match comps.get(position) {
                            Some(Entry::One(comp)) => comp.as_str().to_owned(),
                            _ => "=".to_owned(),
                        },
                        _ => "=".to_owned(),
                    };
                    out.push_str(&format!(" {comp} "), span);
                    let text = match value {
                        Entry::One(text) => text.as_str().trim_start(),
                        Entry::Many(..) => "",
                    };
                    let wrap =
                        matches!(value, Entry::Many(..)) || takes_list(&comp) && !text.starts_with('(');
                    if wrap {
                        out.push_str("(", span);
                    }
                    match value {
                        Entry::One(text) if takes_list(&comp) && !wrap => out.push(text),
                        value => push_values(&mut out, value, span),
                    }
                    if wrap {
                        out.push_str(")", span);
                    }
                }
                out.push_str(")", span);
            }
            out.push_str(")", span);
        }
    }
    Some(out)
}
