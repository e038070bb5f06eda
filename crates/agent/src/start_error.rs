//! Why the agent does not start.

use skua_diag::{Diagnostic, SourceMap};
use std::io;

/// Why the agent does not start. Its text is ready for a terminal.
#[derive(Debug)]
pub enum StartError {
    /// A rule file cannot be read.
    RuleFile {
        /// As it was named.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// A folder of rules holds none.
    NoRuleFiles {
        /// As it was named.
        path: String,
    },
    /// The rules have errors.
    Rules {
        /// Errors and warnings.
        diagnostics: Vec<Diagnostic>,
        /// The texts they point into.
        sources: SourceMap,
    },
    /// A setting is wrong.
    Setting(String),
    /// An output cannot be opened.
    Output(String),
    /// The machine cannot be watched.
    Sensor(skua_sensor::Error),
    /// The machine's state cannot be read.
    Scan(io::Error),
}

impl StartError {
    /// The machine, not the user's input, is the reason.
    pub fn is_machine(&self) -> bool {
        matches!(self, StartError::Sensor(_) | StartError::Scan(_))
    }

    /// The message, with places marked where there are any.
    pub fn text(&self, color: bool) -> String {
        match self {
            StartError::RuleFile { path, error } => format!("error: cannot read rules {path}: {error}\n"),
            StartError::NoRuleFiles { path } => format!("error: {path} holds no .yaml or .yml file\n"),
            StartError::Rules { diagnostics, sources } => {
                skua_diag::render::text(diagnostics, sources, color)
            }
            StartError::Setting(what) => format!("error: {what}\n"),
            StartError::Output(what) => format!("error: {what}\n"),
            StartError::Sensor(error) => {
                format!("error: {}\nhint: `skua doctor` shows what this kernel offers\n", error.chain())
            }
            StartError::Scan(error) => {
                format!("error: cannot read the state of the machine from /proc: {error}\n")
            }
        }
    }
}
