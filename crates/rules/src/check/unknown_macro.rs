//! `R106`: unknown macro.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R106",
    title: "unknown macro",
    text: "A word that stands alone in a condition is a macro, and none of this name is defined. Macros see \
           only macros whose first definition comes before their own last change; rules see all.",
};

pub(crate) fn unknown_macro(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_VALIDATE");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
