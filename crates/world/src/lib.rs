//! The world: processes with lineage, descriptors, users and containers, kept true by events.
//!
//! Pure: events and snapshots go in, views come out. Time is the event's; nothing here reads a clock, a file or a
//! socket. One thread owns a [`World`]; the hot path is [`World::apply`], [`World::view`], [`World::settle`], in that
//! order for each event.

pub mod fd;
pub mod snapshot;
pub mod thread;
mod view;

pub use fd::{Fd, FdKind, L4Proto, Role};
pub use thread::{Thread, ThreadKey};
pub use view::View;

/// Bytes as the kernel gave them: names and paths need not be UTF-8. Shared, so that a fork copies a pointer.
pub type Bytes = std::sync::Arc<[u8]>;

/// The state of one machine.
#[derive(Debug, Default)]
pub struct World {}
