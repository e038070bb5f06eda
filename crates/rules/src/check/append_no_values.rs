//! `R017`: an appended exception has no values.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R017",
    title: "an appended exception has no values",
    text: "Appending to an exception adds values to it. Without values nothing changes.",
};

pub(crate) fn append_no_values(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_APPEND_NO_VALUES");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
