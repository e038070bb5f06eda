//! The shapes in which others read alerts, one file for each.

pub mod falco_json;
pub mod text;
mod time;

use crate::Alert;

/// A format with its options: what an output needs to turn an alert into a line.
#[derive(Clone, Debug)]
pub enum Format {
    /// JSON as Falco writes it.
    FalcoJson(falco_json::Options),
    /// One line of text as Falco writes it.
    Text(text::Options),
}

impl Format {
    /// Appends the alert to `line`, without a line end.
    pub fn render(&self, alert: &Alert, line: &mut Vec<u8>) {
        match self {
            Self::FalcoJson(options) => falco_json::render(alert, options, line),
            Self::Text(options) => text::render(alert, options, line),
        }
    }

    /// The MIME type of what [`Format::render`] writes.
    pub fn content_type(&self) -> &'static str {
        match self {
            Self::FalcoJson(_) => "application/json",
            Self::Text(_) => "text/plain; charset=utf-8",
        }
    }
}
