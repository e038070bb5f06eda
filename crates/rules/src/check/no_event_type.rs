//! `R301`: the condition names no event type.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R301",
    title: "the condition names no event type",
    text: "The rule can match more than a hundred event types, so all of them have to be captured and looked \
           at. Restrict it with `evt.type`, or set `warn_evttypes: false` if it is meant so.",
};

pub(crate) fn no_event_type(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_NO_EVTTYPE");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
