//! `R102`: unknown field.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R102",
    title: "unknown field",
    text: "No field of this name exists in the rule's source. `skua fields` lists all of them.",
};

pub(crate) fn unknown_field(
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
