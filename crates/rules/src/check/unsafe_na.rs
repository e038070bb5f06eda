//! `R305`: a comparison with `<NA>`.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R305",
    title: "a comparison with `<NA>`",
    text: "Fields of JSON sources have no value when the document lacks it, and are never equal to `<NA>`. Use \
           `exists`.",
};

pub(crate) fn unsafe_na(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_UNSAFE_NA_CHECK");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
