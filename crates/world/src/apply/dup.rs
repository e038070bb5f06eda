//! dup, dup2, dup3, pidfd_getfd: another number for what is open.

use super::{Effect, flag};
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};
use std::sync::Arc;

pub(super) const EFFECTS: [(EventCode, Effect); 4] = [
    (code::SYSCALL_DUP_1_X, dup),
    (code::SYSCALL_DUP2_X, dup),
    (code::SYSCALL_DUP3_X, dup),
    (code::SYSCALL_PIDFD_GETFD_X, pidfd_getfd),
];

fn dup(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let old = event.int(1);
    let cloexec = event.code() == code::SYSCALL_DUP3_X && event.uint(3).unwrap_or(0) & flag::O_CLOEXEC != 0;
    duplicate(world, event.int(0), old, cloexec, seen);
}

/// Gives what `old` names the number `new` as well. The flag that closes at exec is not inherited.
pub(super) fn duplicate(
    world: &mut World,
    new: Option<i64>,
    old: Option<i64>,
    cloexec: bool,
    seen: &mut Observation,
) {
    let (Some(new @ 0..), Some(old), Some(slot)) = (new, old, seen.slot) else { return };
    let source = world.fd_of(slot, old).cloned();
    seen.fd_number = Some(new);
    seen.fd = None;
    let Some(mut fd) = source else { return };
    let with_flag = u64::from(fd.open_flags) & flag::O_CLOEXEC != 0;
    if with_flag != cloexec {
        let changed = Arc::make_mut(&mut fd);
        changed.open_flags ^= flag::O_CLOEXEC as u32;
    }
    seen.fd = Some(Arc::clone(&fd));
    let limit = world.settings.fds_per_process;
    let kept = world.fds_mut(slot).is_none_or(|fds| fds.insert(new, fd, limit));
    world.counters.fds_refused += u64::from(!kept);
}

fn pidfd_getfd(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let (Some(new @ 0..), Some(pidfd), Some(target), Some(slot)) =
        (event.int(0), event.int(1), event.int(2), seen.slot)
    else {
        return;
    };
    let other = world.fd_of(slot, pidfd).map(|fd| fd.pid).and_then(|pid| world.threads.slot(pid));
    let Some(fd) = other.and_then(|other| world.fd_of(other, target)).cloned() else { return };
    world.put_fd(seen, new, (*fd).clone());
}
