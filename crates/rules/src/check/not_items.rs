//! `R002`: a rule file is a list of items.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R002",
    title: "a rule file is a list of items",
    text: "Every document of a rule file is a sequence, and every element of it is a mapping whose first known \
           key says what it is: `required_engine_version`, `required_plugin_versions`, `list`, `macro` or \
           `rule`. Indentation that slipped, or a file that is not a rule file, are the usual causes.",
};

pub(crate) fn not_items(
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
