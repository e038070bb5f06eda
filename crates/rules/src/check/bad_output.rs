//! `R201`: the output cannot be read.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R201",
    title: "the output cannot be read",
    text: "In an output `%` begins a field or a transformer, with an optional width before its name \
           (`%20proc.name`). There is no way to write a lone percent sign.",
};

pub(crate) fn bad_output(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_COMPILE_OUTPUT");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
