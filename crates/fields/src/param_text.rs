//! The text form of an event's parameter, as `evt.arg` and `evt.args` give it: the resolved form where there is one.

use crate::{errno, fd};
use skua_event::param::{self, SockAddr, SockTuple};
use skua_event::{Format, ParamInfo, ParamType, ValueTable};
use skua_world::View;
use skua_world::fd::{endpoint_name, tuple_name};
use std::fmt::Write;

const AT_FDCWD: i64 = -100;

/// The text of the parameter at `index`: what it stands for where that is known, else its value.
pub(crate) fn text(view: &View<'_>, index: usize) -> Option<Vec<u8>> {
    let info = view.event.info.params.get(index)?;
    let bytes = view.event.param(index)?;
    Some(
        resolved(view, index, info, bytes)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| plain(info, bytes)),
    )
}

/// `name=value` of every parameter, as `evt.args` prints them: value, and what it stands for in parentheses.
pub(crate) fn all(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, info) in view.event.info.params.iter().enumerate() {
        let Some(bytes) = view.event.param(index) else { break };
        if !out.is_empty() {
            out.push(b' ');
        }
        out.extend_from_slice(info.name.as_bytes());
        out.push(b'=');
        out.extend_from_slice(&plain(info, bytes));
        if let Some(meaning) = resolved(view, index, info, bytes).filter(|text| !text.is_empty()) {
            out.push(b'(');
            out.extend_from_slice(&meaning);
            out.push(b')');
        }
    }
    out
}

fn resolved(view: &View<'_>, index: usize, info: &ParamInfo, bytes: &[u8]) -> Option<Vec<u8>> {
    match info.kind {
        ParamType::Fd | ParamType::Fd32 => descriptor(view, param::int(bytes)?),
        ParamType::Errno => negative_errno(param::int(bytes)?),
        ParamType::Pid | ParamType::Pid32 => {
            let pid = param::int(bytes)?;
            view.world.thread(pid).map(|(_, thread)| thread.comm.to_vec())
        }
        ParamType::Flags8 | ParamType::Flags16 | ParamType::Flags32 | ParamType::Mode => {
            Some(flags(param::uint(bytes)?, info.values?).into_bytes())
        }
        ParamType::Enumflags8 | ParamType::Enumflags16 | ParamType::Enumflags32 => {
            let value = param::uint(bytes)?;
            // A number with several names has all of them.
            let names = info.values?.0.iter().filter(|(_, known)| *known == value).map(|(name, _)| *name);
            Some(names.collect::<Vec<_>>().join("|").into_bytes())
        }
        ParamType::Dyn => {
            let (first, rest) = bytes.split_first()?;
            let variant = info.variants.iter().find(|variant| variant.index == *first)?;
            match variant.kind {
                ParamType::Errno => negative_errno(param::int(rest)?),
                ParamType::Sigtype => signal(param::uint(rest)?),
                _ => None,
            }
        }
        ParamType::Sigtype => signal(param::uint(bytes)?),
        ParamType::Fspath | ParamType::Fsrelpath => {
            let given = param::str(bytes).filter(|path| !path.is_empty() && path.first() != Some(&b'/'))?;
            if given == b"<NA>" { None } else { crate::fs_path::resolved(view, index) }
        }
        ParamType::Uid => {
            let uid = u32::try_from(param::uint(bytes)?).ok()?;
            let name = &view.world.user(&view.thread?.1.container_id, uid)?.name;
            (!name.is_empty()).then(|| name.to_vec())
        }
        ParamType::Gid => {
            let gid = u32::try_from(param::uint(bytes)?).ok()?;
            let name = &view.world.group(&view.thread?.1.container_id, gid)?.name;
            (!name.is_empty()).then(|| name.to_vec())
        }
        _ => None,
    }
}

fn descriptor(view: &View<'_>, number: i64) -> Option<Vec<u8>> {
    if number == AT_FDCWD {
        return Some(b"AT_FDCWD".to_vec());
    }
    if number < 0 {
        return negative_errno(number);
    }
    let shown = view.fd_number == Some(number);
    let fd = match view.fd.filter(|_| shown) {
        Some(fd) => fd,
        None => view.world.fd(view.thread?.1, number)?,
    };
    let mut out = vec![b'<'];
    out.push(fd::type_char(fd.kind));
    out.extend_from_slice(match fd.l4proto {
        skua_world::L4Proto::Tcp => b"t".as_slice(),
        skua_world::L4Proto::Udp => b"u",
        skua_world::L4Proto::Icmp => b"i",
        skua_world::L4Proto::Raw => b"r",
        _ => b"",
    });
    out.push(b'>');
    out.extend_from_slice(&fd.name);
    Some(out)
}

fn negative_errno(value: i64) -> Option<Vec<u8>> {
    if value >= 0 {
        return None;
    }
    errno::name(value.unsigned_abs()).map(|name| name.as_bytes().to_vec())
}

fn signal(number: u64) -> Option<Vec<u8>> {
    let at = usize::try_from(number).ok()?;
    SIGNALS.get(at).filter(|name| !name.is_empty()).map(|name| name.as_bytes().to_vec())
}

