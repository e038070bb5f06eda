//! bind: a socket gets its own address; with a port it may become a server.

use super::Effect;
use crate::fd::{FdKind, endpoint_name};
use crate::{Bytes, Observation, World};
use skua_event::param::{SockAddr, sockaddr};
use skua_event::{Event, EventCode, code};
use std::net::IpAddr;

pub(super) const EFFECTS: [(EventCode, Effect); 1] = [(code::SOCKET_BIND_X, bind)];

fn bind(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let (Some(address), Some(fd), Some(number)) =
        (event.param(1).and_then(sockaddr), seen.fd.clone(), seen.fd_number)
    else {
        return;
    };
    let mut fd = (*fd).clone();
    match address {
        SockAddr::Ip(address, port) => {
            if port > 0 {
                fd.kind = match address {
                    IpAddr::V4(_) => FdKind::Ipv4Server,
                    IpAddr::V6(_) => FdKind::Ipv6Server,
                };
                fd.destination = Some((address, port));
                fd.l4proto = fd.pending_l4proto;
            }
            fd.name = Bytes::from(endpoint_name(address, port).into_bytes());
        }
        SockAddr::Unix(path) => fd.name = Bytes::from(path),
    }
    seen.name_changed = true;
    world.put_fd(seen, number, fd);
}
