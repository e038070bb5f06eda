//! clone, clone3, fork, vfork: a thread or process comes into being.
//!
//! Both sides report. The child's side is the better witness; the parent's makes the child only where its numbers are
//! sure to be those of this namespace and the child cannot have reported itself.

use super::{Effect, flag};
use crate::thread::Thread;
use crate::{Bytes, Observation, World};
use skua_event::{Event, EventCode, code};
use std::sync::Arc;

pub(super) const EFFECTS: [(EventCode, Effect); 4] = [
    (code::SYSCALL_CLONE_20_X, clone),
    (code::SYSCALL_FORK_20_X, clone),
    (code::SYSCALL_VFORK_20_X, clone),
    (code::SYSCALL_CLONE3_X, clone),
];

/// A thread of the same id that is older than this is another one: ids are reused.
const SAME_THREAD: u64 = 2_000_000_000;

fn clone(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let Some(result) = event.int(0) else { return };
    match result {
        0 => child(world, event, seen),
        1.. => parent(world, event, result),
        _ => {}
    }
    if result != 0 && seen.slot.is_none() {
        // The parent itself was not known: its own event tells enough of it.
        seen.slot = world.threads.slot(event.tid());
    }
}

fn child(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let tid = event.tid();
    let fresh = world.threads.by_tid(tid).is_some_and(|entry| {
        event.timestamp().saturating_sub(entry.thread.clone_ts) < SAME_THREAD && !entry.thread.dead
    });
    if !fresh {
        world.remove_thread(tid);
        world.forget_thread(tid);
        make(world, event, tid, event.int(5).unwrap_or(-1), event.int(4).unwrap_or(tid));
    }
    seen.slot = world.threads.slot(tid);
}

fn parent(world: &mut World, event: &Event<'_>, child_tid: i64) {
    let flags = event.uint(15).unwrap_or(0);
    let (tid, vtid) = (event.tid(), event.int(18).unwrap_or(-1));
    let unsure = flag::CHILD_IN_PIDNS | flag::CLONE_NEWPID | flag::CLONE_PARENT | flag::CLONE_VFORK;
    let vforked = event.code() == code::SYSCALL_VFORK_20_X;
    if flags & unsure != 0 || vforked || tid != vtid || world.threads.slot(child_tid).is_some() {
        return;
    }
    let ended = world.recently_gone(child_tid, event.timestamp());
    if ended {
        return;
    }
    let pid = if flags & flag::CLONE_THREAD != 0 { event.int(4).unwrap_or(child_tid) } else { child_tid };
    let ptid = if flags & flag::CLONE_THREAD != 0 { event.int(5).unwrap_or(-1) } else { tid };
    make(world, event, child_tid, ptid, pid);
}

/// Makes the thread from its event and from the one it was copied from.
fn make(world: &mut World, event: &Event<'_>, tid: i64, ptid: i64, pid: i64) {
    if world.threads.len() >= world.settings.threads {
        world.counters.threads_refused += 1;
        return;
    }
    let flags = event.uint(15).unwrap_or(0);
    let is_thread = flags & flag::CLONE_THREAD != 0;
    let from_child = event.int(0) == Some(0);
    let source_tid = if is_thread { pid } else { ptid };
    let source = world.threads.by_tid(source_tid).map(|entry| (entry.thread.clone(), Arc::clone(&entry.fds)));
    let (mut thread, fds) = source.unwrap_or_else(|| (Thread::unknown(tid), Arc::default()));
    thread.tid = tid;
    thread.pid = pid;
    thread.ptid = ptid;
    if from_child {
        thread.vtid = event.int(18).unwrap_or(tid);
        thread.vpid = event.int(19).unwrap_or(pid);
    } else {
        thread.vtid = tid;
        thread.vpid = pid;
    }
    set(&mut thread.exe, event.str(1));
    set(&mut thread.args, event.param(2));
    set(&mut thread.comm, event.str(13));
    thread.fdlimit = event.int(7).unwrap_or(thread.fdlimit);
    thread.pfmajor = event.uint(8).unwrap_or(0);
    thread.pfminor = event.uint(9).unwrap_or(0);
    thread.vmsize_kb = event.uint(10).unwrap_or(0) as u32;
    thread.vmrss_kb = event.uint(11).unwrap_or(0) as u32;
    thread.vmswap_kb = event.uint(12).unwrap_or(0) as u32;
    thread.flags = flags as u32;
    thread.uid = event.uint(16).map_or(thread.uid, |uid| uid as u32);
    thread.gid = event.uint(17).map_or(thread.gid, |gid| gid as u32);
    thread.clone_ts = event.timestamp();
    thread.last_access_ts = event.timestamp();
    thread.dead = false;
    thread.invented = false;
    thread.reaper_tid = -1;
    let in_namespace = thread.tid != thread.vtid || thread.pid != thread.vpid;
    thread.pidns_init_start_ts = match event.uint(20) {
        // Nanoseconds since boot, as the public engine shows it.
        Some(start) if in_namespace => start,
        _ => 0,
    };
    if let Some(cgroups) = event.param(14).filter(|cgroups| !cgroups.is_empty())
        && thread.cgroups[..] != *cgroups
    {
        thread.cgroups = Bytes::from(cgroups);
        thread.container_id = world.container_of(cgroups, pid);
    }
    let fds = if is_thread { Arc::default() } else { fds };
    world.threads.insert(thread, fds);
    world.adopt(tid, ptid);
    // The child's side of clone3 may not know that it is a thread; its numbers do.
    if tid != pid
        && let Some(main) = world.threads.by_tid_mut(pid)
    {
        main.group += 1;
    }
}

fn set(place: &mut Bytes, value: Option<&[u8]>) {
    if let Some(value) = value
        && place[..] != *value
    {
        *place = Bytes::from(value);
    }
}
