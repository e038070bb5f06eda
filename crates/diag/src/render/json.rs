//! For programs.

use crate::{Diagnostic, SourceMap, Span};
use serde_json::{Value, json as object};

/// The diagnostic as a JSON object: `code`, `severity`, `title`, `item`, `labels` (`file`, `line`, `column`, `offset`,
/// `length`, `text`, `primary`), `help`, `notes`, `falco_code`, `patch`.
pub fn json(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let mut place = place(&label.span, sources);
            if let Value::Object(map) = &mut place {
                map.insert("text".into(), label.text.clone().into());
                map.insert("primary".into(), label.primary.into());
            }
            place
        })
        .collect();
    let patch = diagnostic.patch.as_ref().map(|patch| {
        let mut place = place(&patch.span, sources);
        if let Value::Object(map) = &mut place {
            map.insert("replacement".into(), patch.replacement.clone().into());
        }
        place
    });
    object!({
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "title": diagnostic.title,
        "item": diagnostic.item,
        "labels": labels,
        "help": diagnostic.help,
        "notes": diagnostic.notes,
        "falco_code": diagnostic.public_code,
        "patch": patch,
    })
}

fn place(span: &Span, sources: &SourceMap) -> Value {
    let range = sources.clamp(span);
    let start = sources.place(span.source, range.start);
    object!({
        "file": sources.name(span.source),
        "line": start.line,
        "column": start.column,
        "offset": range.start,
        "length": range.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_spelt_out() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.yaml", "x\nyz");
        let diagnostic =
            Diagnostic::error("R1", "t").at(Span::new(id, 3..4), "here").patch(Span::new(id, 3..4), "w");
        let json = json(&diagnostic, &sources);
        assert_eq!(json["labels"][0]["line"], 2);
        assert_eq!(json["labels"][0]["column"], 2);
        assert_eq!(json["patch"]["replacement"], "w");
        assert_eq!(json["item"], Value::Null);
    }
}
