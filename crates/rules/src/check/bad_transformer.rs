//! `R110`: a transformer is used wrongly.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R110",
    title: "a transformer is used wrongly",
    text: "Transformers take values of certain types and a certain number of them, and some fields cannot be \
           transformed at all. `val()` stands only right of an operator.",
};

pub(crate) fn bad_transformer(
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
