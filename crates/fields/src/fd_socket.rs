//! `fd.*` of sockets: ends, ports, networks, services.

use crate::entry::{Entry, ip, made, net, nothing, port, text, truth};
use crate::field::Reach;
use crate::info::{FieldFlags, Scope};
use crate::value::Value;
use skua_world::{Fd, FdKind, View};
use std::net::IpAddr;

const FILTER: FieldFlags = FieldFlags::FILTER_ONLY.and(FieldFlags::NO_RHS).and(FieldFlags::NO_TRANSFORMER);
const EITHER: Reach = Reach::EitherEnd;
const NAMES: FieldFlags = FieldFlags::NO_RHS.and(FieldFlags::NO_TRANSFORMER).and(FieldFlags::MISSING);

type End = (IpAddr, u16);

pub(crate) static FIELDS: &[Entry] = &[
    ip("fd.ip", Scope::Descriptor, "address of either end", |_, v| Some(Value::Ip(either(v.fd?)?.0.0)))
        .flags(FILTER)
        .candidates(EITHER, |_, v, taken| ends(v.fd?, &mut |end| taken(Value::Ip(end.0)))),
    ip("fd.cip", Scope::Descriptor, "address of the client", |_, v| Some(Value::Ip(client(v.fd?)?.0))),
    ip("fd.sip", Scope::Descriptor, "address of the server; of a listener, its own", |_, v| {
        Some(Value::Ip(server(v.fd?)?.0))
    }),
    ip("fd.lip", Scope::Descriptor, "address of this machine's end", |_, v| Some(Value::Ip(local(v)?.0))),
    ip("fd.rip", Scope::Descriptor, "address of the other end", |_, v| Some(Value::Ip(remote(v)?.0))),
    port("fd.port", Scope::Descriptor, "port of either end", |_, v| {
        Some(Value::Uint(either(v.fd?)?.0.1.into()))
    })
    .flags(FILTER)
    .candidates(EITHER, |_, v, taken| ends(v.fd?, &mut |end| taken(Value::Uint(end.1.into())))),
    port("fd.cport", Scope::Descriptor, "port of the client", |_, v| {
        Some(Value::Uint(client(v.fd?)?.1.into()))
    }),
    port("fd.sport", Scope::Descriptor, "port of the server", |_, v| {
        Some(Value::Uint(server(v.fd?)?.1.into()))
    }),
    port("fd.lport", Scope::Descriptor, "port of this machine's end", |_, v| {
        Some(Value::Uint(local(v)?.1.into()))
    }),
    port("fd.rport", Scope::Descriptor, "port of the other end", |_, v| {
        Some(Value::Uint(remote(v)?.1.into()))
    }),
    truth("fd.is_server", Scope::Descriptor, "a listener, or a connection to this machine", |_, v| {
        let fd = v.fd?;
        let listens = matches!(fd.kind, FdKind::Ipv4Server | FdKind::Ipv6Server);
        let here = fd.is_connected_ip() && fd.destination.is_some_and(|(ip, _)| v.world.is_local_address(ip));
        Some(Value::Bool(listens || here))
    }),
    port("fd.proto", Scope::Descriptor, "port of either end, which rules may name by its service", |_, v| {
        Some(Value::Uint(either(v.fd?)?.0.1.into()))
    })
    .flags(FILTER)
    .candidates(EITHER, |_, v, taken| ends(v.fd?, &mut |end| taken(Value::Uint(end.1.into())))),
    text("fd.cproto", Scope::Descriptor, "service of the client's port", |_, v| service(client(v.fd?)?.1)),
    text("fd.sproto", Scope::Descriptor, "service of the server's port", |_, v| service(server(v.fd?)?.1)),
    text("fd.lproto", Scope::Descriptor, "service of this machine's port", |_, v| service(local(v)?.1)),
    text("fd.rproto", Scope::Descriptor, "service of the other port", |_, v| service(remote(v)?.1)),
    net("fd.net", Scope::Descriptor, "network of either end", |_, v| Some(Value::Ip(either(v.fd?)?.0.0)))
        .flags(FILTER)
        .candidates(EITHER, |_, v, taken| ends(v.fd?, &mut |end| taken(Value::Ip(end.0)))),
    net("fd.cnet", Scope::Descriptor, "network of the client", |_, v| Some(Value::Ip(client(v.fd?)?.0)))
        .flags(FILTER),
    net("fd.snet", Scope::Descriptor, "network of the server", |_, v| Some(Value::Ip(server(v.fd?)?.0)))
        .flags(FILTER),
    net("fd.lnet", Scope::Descriptor, "network of this machine's end", |_, v| Some(Value::Ip(local(v)?.0)))
        .flags(FILTER),
    net("fd.rnet", Scope::Descriptor, "network of the other end", |_, v| Some(Value::Ip(remote(v)?.0)))
        .flags(FILTER),
    text("fd.cip.name", Scope::Descriptor, "name of the client's address", nothing).flags(NAMES),
    text("fd.sip.name", Scope::Descriptor, "name of the server's address", nothing).flags(NAMES),
    text("fd.lip.name", Scope::Descriptor, "name of this machine's address", nothing).flags(NAMES),
    text("fd.rip.name", Scope::Descriptor, "name of the other address", nothing).flags(NAMES),
];

fn is_listener(fd: &Fd) -> bool {
    matches!(fd.kind, FdKind::Ipv4Server | FdKind::Ipv6Server)
}

fn client(fd: &Fd) -> Option<End> {
    if fd.is_connected_ip() { fd.source } else { None }
}

fn server(fd: &Fd) -> Option<End> {
    if fd.is_connected_ip() || is_listener(fd) { fd.destination } else { None }
}

/// The first end to look at and, of a connection, the second.
fn either(fd: &Fd) -> Option<(End, Option<End>)> {
    match (client(fd), server(fd)) {
        (Some(client), server) => Some((client, server)),
        (None, Some(server)) => Some((server, None)),
        (None, None) => None,
    }
}

fn ends(fd: &Fd, taken: &mut dyn FnMut(End) -> bool) -> Option<bool> {
    let (first, second) = either(fd)?;
    Some(taken(first) || second.is_some_and(taken))
}

/// This machine's end and the other one.
fn sides(view: &View<'_>) -> Option<(End, End)> {
    let fd = view.fd.filter(|fd| fd.is_connected_ip())?;
    let (source, destination) = (fd.source?, fd.destination?);
    // Addresses of the machine's interfaces are not those of a container; only its own one is.
    let container = view.thread.map(|(_, thread)| &thread.container_id).filter(|id| !id.is_empty());
    if let Some(id) = container {
        let own = view.world.container(id).is_some_and(|container| container.ip.parse() == Ok(source.0));
        return Some(if own { (source, destination) } else { (destination, source) });
    }
    if view.world.is_local_address(source.0) || !view.world.is_local_address(destination.0) {
        Some((source, destination))
    } else {
        Some((destination, source))
    }
}

fn local(view: &View<'_>) -> Option<End> {
    sides(view).map(|(local, _)| local)
}

fn remote(view: &View<'_>) -> Option<End> {
    sides(view).map(|(_, remote)| remote)
}

/// The port as text: names of services are resolved in comparisons, not in what is shown.
fn service<'a>(port: u16) -> Option<Value<'a>> {
    made(port.to_string())
}
