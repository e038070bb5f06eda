//! `R014`: a name that cannot be referred to.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R014",
    title: "a name that cannot be referred to",
    text: "A macro's name has to be an identifier (letters, digits and `_`, beginning with a letter) and a \
           list's name must have no blanks, quotes, commas or parentheses: otherwise no condition can name it.",
};

pub(crate) fn invalid_name(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title).public("LOAD_INVALID_MACRO_NAME");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
