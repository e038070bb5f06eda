//! `R104`: the operator does not fit the field's type.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R104",
    title: "the operator does not fit the field's type",
    text: "Texts know every operator but `bcontains` and `bstartswith`; numbers know `=`, `!=`, the order, `in` \
           and `intersects`; truth values and addresses know `=`, `!=`, `in` and `intersects`; lists only `in` \
           and `intersects`. Every field knows `exists`.",
};

pub(crate) fn operator_type(
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
