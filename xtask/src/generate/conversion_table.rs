//! `crates/capture/src/conversion_table.rs`.

use super::facts::{Conversion, Facts, Origin};
use std::fmt::Write;

/// The steps that turn old events into today's, ordered by code and number of parameters.
pub(super) fn conversions(facts: &Facts) -> Result<String, String> {
    let mut steps: Vec<(u16, &Conversion)> = facts
        .events
        .iter()
        .flat_map(|event| event.conversions.iter().map(|step| (event.code, step)))
        .collect();
    steps.sort_by_key(|(code, step)| (*code, step.nparams));
    let mut out = format!(
        "//! How old events become today's.\n\
         // Written by `cargo xtask generate` from facts/; do not edit.\n\n\
         use crate::convert::Action::*;\nuse crate::convert::Conversion;\nuse crate::convert::From::*;\n\n\
         /// Steps by code and number of parameters.\n#[rustfmt::skip]\n\
         pub(crate) static CONVERSIONS: [Conversion; {}] = [\n",
        steps.len()
    );
    for (code, step) in steps {
        let action = match (step.action.as_str(), step.to) {
            ("pass", None) => "Pass".into(),
            ("store", None) => "Store".into(),
            ("store_and_pass", None) => "StoreAndPass".into(),
            ("add_params", None) => format!("Append(&[{}])", origins(&step.params)?),
            ("change_type", Some(to)) => format!("Become({to}, &[{}])", origins(&step.params)?),
            other => return Err(format!("event {code}: conversion {other:?} is not known")),
        };
        let _ =
            writeln!(out, "    Conversion {{ code: {code}, params: {}, action: {action} }},", step.nparams);
    }
    out.push_str("];\n");
    Ok(out)
}

fn origins(params: &[Origin]) -> Result<String, String> {
    let words: Result<Vec<String>, String> = params.iter().map(origin).collect();
    words.map(|words| words.join(", "))
}

fn origin(param: &Origin) -> Result<String, String> {
    Ok(match (param.from.as_str(), param.index, param.otherwise.as_deref()) {
        ("old", Some(index), None) => format!("Old({index})"),
        ("enter", Some(index), Some("default")) => format!("EnterOrDefault({index})"),
        ("enter", Some(index), Some("empty")) => format!("EnterOrEmpty({index})"),
        ("default", None, None) => "Default".into(),
        ("empty", None, None) => "Empty".into(),
        ("callback", None, Some("empty")) => "ContainerJson".into(),
        other => return Err(format!("parameter from {other:?} is not known")),
    })
}
