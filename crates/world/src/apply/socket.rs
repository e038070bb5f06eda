//! socket, socketpair: a socket without ends.

use super::{Effect, flag};
use crate::fd::{Fd, FdKind, L4Proto};
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 2] =
    [(code::SOCKET_SOCKET_X, socket), (code::SOCKET_SOCKETPAIR_X, socketpair)];

const AF_UNIX: u64 = 1;
const AF_INET: u64 = 2;
const AF_INET6: u64 = 10;
const AF_NETLINK: u64 = 16;

fn socket(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let Some(number) = event.int(0) else { return };
    if number < 0 {
        seen.fd_number = Some(-1);
        return;
    }
    let kind = match event.uint(1) {
        Some(AF_UNIX) => FdKind::Unix,
        Some(AF_INET) => FdKind::Ipv4,
        Some(AF_INET6) => FdKind::Ipv6,
        Some(AF_NETLINK) => FdKind::Netlink,
        _ => FdKind::Unknown,
    };
    let mut fd = Fd::new(kind);
    if matches!(kind, FdKind::Ipv4 | FdKind::Ipv6) {
        fd.pending_l4proto = l4proto(event.uint(3).unwrap_or(0), event.uint(2).unwrap_or(0));
    }
    fd.open_flags = event.uint(4).unwrap_or(0) as u32 & flag::O_CLOEXEC as u32;
    world.put_fd(seen, number, fd);
}

/// Transport from the protocol number, or from the type of the socket where that is left to the kernel.
fn l4proto(protocol: u64, kind: u64) -> L4Proto {
    match (protocol, kind & 0xff) {
        (6, _) => L4Proto::Tcp,
        (17, _) => L4Proto::Udp,
        (0, 1) => L4Proto::Tcp,
        (0, 2) => L4Proto::Udp,
        (1, _) => L4Proto::Icmp,
        (255, _) | (_, 3) => L4Proto::Raw,
        _ => L4Proto::Unknown,
    }
}

fn socketpair(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let (Some(one), Some(other)) = (event.int(1), event.int(2)) else { return };
    let mut fd = Fd::new(FdKind::Unix);
    fd.unix_peers = (event.uint(3).unwrap_or(0), event.uint(4).unwrap_or(0));
    if event.uint(6).unwrap_or(0) & 0o2_000_000 != 0 {
        fd.open_flags = flag::O_CLOEXEC as u32;
    }
    world.put_fd(seen, one, fd.clone());
    world.put_fd(seen, other, fd);
}
