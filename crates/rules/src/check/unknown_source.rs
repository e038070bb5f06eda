//! `R013`: unknown event source.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R013",
    title: "unknown event source",
    text: "The rule looks at events of a source that nothing here provides, so it is skipped. `syscall` is \
           always there.",
};

pub(crate) fn unknown_source(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNKNOWN_SOURCE");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
