//! `R107`: a macro contains itself.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R107",
    title: "a macro contains itself",
    text: "Macros are put in place of their names, so a macro cannot contain itself, not even through others.",
};

pub(crate) fn macro_cycle(
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
