//! Diagnostics with codes, spans, help and renderings.
//!
//! Everything that Skua says about somebody's input has one shape, [`Diagnostic`]: a stable code, a title, labels
//! bound to places in named sources, help, notes and, where the fix is mechanical, a patch. What a code means at
//! length is in the table that its crate keeps ([`Explanation`]).

mod nearest;
pub mod render;
mod source;

pub use nearest::nearest;
pub use source::{Place, SourceId, SourceMap, Span};

use serde::Serialize;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, but probably says something else than was meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place in a source with what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What, in a few words; may be empty.
    pub text: String,
    /// The place itself, and not one that only explains it.
    pub primary: bool,
}

/// A replacement that mends the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// The item of the input that a diagnostic is about, as `rule` `Shell in container`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `rule`, `macro`, `list`, …
    pub kind: &'static str,
    /// Its name.
    pub name: String,
}

/// One thing to say about an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, as `R102`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What happened, in one line without a full stop.
    pub title: String,
    /// Places, the primary one first.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
    /// A mechanical fix.
    pub patch: Option<Patch>,
    /// The item concerned.
    pub item: Option<Item>,
    /// The code under which the public engine reports the same, as `LOAD_ERR_COMPILE_CONDITION`.
    pub public_code: Option<&'static str>,
}

impl Diagnostic {
    fn new(code: &'static str, severity: Severity, title: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity,
            title: title.into(),
            labels: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
            patch: None,
            item: None,
            public_code: None,
        }
    }

    /// An error.
    pub fn error(code: &'static str, title: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, title)
    }

    /// A warning.
    pub fn warning(code: &'static str, title: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, title)
    }

    /// A note.
    pub fn note_only(code: &'static str, title: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Note, title)
    }

    /// Points at the place itself.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.insert(0, Label { span, text: text.into(), primary: true });
        self
    }

    /// Points at a place that explains.
    #[must_use]
    pub fn see(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into(), primary: false });
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Adds what else is worth knowing.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Adds a mechanical fix.
    #[must_use]
    pub fn patch(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.patch = Some(Patch { span, replacement: replacement.into() });
        self
    }

    /// Names the item concerned.
    #[must_use]
    pub fn of(mut self, kind: &'static str, name: impl Into<String>) -> Diagnostic {
        self.item = Some(Item { kind, name: name.into() });
        self
    }

    /// Names the public engine's code for the same.
    #[must_use]
    pub fn public(mut self, code: &'static str) -> Diagnostic {
        self.public_code = Some(code);
        self
    }

    /// The primary place, if there is one.
    pub fn span(&self) -> Option<&Span> {
        self.labels.iter().find(|label| label.primary).map(|label| &label.span)
    }

    /// The input cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// What a code means, at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// One paragraph: what it means, why it matters, how to mend it.
    pub text: &'static str,
}