/// Names of all set bits, in the table's order. A name of several bits stands for all of them.
pub(crate) fn flags(mut value: u64, table: &ValueTable) -> String {
    let mut out = String::new();
    if value == 0 {
        return table.0.iter().find(|(_, bits)| *bits == 0).map_or(out, |(name, _)| (*name).into());
    }
    for (name, bits) in table.0 {
        if *bits != 0 && value & bits == *bits {
            if !out.is_empty() {
                out.push('|');
            }
            out.push_str(name);
            value &= !bits;
        }
    }
    out
}

fn plain(info: &ParamInfo, bytes: &[u8]) -> Vec<u8> {
    plain_of(info.kind, info.format, info, bytes)
}

fn plain_of(kind: ParamType, format: Format, info: &ParamInfo, bytes: &[u8]) -> Vec<u8> {
    match kind {
        ParamType::Charbuf | ParamType::Fspath | ParamType::Fsrelpath => match param::str(bytes) {
            Some(text) => text.to_vec(),
            None => b"<NA>".to_vec(),
        },
        ParamType::Bytebuf => printable(bytes),
        ParamType::Charbufarray | ParamType::CharbufPairArray => join(param::strings(bytes), b'.'),
        ParamType::Socktuple => tuple(bytes),
        ParamType::Sockaddr => address(bytes),
        ParamType::Fdlist => {
            let mut out = String::new();
            for (fd, events) in param::fdlist(bytes) {
                let _ = write!(out, "{}{fd}:{events:x}", if out.is_empty() { "" } else { " " });
            }
            out.into_bytes()
        }
        ParamType::Dyn => match bytes.split_first() {
            Some((first, rest)) => match info.variants.iter().find(|variant| variant.index == *first) {
                Some(variant) => plain_of(variant.kind, variant.format, info, rest),
                None => printable(rest),
            },
            None => Vec::new(),
        },
        _ => number(kind, format, bytes),
    }
}

fn number(kind: ParamType, format: Format, bytes: &[u8]) -> Vec<u8> {
    let signed = matches!(
        kind,
        ParamType::Int8
            | ParamType::Int16
            | ParamType::Int32
            | ParamType::Int64
            | ParamType::Errno
            | ParamType::Fd
            | ParamType::Fd32
            | ParamType::Pid
            | ParamType::Pid32
    );
    let (Some(as_unsigned), Some(as_signed)) = (param::uint(bytes), param::int(bytes)) else {
        return b"<NA>".to_vec();
    };
    // Flags are decimal whatever their table says.
    let is_flags = matches!(
        kind,
        ParamType::Flags8
            | ParamType::Flags16
            | ParamType::Flags32
            | ParamType::Enumflags8
            | ParamType::Enumflags16
            | ParamType::Enumflags32
    );
    let text = match format {
        _ if is_flags => as_unsigned.to_string(),
        Format::Hex => format!("{as_unsigned:X}"),
        Format::Oct => format!("{as_unsigned:o}"),
        _ if matches!(kind, ParamType::Uid | ParamType::Gid) => (as_unsigned as i32).to_string(),
        _ if signed => as_signed.to_string(),
        _ => as_unsigned.to_string(),
    };
    text.into_bytes()
}

/// Bytes as text: what cannot be printed becomes a dot.
fn printable(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if (0x20..0x7f).contains(byte) { *byte } else { b'.' }).collect()
}

fn join<'a>(parts: impl Iterator<Item = &'a [u8]>, with: u8) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        if !out.is_empty() {
            out.push(with);
        }
        out.extend_from_slice(part);
    }
    out
}

fn tuple(bytes: &[u8]) -> Vec<u8> {
    match param::socktuple(bytes) {
        Some(SockTuple::Ip { source, source_port, destination, destination_port }) => {
            tuple_name(Some((source, source_port)), Some((destination, destination_port))).into_bytes()
        }
        Some(SockTuple::Unix { source, destination, path }) => {
            let mut out = format!("{source:x}->{destination:x} ").into_bytes();
            out.extend_from_slice(path);
            out
        }
        None => b"NULL".to_vec(),
    }
}

fn address(bytes: &[u8]) -> Vec<u8> {
    match param::sockaddr(bytes) {
        Some(SockAddr::Ip(address, port)) => endpoint_name(address, port).into_bytes(),
        Some(SockAddr::Unix(path)) => path.to_vec(),
        None => b"NULL".to_vec(),
    }
}

static SIGNALS: [&str; 32] = [
    "",
    "SIGHUP",
    "SIGINT",
    "SIGQUIT",
    "SIGILL",
    "SIGTRAP",
    "SIGABRT",
    "SIGBUS",
    "SIGFPE",
    "SIGKILL",
    "SIGUSR1",
    "SIGSEGV",
    "SIGUSR2",
    "SIGPIPE",
    "SIGALRM",
    "SIGTERM",
    "SIGSTKFLT",
    "SIGCHLD",
    "SIGCONT",
    "SIGSTOP",
    "SIGTSTP",
    "SIGTTIN",
    "SIGTTOU",
    "SIGURG",
    "SIGXCPU",
    "SIGXFSZ",
    "SIGVTALRM",
    "SIGPROF",
    "SIGWINCH",
    "SIGIO",
    "SIGPWR",
    "SIGSYS",
];
