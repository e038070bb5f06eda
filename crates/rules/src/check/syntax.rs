//! `R101`: the condition cannot be read.

use skua_diag::{Diagnostic, Explanation, Span};

pub(super) const EXPLANATION: Explanation = Explanation {
    code: "R101",
    title: "the condition cannot be read",
    text: "A condition joins comparisons and macros with `and`, `or`, `not` and parentheses. `and`, `or` and \
           `not` need a blank or `(` after them, word operators a blank; `<` and `>` take numbers only; values \
           with blanks, quotes, commas, parentheses or `=` are quoted.",
};

pub(crate) fn syntax(span: Option<Span>, title: impl Into<String>, label: impl Into<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(EXPLANATION.code, title).public("LOAD_ERR_COMPILE_CONDITION");
    match span {
        Some(span) => diagnostic.at(span, label),
        None => diagnostic,
    }
}
