//! `R016`: an exception name is used twice.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R016",
    title: "an exception name is used twice",
    text: "Two exceptions of one rule have the same name, so values appended later go to the first of them \
           only.",
};

pub(crate) fn exception_twice(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_EXCEPTION_NAME_NOT_UNIQUE");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
