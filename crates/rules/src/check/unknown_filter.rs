//! `R306`: the rule is skipped for a field it does not find.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R306",
    title: "the rule is skipped for a field it does not find",
    text: "The rule says `skip-if-unknown-filter: true`, and its condition or output names something that is \
           not known here.",
};

pub(crate) fn unknown_filter(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNKNOWN_FILTER");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
