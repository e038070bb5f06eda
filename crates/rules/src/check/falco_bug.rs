//! `R307`: the comparison does not do what it says.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R307",
    title: "the comparison does not do what it says",
    text: "Falco's engine has known faults: `fd.ip in (...)` never matches, `fd.net in (a, b)` looks at `a` \
           only, `evt.rawarg.X in (...)` of a number and `proc.apid in (...)` never match. By default they are \
           kept, so that the same rules raise the same alerts; `--falco-bugs=fix` mends them.",
};

pub(crate) fn falco_bug(
    span: Option<Span>,
    title: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(EXPLANATION.code, title);
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
