//! `fd.*` of any descriptor.

use crate::entry::{Entry, hex32, i32, i64, id64, lent, made, text, truth};
use crate::field::Field;
use crate::fs_path;
use crate::info::{ArgumentRule, FieldFlags, NumberFormat, Scope};
use crate::process::own;
use crate::value::Value;
use skua_event::EventFlags;
use skua_world::{Fd, FdKind, L4Proto, View};

pub(crate) static FIELDS: &[Entry] = &[
    id64("fd.num", Scope::Event, "number of the descriptor that the event made or used", |_, v| {
        v.fd_number.map(Value::Int)
    }),
    text("fd.type", Scope::Descriptor, "kind: file, directory, ipv4, ipv6, unix, pipe, …", |_, v| {
        lent(type_name(v.fd?.kind).as_bytes())
    })
    .format(NumberFormat::Dec),
    text("fd.typechar", Scope::Descriptor, "kind as one letter", |_, v| {
        v.fd_number?;
        match v.fd {
            Some(fd) => made(vec![type_char(fd.kind)]),
            None if makes_file(v) => lent(b"f"),
            None => lent(b"o"),
        }
    }),
    text("fd.name", Scope::Descriptor, "absolute path, or the ends of a socket", |_, v| name(v)),
    text("fd.directory", Scope::Descriptor, "folder of the path", |_, v| {
        v.fd_number?;
        made(folder(v)?)
    }),
    text("fd.filename", Scope::Descriptor, "last part of the path", |_, v| {
        let fd = v.fd.filter(|fd| fd.kind == FdKind::File)?;
        let at = fd.name.iter().rposition(|byte| *byte == b'/')?;
        fd.name.get(at + 1..).and_then(lent)
    }),
    text("fd.l4proto", Scope::Descriptor, "transport of a socket: tcp, udp, icmp, raw", |_, v| {
        lent(transport(v.fd?).as_bytes())
    }),
    text("fd.sockfamily", Scope::Descriptor, "`ip` or `unix`", |_, v| match v.fd?.kind {
        FdKind::Ipv4 | FdKind::Ipv6 | FdKind::Ipv4Server | FdKind::Ipv6Server => lent(b"ip"),
        FdKind::Unix => lent(b"unix"),
        _ => None,
    }),
    text("fd.uid", Scope::Event, "thread id followed by the descriptor's number", |_, v| {
        made(format!("{}{}", own(v)?.tid, v.fd_number?))
    }),
    text("fd.containername", Scope::Descriptor, "container and name", |_, v| {
        let container = &own(v)?.container_id;
        let Value::Text(name) = name(v)? else { return None };
        made([container, b":".as_slice(), &name].concat())
    }),
    text("fd.containerdirectory", Scope::Descriptor, "container and folder", |_, v| {
        let container = &own(v)?.container_id;
        v.fd_number?;
        let folder = folder(v)?;
        made([container, b":".as_slice(), folder.as_slice()].concat())
    }),
    truth("fd.connected", Scope::Descriptor, "a connection was made, or is being made", |_, v| {
        let fd = v.fd?;
        Some(Value::Bool(fd.connected || fd.pending))
    }),
    truth("fd.name_changed", Scope::Event, "this event changed the name", |_, v| {
        v.fd?;
        Some(Value::Bool(v.fd_name_changed))
    }),
    hex32("fd.dev", Scope::Descriptor, "device of the file", |_, v| Some(Value::Int(i64::from(v.fd?.dev)))),
    i32("fd.dev.major", Scope::Descriptor, "major number of the device", |_, v| {
        Some(Value::Int(i64::from(v.fd?.dev >> 8 & 0xfff)))
    }),
    i32("fd.dev.minor", Scope::Descriptor, "minor number of the device", |_, v| {
        let dev = v.fd?.dev;
        Some(Value::Int(i64::from(dev & 0xff | dev >> 12 & 0xf_ff00)))
    }),
    i64("fd.ino", Scope::Descriptor, "inode", |_, v| Some(Value::Int(v.fd?.ino as i64))),
    text("fd.nameraw", Scope::Descriptor, "path as it was given", |_, v| {
        v.fd_number?;
        match v.fd {
            Some(fd) => lent(&fd.name_raw),
            None if makes_file(v) => fs_path::opened_raw(v).and_then(lent),
            None => lent(b""),
        }
    }),
    text("fd.types", Scope::Event, "kinds of all open descriptors; [n] of one", types)
        .format(NumberFormat::Dec)
        .list()
        .argument(ArgumentRule::Allowed)
        .flags(FieldFlags::NO_RHS),
    truth("fd.is_upper_layer", Scope::Descriptor, "the file lies on an overlay's upper layer", |_, v| {
        Some(Value::Bool(v.fd?.upper_layer))
    }),
    truth("fd.is_lower_layer", Scope::Descriptor, "the file lies on an overlay's lower layer", |_, v| {
        Some(Value::Bool(v.fd?.lower_layer))
    }),
];

