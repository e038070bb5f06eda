//! `R114`: the condition grows too large.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R114",
    title: "the condition grows too large",
    text: "Macros that contain macros can multiply: with them put in place the condition has more comparisons \
           than a rule may have.",
};

pub(crate) fn compile_limit(
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
