//! `R003`: unknown item.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R003",
    title: "unknown item",
    text: "The item has none of the keys that say what it is, so it is skipped. Often `rule:` is misspelt, or a \
           dash is missing before it.",
};

pub(crate) fn unknown_item(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNKNOWN_ITEM");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
