//! `R005`: a required key is missing or empty.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R005",
    title: "a required key is missing or empty",
    text: "A rule needs `condition`, `output`, `desc` and `priority`; a macro needs `condition`, a list \
           `items`. None of them may be empty, except the items of a list.",
};

pub(crate) fn missing_key(
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
