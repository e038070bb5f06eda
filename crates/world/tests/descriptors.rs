//! Descriptors: what they are called, and how they move.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use skua_event::code;
use skua_world::{FdKind, L4Proto, Role};
use support::{AT_FDCWD, Machine, O_CLOEXEC, O_DIRECTORY, address4, tuple4};

#[test]
fn names_are_absolute_and_clean() {
    let mut machine = Machine::new();
    machine.open(100, 5, "/var//lib/../log", O_DIRECTORY);
    for (dirfd, path, expected) in [
        (AT_FDCWD, "notes", "/home/ann/notes"),
        (AT_FDCWD, "../../etc/./shadow", "/etc/shadow"),
        (5, "syslog", "/var/log/syslog"),
        (5, "/abs", "/abs"),
        (77, "x", "<UNKNOWN>x"),
    ] {
        let open = machine.openat(100, 9, dirfd, path, 1);
        let (name, raw) = machine.see(open, |view| {
            let fd = view.fd.unwrap();
            (String::from_utf8_lossy(&fd.name).into_owned(), fd.name_raw.to_vec())
        });
        assert_eq!((name.as_str(), &raw[..]), (expected, path.as_bytes()));
    }
    assert_eq!(machine.fd(100, 5).unwrap().kind, FdKind::Directory);
}

#[test]
fn a_failed_open_shows_no_descriptor() {
    let mut machine = Machine::new();
    let open = machine.openat(100, -2, AT_FDCWD, "/nothing", 1);
    assert_eq!(machine.see(open, |view| (view.fd_number, view.fd.is_some())), (Some(-1), false));
    assert_eq!(machine.world.fd_count(machine.get(100).unwrap()), 0);
}

#[test]
fn a_close_shows_what_was_closed() {
    let mut machine = Machine::new();
    machine.open(100, 3, "/x", 1);
    let close = machine.close(100, 3);
    assert_eq!(machine.see(close, |view| view.fd.map(|fd| fd.name.to_vec())), Some(b"/x".to_vec()));
    assert!(machine.fd(100, 3).is_none());
}

#[test]
fn duplicates_keep_the_name_and_lose_the_mark() {
    let mut machine = Machine::new();
    machine.open(100, 3, "/x", O_CLOEXEC);
    let dup2 = machine.event(code::SYSCALL_DUP2_X, 100).i64(0).i64(3).i64(0);
    machine.play(dup2);
    let dup3 = machine.event(code::SYSCALL_DUP3_X, 100).i64(4).i64(0).i64(4).u32(O_CLOEXEC);
    machine.play(dup3);
    let fcntl = machine.event(code::SYSCALL_FCNTL_X, 100).i64(10).i64(3).u8(1).u64(10);
    machine.play(fcntl);
    for (number, marked) in [(3, true), (0, false), (4, true), (10, false)] {
        let fd = machine.fd(100, number).unwrap();
        assert_eq!((&fd.name[..], fd.open_flags & O_CLOEXEC != 0), (&b"/x"[..], marked), "{number}");
    }
    let set = machine.event(code::SYSCALL_FCNTL_X, 100).i64(0).i64(10).u8(3).u64(1);
    machine.play(set);
    machine.exec(100, "/bin/true", &[], "/");
    let left: Vec<i64> = machine.world.fds(machine.get(100).unwrap()).map(|(number, _)| number).collect();
    assert_eq!(left, [0]);
}

#[test]
fn a_range_is_closed_or_marked() {
    let mut machine = Machine::new();
    for number in [3, 4, 5, 300] {
        machine.open(100, number, "/x", 1);
    }
    let marked = machine.event(code::SYSCALL_CLOSE_RANGE_X, 100).i64(0).u32(4).u32(4).u32(4);
    machine.play(marked);
    assert_ne!(machine.fd(100, 4).unwrap().open_flags & O_CLOEXEC, 0);
    let closed = machine.event(code::SYSCALL_CLOSE_RANGE_X, 100).i64(0).u32(5).u32(u32::MAX).u32(0);
    machine.play(closed);
    let left: Vec<i64> = machine.world.fds(machine.get(100).unwrap()).map(|(number, _)| number).collect();
    assert_eq!(left, [3, 4]);
}

