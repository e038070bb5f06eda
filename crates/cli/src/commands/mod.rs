//! One file per command.

pub(crate) mod completion;
pub(crate) mod doctor;
pub(crate) mod events;
pub(crate) mod explain;
pub(crate) mod fields;
pub(crate) mod man;
pub(crate) mod rules;
pub(crate) mod run;
pub(crate) mod version;

use clap::ValueEnum;
use std::io;

/// Shape of what a command prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Writes a JSON document and a line end to standard output.
pub(crate) fn print_json(value: &serde_json::Value) -> io::Result<()> {
    crate::terminal::print(&format!("{value:#}\n"))
}
