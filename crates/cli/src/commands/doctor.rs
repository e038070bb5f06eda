//! `skua doctor`

use crate::commands::{Shape, print_json};
use crate::exit::Exit;
use crate::terminal;
use clap::Args;
use serde_json::{Value, json};
use skua_agent::doctor::{Report, examine};
use std::io;

/// Say what this kernel offers, which rung each hook gets and what that costs, and what cannot be seen.
#[derive(Args)]
pub(crate) struct Doctor {
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

impl Doctor {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let report = examine();
        match self.output {
            Shape::Json => print_json(&as_json(&report))?,
            Shape::Text => terminal::print(&as_text(&report))?,
        }
        Ok(if report.refused.is_some() { Exit::Cannot } else { Exit::Fine })
    }
}

fn as_text(report: &Report) -> String {
    let mut out = format!("kernel {}\n\n", report.capabilities.kernel);
    let rows: Vec<Vec<String>> = report
        .capabilities
        .list
        .iter()
        .map(|one| vec![if one.present { "  yes" } else { "  no" }.into(), one.name.into(), one.note.clone()])
        .collect();
    out.push_str(&terminal::columns(&rows));
    if let Some(why) = &report.refused {
        out.push_str(&format!("\nthe sensor does not start here: {why}\n"));
        return out;
    }
    out.push_str(&format!(
        "\nhooks ({} for all system calls that have an event of their own)\n",
        report.hooks.len()
    ));
    for group in &report.rungs {
        out.push_str(&format!("  {}: {} hooks, costs {}\n", group.rung, group.hooks.len(), group.cost));
    }
    if !report.blind.is_empty() {
        out.push_str(&format!("  not reached, their events are not seen: {}\n", report.blind.join(" ")));
    }
    out.push_str("\nwhat cannot be seen\n");
    for (what, mend) in &report.unseen {
        out.push_str(&format!("  {what}\n    {mend}\n"));
    }
    out
}

fn as_json(report: &Report) -> Value {
    let list: Vec<Value> = report
        .capabilities
        .list
        .iter()
        .map(|one| json!({ "name": one.name, "present": one.present, "note": one.note }))
        .collect();
    let hooks: Vec<Value> = report
        .hooks
        .iter()
        .map(|hook| json!({ "hook": hook.hook, "rung": hook.rung.map(|rung| rung.name()) }))
        .collect();
    let unseen: Vec<Value> =
        report.unseen.iter().map(|(what, mend)| json!({ "what": what, "mend": mend })).collect();
    json!({
        "schema": 1,
        "kernel": report.capabilities.kernel,
        "capabilities": list,
        "refused": report.refused,
        "hooks": hooks,
        "unseen": unseen,
    })
}
