//! The sensing and detecting agent of one machine: which hands feed which minds.
//!
//! [`Agent`] joins the sensor, the world, the rules, the container runtimes and the outputs. What it has to say besides
//! alerts it says as [`Notice`]s; how they look is the caller's affair.

mod agent;
mod builtin;
pub mod config;
mod containers;
pub mod doctor;
mod lookup;
mod notice;
mod pipeline;
mod rule_files;
mod start_error;
mod state_events;
mod summary;
mod waiting;

pub use agent::{Agent, AlertFormat, check};
pub use builtin::BUILTIN;
pub use notice::{Notice, Started};
pub use rule_files::{read_rule_files, sources};
pub use start_error::StartError;
pub use summary::Summary;
