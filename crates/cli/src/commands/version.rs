//! `skua version`

use crate::commands::{Shape, print_json};
use crate::exit::Exit;
use crate::terminal;
use clap::Args;
use serde_json::json;
use std::io;

/// Print the version, and which public formats this build speaks.
#[derive(Args)]
pub(crate) struct Version {
    /// Shape of the output.
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    output: Shape,
}

impl Version {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let version = env!("CARGO_PKG_VERSION");
        let schema = skua_event::code::SCHEMA_VERSION;
        let (major, minor, patch) = skua_rules::ENGINE_VERSION;
        let engine = format!("{major}.{minor}.{patch}");
        match self.output {
            Shape::Text => terminal::print(&format!(
                "skua {version}\nrule engine {engine} (Falco's numbering)\nevent schema {schema} (.scap)\n"
            ))?,
            Shape::Json => print_json(&json!({
                "skua": version, "rule_engine": engine, "event_schema": schema
            }))?,
        }
        Ok(Exit::Fine)
    }
}
