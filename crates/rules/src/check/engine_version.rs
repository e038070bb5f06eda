//! `R008`: the rules need another engine.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R008",
    title: "the rules need another engine",
    text: "`required_engine_version` names a version of the rule language that this engine does not speak: the \
           major number must be equal, and ours not older. A plain number N means 0.N.0.",
};

pub(crate) fn engine_version(
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
