//! The blocks of descriptors, one per process.

use crate::cursor::Cursor;
use crate::error::Error;
use skua_world::fd::{endpoint_name, tuple_name, unmapped};
use skua_world::{Bytes, Fd, FdKind, L4Proto};
use std::net::IpAddr;

/// The thread of a block and its descriptors.
pub(crate) fn read(mut body: Cursor<'_>, sized: bool) -> Result<(i64, Vec<(i64, Fd)>), Error> {
    let tid = body.i64("thread id")?;
    let mut all = Vec::new();
    // What is left at the end may be padding to 4 bytes.
    while body.len() >= 4 {
        if sized {
            let length = body.u32("length of a descriptor")? as usize;
            let Some(rest) = length.checked_sub(4).filter(|rest| *rest > 0) else { break };
            all.push(entry(&mut body.part(rest, "descriptor")?, sized)?);
        } else {
            all.push(entry(&mut body, sized)?);
        }
    }
    Ok((tid, all))
}

fn entry(body: &mut Cursor<'_>, sized: bool) -> Result<(i64, Fd), Error> {
    let number = body.i64("number of a descriptor")?;
    let ino = body.u64("inode of a descriptor")?;
    let offset = body.offset();
    let kind = body.u8("kind of a descriptor")?;
    let mut fd = match kind {
        0 => Fd::new(FdKind::Unknown),
        3 | 4 => connection(body, kind == 4)?,
        5 | 6 => listener(body, kind == 6)?,
        8 => {
            let mut fd = Fd::new(FdKind::Unix);
            fd.unix_peers = (body.u64("end of a unix socket")?, body.u64("end of a unix socket")?);
            fd.name = body.text16("path of a unix socket")?;
            fd
        }
        16 => {
            let mut fd = Fd::new(FdKind::File);
            fd.open_flags = body.u32("open flags")?;
            fd.name = body.text16("path of a file")?;
            if sized && body.len() >= 4 {
                fd.dev = body.u32("device")?;
            }
            fd
        }
        other => match named_kind(other) {
            Some(kind) => {
                let mut fd = Fd::new(kind);
                fd.name = body.text16("name of a descriptor")?;
                fd
            }
            None if sized => Fd::new(FdKind::Unsupported),
            None => {
                return Err(Error::Content {
                    offset,
                    what: format!("a descriptor of unknown kind {other} and so of unknown length"),
                });
            }
        },
    };
    fd.ino = ino;
    Ok((number, fd))
}

/// Kinds that have nothing but a name.
fn named_kind(number: u8) -> Option<FdKind> {
    Some(match number {
        1 => FdKind::File,
        2 => FdKind::Directory,
        7 => FdKind::Pipe,
        9 => FdKind::Event,
        10 => FdKind::Unsupported,
        11 => FdKind::Signalfd,
        12 => FdKind::Eventpoll,
        13 => FdKind::Inotify,
        14 => FdKind::Timerfd,
        15 => FdKind::Netlink,
        17 => FdKind::Bpf,
        18 => FdKind::Userfaultfd,
        19 => FdKind::IoUring,
        20 => FdKind::Memfd,
        21 => FdKind::Pidfd,
        _ => return None,
    })
}

fn l4proto(number: u8) -> L4Proto {
    match number {
        1 => L4Proto::Na,
        2 => L4Proto::Tcp,
        3 => L4Proto::Udp,
        4 => L4Proto::Icmp,
        5 => L4Proto::Raw,
        _ => L4Proto::Unknown,
    }
}

fn address(body: &mut Cursor<'_>, six: bool) -> Result<IpAddr, Error> {
    if six { body.ip6("IPv6 address") } else { body.ip4("IPv4 address") }
}

fn connection(body: &mut Cursor<'_>, six: bool) -> Result<Fd, Error> {
    let (source, destination) = (address(body, six)?, address(body, six)?);
    let (source_port, destination_port) = (body.u16("port")?, body.u16("port")?);
    let l4proto = l4proto(body.u8("transport")?);
    // An IPv4 connection of an IPv6 socket is an IPv4 connection.
    let (source, destination) = match (unmapped(source), unmapped(destination)) {
        (source @ IpAddr::V4(_), destination @ IpAddr::V4(_)) => (source, destination),
        _ => (source, destination),
    };
    let mut fd = Fd::new(if source.is_ipv4() { FdKind::Ipv4 } else { FdKind::Ipv6 });
    fd.source = Some((source, source_port));
    fd.destination = Some((destination, destination_port));
    fd.l4proto = l4proto;
    fd.pending_l4proto = l4proto;
    fd.connected = l4proto == L4Proto::Tcp;
    fd.name = Bytes::from(tuple_name(fd.source, fd.destination).as_bytes());
    Ok(fd)
}

fn listener(body: &mut Cursor<'_>, six: bool) -> Result<Fd, Error> {
    let own = address(body, six)?;
    let port = body.u16("port")?;
    let mut fd = Fd::new(if six { FdKind::Ipv6Server } else { FdKind::Ipv4Server });
    fd.l4proto = l4proto(body.u8("transport")?);
    fd.pending_l4proto = fd.l4proto;
    fd.destination = Some((own, port));
    fd.name = Bytes::from(endpoint_name(own, port).as_bytes());
    Ok(fd)
}
