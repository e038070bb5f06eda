//! setuid and its family, capset, unshare, setns: who a process acts as.

use super::{Effect, flag};
use crate::thread::Thread;
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 9] = [
    (code::SYSCALL_SETUID_X, |w, e, s| {
        change(w, e, s, |thread, event| thread.uid = id(event, 1, thread.uid))
    }),
    (code::SYSCALL_SETREUID_X, |w, e, s| {
        change(w, e, s, |thread, event| thread.uid = id(event, 2, thread.uid))
    }),
    (code::SYSCALL_SETRESUID_X, |w, e, s| {
        change(w, e, s, |thread, event| thread.uid = id(event, 2, thread.uid))
    }),
    (code::SYSCALL_SETGID_X, |w, e, s| {
        change(w, e, s, |thread, event| thread.gid = id(event, 1, thread.gid))
    }),
    (code::SYSCALL_SETREGID_X, |w, e, s| {
        change(w, e, s, |thread, event| thread.gid = id(event, 2, thread.gid))
    }),
    (code::SYSCALL_SETRESGID_X, |w, e, s| {
        change(w, e, s, |thread, event| thread.gid = id(event, 2, thread.gid))
    }),
    (code::SYSCALL_CAPSET_X, |w, e, s| change(w, e, s, capabilities)),
    (code::SYSCALL_UNSHARE_X, |w, e, s| {
        change(w, e, s, |thread, event| new_user_namespace(thread, event.uint(1)))
    }),
    (code::SYSCALL_SETNS_X, |w, e, s| {
        change(w, e, s, |thread, event| new_user_namespace(thread, event.uint(2)))
    }),
];

/// Every capability there is.
const ALL_CAPABILITIES: u64 = (1 << 41) - 1;

fn change(world: &mut World, event: &Event<'_>, seen: &mut Observation, how: fn(&mut Thread, &Event<'_>)) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let Some(slot) = seen.slot else { return };
    if let Some(thread) = world.thread_of(seen) {
        how(thread, event);
    }
    world.changed(slot);
}

/// The id in a parameter; -1 leaves the one there was.
fn id(event: &Event<'_>, index: usize, before: u32) -> u32 {
    event.uint(index).map(|id| id as u32).filter(|id| *id != u32::MAX).unwrap_or(before)
}

fn capabilities(thread: &mut Thread, event: &Event<'_>) {
    thread.cap_inheritable = event.uint(1).unwrap_or(thread.cap_inheritable);
    thread.cap_permitted = event.uint(2).unwrap_or(thread.cap_permitted);
    thread.cap_effective = event.uint(3).unwrap_or(thread.cap_effective);
}

fn new_user_namespace(thread: &mut Thread, flags: Option<u64>) {
    if flags.unwrap_or(0) & flag::CLONE_NEWUSER != 0 {
        thread.cap_inheritable = ALL_CAPABILITIES;
        thread.cap_permitted = ALL_CAPABILITIES;
        thread.cap_effective = ALL_CAPABILITIES;
    }
}
