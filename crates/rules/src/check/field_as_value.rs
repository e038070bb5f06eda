//! `R304`: a field name is used as a value.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R304",
    title: "a field name is used as a value",
    text: "Right of an operator a bare word is a text, even when it is the name of a field or of a transformer. \
           To compare with the field's value write `val(field)`; to silence this, put the word in quotes.",
};

pub(crate) fn field_as_value(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_COMPILE_CONDITION");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
