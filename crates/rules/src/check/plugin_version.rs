//! `R009`: a required plugin is missing.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R009",
    title: "a required plugin is missing",
    text: "`required_plugin_versions` names a plugin, or a version of one, that is not provided. The fields of \
           the container plugin are built in; of `alternatives`, one is enough.",
};

pub(crate) fn plugin_version(
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
