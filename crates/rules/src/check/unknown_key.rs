//! `R004`: unknown key.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R004",
    title: "unknown key",
    text: "The key means nothing in this kind of item and is ignored. If it is a misspelling, what it was meant \
           to set is not set.",
};

pub(crate) fn unknown_key(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNKNOWN_KEY");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
