//! `R018`: deprecated.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R018",
    title: "deprecated",
    text: "This still works, and will stop working in a later version of the rule language: `append: true` \
           became `override`, a bare `enabled` became `override: {enabled: replace}`, `evt.dir` and \
           `evt.latency` lost their meaning when enter events went away.",
};

pub(crate) fn deprecated_item(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_DEPRECATED_ITEM");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
