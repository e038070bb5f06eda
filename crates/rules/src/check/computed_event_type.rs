//! `R113`: the event type cannot be computed.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R113",
    title: "the event type cannot be computed",
    text: "Which events a rule looks at is decided when it is loaded, so `evt.type` cannot be transformed, nor \
           compared with another field. Falco loads such a rule and then stops with a runtime error.",
};

pub(crate) fn computed_event_type(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title);
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
