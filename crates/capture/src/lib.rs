//! Reading and writing `.scap` captures: the state of a machine, then its events.
//!
//! The format is a chain of blocks, plain or in gzip: a section header, the machine, its interfaces, users, processes
//! and descriptors, then one block per event. A file may hold several sections, each beginning anew. Events of old
//! schemas are turned into today's while they are read.

mod blocks;
mod conversion_table;
mod convert;
mod cursor;
mod error;
mod fds;
mod input;
mod interfaces;
mod machine;
mod processes;
mod reader;
mod users;

pub use error::Error;
pub use reader::{Item, Reader, Record, Skipped};
