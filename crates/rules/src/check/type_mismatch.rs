//! `R111`: both sides must be of one type.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R111",
    title: "both sides must be of one type",
    text: "Where a field is compared with a field, both have to be of the same type, and both a list or both \
           none. `regex`, `pmatch` and networks need constants.",
};

pub(crate) fn type_mismatch(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_COMPILE_CONDITION");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