/// An event that would have made a file's descriptor, had it not failed.
fn makes_file(view: &View<'_>) -> bool {
    let info = view.event.info;
    info.flags.contains(EventFlags::CREATES_FD) && fs_path::opened_raw(view).is_some()
}

/// The name; of a failed open, the path that was asked for; of an unknown descriptor, nothing between quotes.
fn name<'a>(view: &View<'a>) -> Option<Value<'a>> {
    view.fd_number?;
    match view.fd {
        Some(fd) => lent(&fd.name),
        None if makes_file(view) => made(fs_path::opened(view)?),
        None => lent(b""),
    }
}

fn path(view: &View<'_>) -> Option<Vec<u8>> {
    match view.fd {
        Some(fd) if matches!(fd.kind, FdKind::File | FdKind::Directory) => Some(fd.name.to_vec()),
        Some(_) => None,
        None if makes_file(view) => fs_path::opened(view),
        None => Some(Vec::new()),
    }
}

/// The folder that the descriptor lies in; a folder is its own.
fn folder(view: &View<'_>) -> Option<Vec<u8>> {
    let path = path(view)?;
    if view.fd.is_some_and(|fd| fd.kind == FdKind::Directory) {
        return Some(path);
    }
    Some(directory(&path).to_vec())
}

fn directory(path: &[u8]) -> &[u8] {
    match path.iter().rposition(|byte| *byte == b'/') {
        None | Some(0) => b"/",
        Some(at) => path.get(..at).unwrap_or(path),
    }
}

fn types<'a>(field: &Field, view: &View<'a>) -> Option<Value<'a>> {
    let flags = view.event.info.flags;
    if !flags.contains(EventFlags::USES_FD) && !flags.contains(EventFlags::CREATES_FD) {
        return None;
    }
    let thread = own(view)?;
    let wanted = field.index().map(i64::from);
    let mut names: Vec<&'static str> = Vec::new();
    for (number, fd) in view.world.fds(thread) {
        let name = type_name(fd.kind);
        if wanted.is_none_or(|wanted| wanted == number) && !names.contains(&name) {
            names.push(name);
        }
    }
    Some(Value::List(names.into_iter().map(|name| Value::Text(name.as_bytes().into())).collect()))
}

fn transport(fd: &Fd) -> &'static str {
    match fd.l4proto {
        L4Proto::Tcp => "tcp",
        L4Proto::Udp => "udp",
        L4Proto::Icmp => "icmp",
        L4Proto::Raw => "raw",
        L4Proto::Unknown | L4Proto::Na => "<NA>",
    }
}

pub(crate) fn type_name(kind: FdKind) -> &'static str {
    match kind {
        FdKind::File => "file",
        FdKind::Directory => "directory",
        FdKind::Ipv4 | FdKind::Ipv4Server => "ipv4",
        FdKind::Ipv6 | FdKind::Ipv6Server => "ipv6",
        FdKind::Unix => "unix",
        FdKind::Pipe => "pipe",
        FdKind::Event => "event",
        FdKind::Signalfd => "signalfd",
        FdKind::Eventpoll => "eventpoll",
        FdKind::Inotify => "inotify",
        FdKind::Timerfd => "timerfd",
        FdKind::Netlink => "netlink",
        FdKind::Bpf => "bpf",
        FdKind::Userfaultfd => "userfaultfd",
        FdKind::IoUring => "io_uring",
        FdKind::Memfd => "memfd",
        FdKind::Pidfd => "pidfd",
        FdKind::Unknown => "<NA>",
        FdKind::Unsupported => "unsupported",
    }
}

pub(crate) fn type_char(kind: FdKind) -> u8 {
    match kind {
        FdKind::File => b'f',
        FdKind::Directory => b'd',
        FdKind::Ipv4 | FdKind::Ipv4Server => b'4',
        FdKind::Ipv6 | FdKind::Ipv6Server => b'6',
        FdKind::Unix | FdKind::Userfaultfd => b'u',
        FdKind::Pipe => b'p',
        FdKind::Event => b'e',
        FdKind::Signalfd => b's',
        FdKind::Eventpoll => b'l',
        FdKind::Inotify => b'i',
        FdKind::Timerfd => b't',
        FdKind::Netlink => b'n',
        FdKind::Bpf => b'b',
        FdKind::IoUring => b'r',
        FdKind::Memfd => b'm',
        FdKind::Pidfd => b'P',
        FdKind::Unknown => b'o',
        FdKind::Unsupported => b'?',
    }
}
