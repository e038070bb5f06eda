//! What consumers see of the world for one event.

use crate::fd::Fd;
use crate::thread::{Thread, ThreadKey};
use crate::World;
use skua_event::Event;

/// One event with the world around it. Fields read from here.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The world, after the event's effect.
    pub world: &'a World,
    /// The event.
    pub event: &'a Event<'a>,
    /// The thread of the event and its key.
    pub thread: Option<(ThreadKey, &'a Thread)>,
    /// Number of the descriptor that the event made or used.
    pub fd_number: Option<i64>,
    /// That descriptor; a close still shows what was closed.
    pub fd: Option<&'a Fd>,
    /// This event changed the descriptor's name.
    pub fd_name_changed: bool,
}
