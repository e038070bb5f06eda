//! `R011`: override and keys do not agree.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R011",
    title: "override and keys do not agree",
    text: "Each key named under `override` has to be given beside it, and each key given has to be named there, \
           with an operation that the key supports. `append` and `override` cannot be used together.",
};

pub(crate) fn bad_override(
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
