//! Sends and receives: data went through, and an unconnected socket shows its ends.

use super::Effect;
use super::connect::apply_tuple;
use crate::fd::{FdKind, L4Proto, Role};
use crate::{Observation, World};
use skua_event::param::{SockTuple, socktuple};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 8] = [
    (code::SOCKET_SENDTO_X, |w, e, s| transferred(w, e, s, Some(4), true)),
    (code::SOCKET_SEND_X, |w, e, s| transferred(w, e, s, Some(4), true)),
    (code::SOCKET_SENDMSG_X, |w, e, s| transferred(w, e, s, Some(4), true)),
    (code::SOCKET_SENDMMSG_X, |w, e, s| transferred(w, e, s, Some(4), true)),
    (code::SOCKET_RECVFROM_X, |w, e, s| transferred(w, e, s, Some(2), false)),
    (code::SOCKET_RECV_X, |w, e, s| transferred(w, e, s, Some(4), false)),
    (code::SOCKET_RECVMSG_X, |w, e, s| transferred(w, e, s, Some(3), false)),
    (code::SOCKET_RECVMMSG_X, |w, e, s| transferred(w, e, s, Some(4), false)),
];

fn transferred(
    world: &mut World,
    event: &Event<'_>,
    seen: &mut Observation,
    tuple: Option<usize>,
    sends: bool,
) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let (Some(old), Some(number)) = (seen.fd.clone(), seen.fd_number) else { return };
    let named = old.source.is_some() && old.destination.is_some();
    let tcp = old.l4proto == L4Proto::Tcp;
    let tuple = tuple.and_then(|index| event.param(index)).and_then(socktuple);
    let rename = match tuple {
        Some(SockTuple::Ip { source, source_port, destination, destination_port }) => {
            let ends = (Some((source, source_port)), Some((destination, destination_port)));
            let swapped = (ends.1, ends.0);
            let same = (old.source, old.destination) == ends || (old.source, old.destination) == swapped;
            !tcp && !same
        }
        Some(SockTuple::Unix { .. }) => old.name.is_empty(),
        None => false,
    };
    if !rename && old.connected && (named || old.kind == FdKind::Unix) {
        return;
    }
    let mut fd = (*old).clone();
    if let (true, Some(tuple)) = (rename, tuple) {
        apply_tuple(&mut fd, &tuple);
        if matches!(fd.kind, FdKind::Ipv4 | FdKind::Ipv6) {
            fd.l4proto =
                if fd.pending_l4proto == L4Proto::Unknown { L4Proto::Udp } else { fd.pending_l4proto };
            if fd.role == Role::None {
                fd.role = if sends { Role::Client } else { Role::Server };
            }
        }
        seen.name_changed = fd.name != old.name;
    }
    if matches!(fd.kind, FdKind::Ipv4 | FdKind::Ipv6) && fd.source.is_some() {
        fd.connected = true;
    }
    world.put_fd(seen, number, fd);
}
