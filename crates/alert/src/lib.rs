//! Alerts and their renderings.
//!
//! An [`Alert`] is what a rule, a policy or the program itself says about one event. This crate knows what an
//! alert is and how the formats that others read look ([`render`]); it does not know how alerts come about or
//! where they are sent.

mod priority;
pub mod render;
mod value;

pub use priority::{ParsePriorityError, Priority};
pub use render::Format;
pub use value::FieldValue;

use std::sync::Arc;

/// Says that something worth telling happened, with the facts behind it.
///
/// What is the same for every alert of a rule (names, tags) is shared, so that making one allocates only for what
/// differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// When it happened: nanoseconds since 1970-01-01T00:00:00Z.
    pub time_ns: u64,
    /// Name of the rule.
    pub rule: Arc<str>,
    /// How much it matters.
    pub priority: Priority,
    /// Where the event came from: `syscall`, `k8s_audit`, `internal`.
    pub source: Arc<str>,
    /// The machine on which it happened; empty if not known, and then left out of renderings.
    pub hostname: Arc<str>,
    /// The rule's output with its fields filled in, without time and priority. Bytes that were not UTF-8 have
    /// become U+FFFD.
    pub message: String,
    /// The fields named in the output, in its order, by their full name (`proc.aname[2]`).
    pub output_fields: Vec<(String, FieldValue)>,
    /// The rule's tags (`mitre_execution`, `T1059.004`, `container`).
    pub tags: Arc<[String]>,
}
