//! The state of the machine, read from /proc: everything at start, single processes later.
//!
//! Each file has a parser of its own from bytes to a struct; [`Procfs`] walks. What vanishes while it is read is left
//! out and counted.

pub mod accounts;
pub mod cgroup;
mod fd;
pub mod fdinfo;
mod machine;
pub mod mounts;
pub mod net;
mod process;
pub mod stat;
pub mod status;
mod text;

pub use process::{Procfs, ScanCounters};
