//! `R202`: the field cannot be printed.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R202",
    title: "the field cannot be printed",
    text: "Fields that stand for several values at once (`fd.ip`, `fd.port`, `fd.net`) exist in conditions \
           only. Print `fd.cip`, `fd.sip`, `fd.lip` or `fd.rip` instead.",
};

pub(crate) fn not_printable(
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
