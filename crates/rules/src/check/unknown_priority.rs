//! `R007`: unknown priority.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R007",
    title: "unknown priority",
    text: "A priority is one of Emergency, Alert, Critical, Error, Warning, Notice, Informational (Info) and \
           Debug, in any case of letters.",
};

pub(crate) fn unknown_priority(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_YAML_VALIDATE");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
