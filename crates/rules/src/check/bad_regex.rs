//! `R109`: the regular expression cannot be read.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R109",
    title: "the regular expression cannot be read",
    text: "Regular expressions are POSIX extended ones with UTF-8: no `\\d`, `\\w`, `\\s`, `\\b`, no `(?...)`. \
           Use classes like `[[:digit:]]`. They match the whole value.",
};

pub(crate) fn bad_regex(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_COMPILE_CONDITION");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
