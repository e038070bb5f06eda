//! `R302`: the macro is never used.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R302",
    title: "the macro is never used",
    text: "No rule refers to the macro, directly or through others.",
};

pub(crate) fn unused_macro(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNUSED_MACRO");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
