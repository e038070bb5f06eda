//! setsid: a session of its own.

use super::Effect;
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 1] = [(code::SYSCALL_SETSID_X, setsid)];

fn setsid(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let (Some(sid @ 1..), Some(slot)) = (event.int(0), seen.slot) else { return };
    if let Some(thread) = world.thread_of(seen) {
        thread.sid = sid;
    }
    world.changed(slot);
}
