//! close, close_range: descriptors go. The event still shows what was closed.

use super::{Effect, flag};
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};
use std::sync::Arc;

pub(super) const EFFECTS: [(EventCode, Effect); 2] =
    [(code::SYSCALL_CLOSE_X, close), (code::SYSCALL_CLOSE_RANGE_X, close_range)];

const CLOSE_RANGE_CLOEXEC: u64 = 4;

fn close(_: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    if let (Some(slot), Some(number), Some(_)) = (seen.slot, seen.fd_number, &seen.fd) {
        seen.closed = Some((slot, number));
    }
}

fn close_range(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let (Some(0), Some(slot)) = (event.int(0), seen.slot) else { return };
    let (first, last) = (event.uint(1).unwrap_or(0) as i64, event.uint(2).unwrap_or(0) as i64);
    let at_exec = event.uint(3).unwrap_or(0) & CLOSE_RANGE_CLOEXEC != 0;
    let Some(fds) = world.fds_mut(slot) else { return };
    if !at_exec {
        fds.retain(|number, _| number < first || number > last);
        return;
    }
    let marked: Vec<_> = fds
        .iter()
        .filter(|(number, _)| (first..=last).contains(number))
        .map(|(number, fd)| (number, Arc::clone(fd)))
        .collect();
    for (number, mut fd) in marked {
        Arc::make_mut(&mut fd).open_flags |= flag::O_CLOEXEC as u32;
        fds.insert(number, fd, usize::MAX);
    }
}
