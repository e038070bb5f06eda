//! `R303`: the list is never used.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R303",
    title: "the list is never used",
    text: "No condition and no other list refers to the list. A list inside a list is seen only when it is \
           defined first.",
};

pub(crate) fn unused_list(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNUSED_LIST");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
