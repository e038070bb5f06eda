//! `R105`: the value does not fit the field's type.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R105",
    title: "the value does not fit the field's type",
    text: "Integer fields take decimal digits with a sign and nothing else, truth values exactly `true` or \
           `false`, address fields an address, network fields a network in CIDR form, ports a number or a \
           service name. A value has at most 255 bytes.",
};

pub(crate) fn bad_constant(
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
