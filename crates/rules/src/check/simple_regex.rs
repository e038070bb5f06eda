//! `R308`: the regular expression could be simpler.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R308",
    title: "the regular expression could be simpler",
    text: "The expression only tests for a fixed text, which `=`, `startswith`, `endswith` or `contains` do \
           faster and more readably.",
};

pub(crate) fn simple_regex(
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
