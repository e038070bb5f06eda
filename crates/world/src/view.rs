//! What consumers see of the world for one event.

use crate::World;
use crate::fd::Fd;
use crate::thread::{Thread, ThreadKey};
use skua_event::Event;
use std::sync::Arc;

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

/// What an event touched, between [`World::apply`] and [`World::settle`].
#[derive(Clone, Debug, Default)]
pub struct Observation {
    /// Thread of the event.
    pub(crate) slot: Option<u32>,
    /// Descriptor number.
    pub(crate) fd_number: Option<i64>,
    /// The descriptor, which may be gone from its table.
    pub(crate) fd: Option<Arc<Fd>>,
    /// The name changed.
    pub(crate) name_changed: bool,
    /// Slot and number of a descriptor to remove once the rules have seen the event: at its close a process still has it.
    pub(crate) closed: Option<(u32, i64)>,
    /// Thread to remove once the rules have seen the event.
    pub(crate) gone: Option<i64>,
}

impl World {
    /// The event with the world around it.
    pub fn view<'a>(&'a self, event: &'a Event<'a>, seen: &'a Observation) -> View<'a> {
        let thread = seen.slot.and_then(|slot| {
            let key = self.threads.key(slot)?;
            Some((key, &self.threads.entry(slot)?.thread))
        });
        View {
            world: self,
            event,
            thread,
            fd_number: seen.fd_number,
            fd: seen.fd.as_deref(),
            fd_name_changed: seen.name_changed,
        }
    }
}
