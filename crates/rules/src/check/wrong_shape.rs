//! `R006`: a value is of the wrong kind.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R006",
    title: "a value is of the wrong kind",
    text: "The key wants a text, a truth value, a number or a sequence, and was given something else.",
};

pub(crate) fn wrong_shape(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_YAML_VALIDATE");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
