//! Skua's own rules, embedded so that the program runs with nothing beside it.

/// Names and texts of the embedded rule files, in loading order.
pub const BUILTIN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/builtin.rs"));
