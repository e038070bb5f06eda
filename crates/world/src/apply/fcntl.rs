//! fcntl: duplicates a descriptor, or turns its closing at exec on and off.

use super::{Effect, dup, flag};
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};
use std::sync::Arc;

pub(super) const EFFECTS: [(EventCode, Effect); 1] = [(code::SYSCALL_FCNTL_X, fcntl)];

const F_DUPFD: u64 = 1;
const F_SETFD: u64 = 3;
const F_DUPFD_CLOEXEC: u64 = 0x1a;
const FD_CLOEXEC: u64 = 1;

fn fcntl(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let (Some(result @ 0..), Some(command)) = (event.int(0), event.uint(2)) else { return };
    match command {
        F_DUPFD | F_DUPFD_CLOEXEC => {
            dup::duplicate(world, Some(result), event.int(1), command == F_DUPFD_CLOEXEC, seen);
        }
        F_SETFD => {
            let (Some(number), Some(fd), Some(slot)) = (seen.fd_number, seen.fd.clone(), seen.slot) else {
                return;
            };
            let on = event.uint(3).unwrap_or(0) & FD_CLOEXEC != 0;
            if (u64::from(fd.open_flags) & flag::O_CLOEXEC != 0) != on {
                let mut changed = fd;
                Arc::make_mut(&mut changed).open_flags ^= flag::O_CLOEXEC as u32;
                if let Some(fds) = world.fds_mut(slot) {
                    fds.insert(number, changed, usize::MAX);
                }
            }
        }
        _ => {}
    }
}
