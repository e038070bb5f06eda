//! The items of rule files as they stand after all files were read.

use crate::yaml::Text;
use skua_alert::Priority;
use skua_diag::Span;

/// A list.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) items: Vec<Text>,
    /// When it was first defined, counted in items read.
    pub(crate) defined: usize,
    /// When it was last changed.
    pub(crate) changed: usize,
    pub(crate) used: bool,
}

/// A macro.
#[derive(Debug)]
pub(crate) struct Macro {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) condition: Text,
    /// When it was first defined, counted in items read.
    pub(crate) defined: usize,
    /// When it was last changed.
    pub(crate) changed: usize,
}

/// One element of an exception: a value or a list of values.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    One(Text),
    Many(Vec<Entry>, Span),
}

/// An exception of a rule.
#[derive(Clone, Debug)]
pub(crate) struct Exception {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) fields: Option<Entry>,
    pub(crate) comps: Option<Entry>,
    pub(crate) values: Vec<Entry>,
}

/// A rule.
#[derive(Debug)]
pub(crate) struct RuleItem {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) condition: Text,
    pub(crate) output: Text,
    pub(crate) desc: String,
    pub(crate) priority: Priority,
    pub(crate) source: String,
    /// The source is one that is provided.
    pub(crate) source_known: bool,
    pub(crate) tags: Vec<String>,
    pub(crate) exceptions: Vec<Exception>,
    pub(crate) enabled: bool,
    pub(crate) warn_event_types: bool,
    pub(crate) skip_if_unknown: bool,
    pub(crate) capture: bool,
    pub(crate) capture_duration_ms: u64,
}

/// What a file asks of the plugins: one of the alternatives.
#[derive(Debug)]
pub(crate) struct Requirement {
    pub(crate) alternatives: Vec<(String, String)>,
    pub(crate) span: Span,
}
