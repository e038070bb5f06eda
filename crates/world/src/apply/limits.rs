//! prlimit, setrlimit: how many descriptors a process may have.

use super::Effect;
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 2] =
    [(code::SYSCALL_PRLIMIT_X, prlimit), (code::SYSCALL_SETRLIMIT_X, setrlimit)];

const NOFILE: u64 = 7;

fn prlimit(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0) != Some(0) || event.uint(6) != Some(NOFILE) {
        return;
    }
    let Some(limit) = event.int(1).filter(|limit| *limit > 0) else { return };
    match event.int(5) {
        Some(pid @ 1..) => {
            if let Some(entry) = world.threads.by_tid_mut(pid) {
                entry.thread.fdlimit = limit;
            }
        }
        _ => set(world, seen, limit),
    }
}

fn setrlimit(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0) == Some(0)
        && event.uint(3) == Some(NOFILE)
        && let Some(limit) = event.int(1)
    {
        set(world, seen, limit);
    }
}

fn set(world: &mut World, seen: &Observation, limit: i64) {
    if let Some(slot) = seen.slot {
        let main = world.main_slot(slot);
        if let Some(entry) = world.threads.entry_mut(main) {
            entry.thread.fdlimit = limit;
        }
    }
}
