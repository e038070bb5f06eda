//! `skua events`

use crate::commands::{Shape, print_json};
use crate::exit::Exit;
use crate::terminal;
use clap::Args;
use serde_json::{Value, json};
use skua_event::{Direction, EVENTS, EventInfo, Format, ParamInfo};
use std::io;

/// List the events that the sensor can give, with their parameters.
///
///   skua events             every live event
///   skua events openat      one, with parameters, types and flag names
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Events {
    /// Only the event of this name, with all its details.
    name: Option<String>,
    /// Also events that only old captures hold.
    #[arg(long)]
    old: bool,
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

impl Events {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let known = |event: &&EventInfo| {
            if self.old { event.id.starts_with("PPME_") && event.name != "NA" } else { event.is_live() }
        };
        let events: Vec<&EventInfo> = EVENTS
            .iter()
            .filter(known)
            .filter(|event| self.name.as_ref().is_none_or(|name| event.name == name))
            .collect();
        if let (true, Some(name)) = (events.is_empty(), &self.name) {
            eprintln!("skua: no event is called `{name}`{}", nearest(name));
            return Ok(Exit::Misuse);
        }
        match self.output {
            Shape::Json => print_json(&Value::Array(events.iter().map(|event| event_json(event)).collect()))?,
            Shape::Text if self.name.is_some() => {
                for event in events {
                    terminal::print(&details(event))?;
                }
            }
            Shape::Text => {
                let rows: Vec<Vec<String>> = events
                    .iter()
                    .map(|event| {
                        let params: Vec<&str> = event.params.iter().map(|param| param.name).collect();
                        vec![direction(event).into(), event.name.into(), params.join(" ")]
                    })
                    .collect();
                terminal::print(&terminal::columns(&rows))?;
            }
        }
        Ok(Exit::Fine)
    }
}

fn direction(event: &EventInfo) -> &'static str {
    match event.direction {
        Direction::Enter => ">",
        Direction::Exit => "<",
    }
}

fn nearest(name: &str) -> String {
    skua_diag::nearest(name, EVENTS.iter().filter(|event| event.is_live()).map(|event| event.name))
        .map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

fn details(event: &EventInfo) -> String {
    let calls: Vec<&str> = event.syscalls.iter().filter_map(|call| call.name()).collect();
    let mut out = format!("{} {}  ({}, code {})\n", direction(event), event.name, event.id, event.code.0);
    if !calls.is_empty() {
        out.push_str(&format!("  system calls: {}\n", calls.join(" ")));
    }
    let rows: Vec<Vec<String>> = event
        .params
        .iter()
        .map(|param| {
            vec![
                format!("  evt.arg.{}", param.name),
                kind(param),
                param.values.map_or(String::new(), |table| {
                    table.0.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
                }),
            ]
        })
        .collect();
    out.push_str(&terminal::columns(&rows));
    out
}

fn kind(param: &ParamInfo) -> String {
    format!("{:?}", param.kind).to_lowercase()
}

fn event_json(event: &EventInfo) -> Value {
    let params: Vec<Value> = event
        .params
        .iter()
        .map(|param| {
            json!({
                "name": param.name,
                "type": kind(param),
                "format": match param.format { Format::Na => "na", Format::Dec => "dec", Format::Hex => "hex", Format::Oct => "oct" },
                "values": param.values.map(|table| table.0.iter().map(|(name, value)| json!([name, value])).collect::<Vec<_>>()),
            })
        })
        .collect();
    json!({
        "code": event.code.0,
        "id": event.id,
        "name": event.name,
        "direction": direction(event),
        "category": format!("{:?}", event.category).to_lowercase(),
        "live": event.is_live(),
        "syscalls": event.syscalls.iter().filter_map(|call| call.name()).collect::<Vec<_>>(),
        "params": params,
    })
}
