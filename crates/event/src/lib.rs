//! Words of the event stream: event codes and their parameters, the encoding of an event block, and sets of codes.
//!
//! The encoding is that of the public `.scap` capture format (schema 4.5), which the kernel half writes, captures
//! hold and everything above reads. Nothing in here allocates on the reading side.

mod block;
mod builder;
pub mod code;
mod info;
pub mod param;
mod set;
pub mod syscalls;
mod table;
pub mod values;

pub use block::{Event, HEADER_BYTES, Malformed};
pub use builder::EventBuilder;
pub use info::{
    Category, Direction, EventCode, EventFlags, EventInfo, Format, ParamInfo, ParamType, Source, ValueTable,
    Variant,
};
pub use set::EventSet;
pub use table::EVENTS;
