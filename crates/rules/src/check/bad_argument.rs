//! `R103`: a field's argument is wrong.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R103",
    title: "a field's argument is wrong",
    text: "Some fields need an argument in brackets (`proc.env[HOME]`), some take one (`proc.aname[2]`), most \
           take none; an index must be a number.",
};

pub(crate) fn bad_argument(
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
