//! connect: a socket gets its other end; the one who connects is the client.

use super::Effect;
use crate::fd::{Fd, FdKind, L4Proto, Role, tuple_name, unmapped};
use crate::{Bytes, Observation, World};
use skua_event::param::{SockTuple, socktuple};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 1] = [(code::SOCKET_CONNECT_X, connect)];

const EINPROGRESS: i64 = -115;

fn connect(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let Some(result) = event.int(0) else { return };
    let (Some(fd), Some(number)) = (seen.fd.clone(), seen.fd_number) else { return };
    let pending = result == EINPROGRESS;
    if result < 0 && !pending {
        return;
    }
    let Some(tuple) = event.param(1).and_then(socktuple) else { return };
    let mut fd = (*fd).clone();
    apply_tuple(&mut fd, &tuple);
    fd.role = Role::Client;
    fd.connected = !pending;
    fd.pending = pending;
    if fd.l4proto == L4Proto::Unknown || fd.l4proto == L4Proto::Na {
        fd.l4proto = fd.pending_l4proto;
    }
    seen.name_changed = true;
    world.put_fd(seen, number, fd);
}

/// Puts a tuple's ends and the name that follows from them into a descriptor.
pub(super) fn apply_tuple(fd: &mut Fd, tuple: &SockTuple<'_>) {
    match *tuple {
        SockTuple::Ip { source, source_port, destination, destination_port } => {
            let (source, destination) = (unmapped(source), unmapped(destination));
            fd.kind = if source.is_ipv4() { FdKind::Ipv4 } else { FdKind::Ipv6 };
            fd.source = Some((source, source_port));
            fd.destination = Some((destination, destination_port));
            fd.name = Bytes::from(tuple_name(fd.source, fd.destination).into_bytes());
        }
        SockTuple::Unix { source, destination, path } => {
            fd.unix_peers = (source, destination);
            fd.name = Bytes::from(unix_name(source, destination, path));
        }
    }
}

/// `source->destination path`, addresses in hexadecimal as the public tools print them.
fn unix_name(source: u64, destination: u64, path: &[u8]) -> Vec<u8> {
    let mut name = format!("{source:x}->{destination:x}").into_bytes();
    if !path.is_empty() {
        name.push(b' ');
        name.extend_from_slice(path);
    }
    name
}
