//! Descriptors without a path: pipes, events, timers, memory files and the like.

use super::{Effect, flag};
use crate::fd::{Fd, FdKind};
use crate::{Bytes, Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 16] = [
    (code::SYSCALL_PIPE_X, pipe),
    (code::SYSCALL_PIPE2_X, pipe),
    (code::SYSCALL_EVENTFD_X, |w, e, s| made(w, e, s, FdKind::Event, None)),
    (code::SYSCALL_EVENTFD2_X, |w, e, s| made(w, e, s, FdKind::Event, Some(1))),
    (code::SYSCALL_SIGNALFD_X, |w, e, s| made(w, e, s, FdKind::Signalfd, None)),
    (code::SYSCALL_SIGNALFD4_X, |w, e, s| made(w, e, s, FdKind::Signalfd, Some(1))),
    (code::SYSCALL_TIMERFD_CREATE_X, |w, e, s| made(w, e, s, FdKind::Timerfd, None)),
    (code::SYSCALL_INOTIFY_INIT_X, |w, e, s| made(w, e, s, FdKind::Inotify, None)),
    (code::SYSCALL_INOTIFY_INIT1_X, |w, e, s| made(w, e, s, FdKind::Inotify, Some(1))),
    (code::SYSCALL_EPOLL_CREATE_X, |w, e, s| made(w, e, s, FdKind::Eventpoll, None)),
    (code::SYSCALL_EPOLL_CREATE1_X, epoll_create1),
    (code::SYSCALL_USERFAULTFD_X, |w, e, s| made(w, e, s, FdKind::Userfaultfd, Some(1))),
    (code::SYSCALL_IO_URING_SETUP_X, |w, e, s| made(w, e, s, FdKind::IoUring, None)),
    (code::SYSCALL_BPF_2_X, bpf),
    (code::SYSCALL_MEMFD_CREATE_X, memfd_create),
    (code::SYSCALL_PIDFD_OPEN_X, pidfd_open),
];

fn made(world: &mut World, event: &Event<'_>, seen: &mut Observation, kind: FdKind, flags: Option<usize>) {
    let Some(number) = event.int(0) else { return };
    if number < 0 {
        seen.fd_number = Some(number.max(-1));
        seen.fd = None;
        return;
    }
    let mut fd = Fd::new(kind);
    fd.open_flags = flags.and_then(|index| event.uint(index)).unwrap_or(0) as u32;
    world.put_fd(seen, number, fd);
}

fn pipe(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let (Some(read), Some(write)) = (event.int(1), event.int(2)) else { return };
    let mut fd = Fd::new(FdKind::Pipe);
    fd.ino = event.uint(3).unwrap_or(0);
    if event.code() == code::SYSCALL_PIPE2_X {
        fd.open_flags = event.uint(4).unwrap_or(0) as u32;
    }
    world.put_fd(seen, read, fd.clone());
    world.put_fd(seen, write, fd);
}

fn epoll_create1(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    made(world, event, seen, FdKind::Eventpoll, None);
    let cloexec = event.uint(1).unwrap_or(0) & 1 != 0;
    if let (true, Some(number @ 0..), Some(fd)) = (cloexec, event.int(0), seen.fd.clone()) {
        let mut fd = (*fd).clone();
        fd.open_flags |= flag::O_CLOEXEC as u32;
        world.put_fd(seen, number, fd);
    }
}

/// A command that makes a map, a program or a link gives a descriptor; others give other things.
fn bpf(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let gives_fd = matches!(event.uint(1), Some(0 | 5 | 7 | 13 | 14 | 17 | 18 | 19 | 28 | 30 | 32));
    if gives_fd {
        made(world, event, seen, FdKind::Bpf, None);
    }
}

fn memfd_create(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let Some(number) = event.int(0) else { return };
    if number < 0 {
        seen.fd_number = Some(-1);
        return;
    }
    let mut fd = Fd::new(FdKind::Memfd);
    fd.name = Bytes::from(event.str(1).unwrap_or_default());
    if event.uint(2).unwrap_or(0) & 1 != 0 {
        fd.open_flags = flag::O_CLOEXEC as u32;
    }
    seen.name_changed = true;
    world.put_fd(seen, number, fd);
}

fn pidfd_open(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let Some(number @ 0..) = event.int(0) else { return };
    let pid = event.int(1).unwrap_or(-1);
    let mut fd = Fd::new(FdKind::Pidfd);
    fd.pid = pid;
    fd.name = Bytes::from(format!("/proc/{pid}").into_bytes());
    // A pidfd is always closed at exec.
    fd.open_flags = flag::O_CLOEXEC as u32;
    seen.name_changed = true;
    world.put_fd(seen, number, fd);
}
