//! Live events of this machine through eBPF.
//!
//! The kernel half (`bpf/`) writes event blocks of the capture format into rings, two for each CPU; this crate loads
//! it, attaches it on the best rung that the kernel offers, and hands the blocks out in the order of their time.

mod attach;
mod clock;
mod error;
mod ia32;
mod object;
mod probe;
pub mod procfs;
mod ring;
mod sensor;
mod stats;
mod wanted;

pub use attach::{HookRung, Rung};
pub use error::Error;
pub use probe::{Capabilities, Capability, probe};
pub use sensor::{Config, Sensor};
pub use stats::{Drops, Lane};
pub use wanted::Wanted;