#[test]
fn a_descriptor_taken_from_another_process_keeps_its_name() {
    let mut machine = Machine::new();
    machine.fork(100, 101);
    machine.open(101, 7, "/secret", 1);
    let open = machine.event(code::SYSCALL_PIDFD_OPEN_X, 100).i64(3).i64(101).u32(0);
    machine.play(open);
    assert_eq!(machine.fd_name(100, 3), "/proc/101");
    let get = machine.event(code::SYSCALL_PIDFD_GETFD_X, 100).i64(4).i64(3).i64(7).u32(0);
    machine.play(get);
    assert_eq!(machine.fd_name(100, 4), "/secret");
}

fn socket(machine: &mut Machine, kind: u32) {
    let event = machine.event(code::SOCKET_SOCKET_X, 100).i64(3).u32(2).u32(kind).u32(0).u32(0);
    machine.play(event);
}

#[test]
fn a_connection_names_both_ends() {
    let (own, other) = (([10, 0, 0, 1], 40000), ([1, 2, 3, 4], 443));
    for result in [0, -115] {
        let mut machine = Machine::new();
        socket(&mut machine, 1);
        let connect = machine
            .event(code::SOCKET_CONNECT_X, 100)
            .i64(result)
            .bytes(&tuple4(own, other))
            .i64(3)
            .bytes(&address4(other.0, other.1));
        assert!(machine.see(connect, |view| view.fd_name_changed));
        let fd = machine.fd(100, 3).unwrap();
        assert_eq!(&fd.name[..], b"10.0.0.1:40000->1.2.3.4:443");
        assert_eq!((fd.kind, fd.l4proto, fd.role), (FdKind::Ipv4, L4Proto::Tcp, Role::Client));
        assert_eq!((fd.connected, fd.pending), (result == 0, result != 0));
    }
}

#[test]
fn a_server_listens_and_accepts() {
    let mut machine = Machine::new();
    socket(&mut machine, 1);
    let bind = machine.event(code::SOCKET_BIND_X, 100).i64(0).bytes(&address4([0; 4], 8080)).i64(3);
    machine.play(bind);
    let fd = machine.fd(100, 3).unwrap();
    assert_eq!((fd.kind, &fd.name[..]), (FdKind::Ipv4Server, &b"0.0.0.0:8080"[..]));
    let tuple = tuple4(([9, 9, 9, 9], 5555), ([10, 0, 0, 1], 8080));
    let accept = machine.event(code::SOCKET_ACCEPT4_6_X, 100).i64(4).bytes(&tuple).u8(0).u32(0).u32(5).u32(0);
    machine.play(accept);
    let fd = machine.fd(100, 4).unwrap();
    assert_eq!((fd.role, fd.connected, fd.l4proto), (Role::Server, true, L4Proto::Tcp));
    assert_eq!(&fd.name[..], b"9.9.9.9:5555->10.0.0.1:8080");
}

#[test]
fn datagrams_rename_their_socket_as_their_ends_change() {
    let mut machine = Machine::new();
    socket(&mut machine, 2);
    let send = |port, machine: &mut Machine| {
        let tuple = tuple4(([10, 0, 0, 1], 40000), ([8, 8, 8, 8], port));
        let event = machine.event(code::SOCKET_SENDTO_X, 100);
        let event = event.i64(5).bytes(b"hello").i64(3).u32(5).bytes(&tuple);
        machine.see(event, |view| (view.fd_name_changed, view.fd.map(|fd| (fd.l4proto, fd.role))))
    };
    let udp = Some((L4Proto::Udp, Role::Client));
    assert_eq!(send(53, &mut machine), (true, udp));
    assert_eq!(send(53, &mut machine), (false, udp));
    assert_eq!(send(54, &mut machine), (true, udp));
    assert_eq!(machine.fd_name(100, 3), "10.0.0.1:40000->8.8.8.8:54");
}
