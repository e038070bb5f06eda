//! `R010`: nothing to append to or override.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R010",
    title: "nothing to append to or override",
    text: "`append`, `override` and a bare `enabled` change an item that was defined earlier, in the same file \
           or one loaded before it. There is none of that name.",
};

pub(crate) fn no_target(
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
