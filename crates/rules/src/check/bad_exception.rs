//! `R015`: an exception is not well formed.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R015",
    title: "an exception is not well formed",
    text: "An exception has a `name` and `fields`; `comps` and each tuple of `values` have as many elements as \
           `fields`. When `fields` is a single name, `comps` is a single operator and `values` one list.",
};

pub(crate) fn bad_exception(
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
