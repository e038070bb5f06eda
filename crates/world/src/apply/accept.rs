//! accept, accept4: the server's side of a connection.

use super::connect::apply_tuple;
use super::{Effect, flag};
use crate::fd::{Fd, FdKind, L4Proto, Role};
use crate::{Observation, World};
use skua_event::param::{SockTuple, socktuple};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 2] =
    [(code::SOCKET_ACCEPT_5_X, accept), (code::SOCKET_ACCEPT4_6_X, accept)];

fn accept(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let Some(number) = event.int(0) else { return };
    if number < 0 {
        seen.fd_number = Some(-1);
        seen.fd = None;
        return;
    }
    let Some(tuple) = event.param(1).and_then(socktuple) else { return };
    let mut fd = Fd::new(FdKind::Unix);
    if let SockTuple::Ip { .. } = tuple {
        fd.l4proto = L4Proto::Tcp;
        fd.pending_l4proto = L4Proto::Tcp;
    }
    apply_tuple(&mut fd, &tuple);
    fd.role = Role::Server;
    fd.connected = true;
    if event.code() == code::SOCKET_ACCEPT4_6_X {
        fd.open_flags = event.uint(5).unwrap_or(0) as u32 & flag::O_CLOEXEC as u32;
    }
    seen.name_changed = true;
    world.put_fd(seen, number, fd);
}
