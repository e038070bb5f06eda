//! execve, execveat: the process becomes another program.

use super::{Effect, flag};
use crate::{Bytes, Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 2] =
    [(code::SYSCALL_EXECVE_19_X, execve), (code::SYSCALL_EXECVEAT_X, execve)];

const EXE_WRITABLE: u64 = 1;
const EXE_UPPER_LAYER: u64 = 2;
const EXE_FROM_MEMFD: u64 = 4;
const EXE_LOWER_LAYER: u64 = 8;

fn execve(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let Some(slot) = seen.slot else { return };
    let cgroups = event.param(14).filter(|cgroups| !cgroups.is_empty());
    let moved = cgroups.filter(|cgroups| {
        world.threads.entry(slot).is_some_and(|entry| entry.thread.cgroups[..] != **cgroups)
    });
    let container = moved.map(|cgroups| world.container_of(cgroups, event.int(4).unwrap_or(-1)));
    let pid = world.threads.entry(slot).map_or(-1, |entry| entry.thread.pid);
    let Some(thread) = world.thread_of(seen) else { return };
    let text = |index: usize, old: &Bytes| event.str(index).map_or_else(|| old.clone(), Bytes::from);
    thread.exe = text(1, &thread.exe);
    thread.args = event.param(2).map_or_else(|| thread.args.clone(), Bytes::from);
    thread.comm = text(13, &thread.comm);
    thread.env =
        event.param(15).filter(|env| !env.is_empty()).map_or_else(|| thread.env.clone(), Bytes::from);
    thread.exepath = text(27, &thread.exepath);
    if let (Some(cgroups), Some(container)) = (moved, container) {
        thread.cgroups = Bytes::from(cgroups);
        thread.container_id = container;
    }
    let number = |index: usize, old: u64| event.uint(index).unwrap_or(old);
    thread.fdlimit = event.int(7).unwrap_or(thread.fdlimit);
    thread.pfmajor = number(8, 0);
    thread.pfminor = number(9, 0);
    thread.vmsize_kb = number(10, 0) as u32;
    thread.vmrss_kb = number(11, 0) as u32;
    thread.vmswap_kb = number(12, 0) as u32;
    thread.tty = number(16, u64::from(thread.tty)) as u32;
    thread.vpgid = event.int(17).unwrap_or(thread.vpgid);
    thread.loginuid = number(18, u64::from(thread.loginuid)) as u32;
    if let Some(flags) = event.uint(19) {
        thread.exe_writable = flags & EXE_WRITABLE != 0;
        thread.exe_upper_layer = flags & EXE_UPPER_LAYER != 0;
        thread.exe_lower_layer = flags & EXE_LOWER_LAYER != 0;
        thread.exe_from_memfd = flags & EXE_FROM_MEMFD != 0;
    }
    thread.cap_inheritable = number(20, thread.cap_inheritable);
    thread.cap_permitted = number(21, thread.cap_permitted);
    thread.cap_effective = number(22, thread.cap_effective);
    thread.exe_ino = number(23, 0);
    thread.exe_ino_ctime = number(24, 0);
    thread.exe_ino_mtime = number(25, 0);
    thread.uid = number(26, u64::from(thread.uid)) as u32;
    thread.pgid = event.int(28).unwrap_or(thread.pgid);
    thread.gid = number(29, u64::from(thread.gid)) as u32;
    thread.exec_ts = event.timestamp();
    thread.dead = false;
    thread.invented = false;
    let made_up = thread.pid < 0;
    let old_parent = thread.ptid;
    if made_up {
        // A made-up thread has become known.
        thread.pid = event.int(4).unwrap_or(thread.tid);
        thread.ptid = event.int(5).unwrap_or(-1);
        thread.vtid = thread.tid;
        thread.vpid = thread.pid;
    }
    let (tid, ptid, main) = (thread.tid, thread.ptid, thread.pid);
    world.threads.name(tid, ptid, main);
    if made_up {
        world.orphan(tid, old_parent);
        world.adopt(tid, ptid);
    }
    if let Some(fds) = world.fds_mut(slot) {
        fds.retain(|_, fd| u64::from(fd.open_flags) & flag::O_CLOEXEC == 0);
    }
    // The other threads of the process are gone without events of their own.
    let others: Vec<i64> =
        if pid >= 0 && world.threads.entry(world.main_slot(slot)).is_some_and(|main| main.group > 1) {
            world
                .threads
                .iter()
                .map(|entry| &entry.thread)
                .filter(|t| t.pid == pid && t.tid != event.tid())
                .map(|t| t.tid)
                .collect()
        } else {
            Vec::new()
        };
    for tid in others {
        if tid != pid {
            world.remove_thread(tid);
        }
    }
    if let Some(main) = world.threads.by_tid_mut(pid) {
        main.group = 1;
    }
    world.changed(slot);
}
