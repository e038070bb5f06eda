//! `evt.*` of reads and writes.

use crate::entry::{Entry, lent, truth, u64};
use crate::evt::result_of;
use crate::field::Field;
use crate::info::{FieldFlags, Scope};
use crate::value::Value;
use skua_event::{Category, EventFlags};
use skua_world::{FdKind, View};

const READ: EventFlags = EventFlags::READS_FROM_FD;
const WRITE: EventFlags = EventFlags::WRITES_TO_FD;

pub(crate) static FIELDS: &[Entry] = &[
    truth("evt.is_io", Scope::EventType, "reads or writes a descriptor", |_, v| {
        Some(Value::Bool(v.event.info.flags.intersects(EventFlags(READ.0 | WRITE.0))))
    }),
    truth("evt.is_io_read", Scope::EventType, "reads a descriptor", |_, v| {
        Some(Value::Bool(v.event.info.flags.contains(READ)))
    }),
    truth("evt.is_io_write", Scope::EventType, "writes a descriptor", |_, v| {
        Some(Value::Bool(v.event.info.flags.contains(WRITE)))
    }),
    crate::entry::text("evt.io_dir", Scope::EventType, "`read` or `write`", |_, v| {
        let flags = v.event.info.flags;
        if flags.contains(READ) {
            lent(b"read")
        } else if flags.contains(WRITE) {
            lent(b"write")
        } else {
            None
        }
    }),
    truth("evt.is_syslog", Scope::Descriptor, "a write to the system log's socket", |_, v| {
        let log = v.event.info.flags.contains(WRITE)
            && v.fd.is_some_and(|fd| fd.name.windows(8).any(|part| part == b"/dev/log"));
        Some(Value::Bool(log))
    }),
    u64("evt.buflen.in", Scope::Event, "bytes read", |f, v| of(f, v, READ, |_| true))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.out", Scope::Event, "bytes written", |f, v| of(f, v, WRITE, |_| true))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.file", Scope::Event, "bytes moved to or from files", |f, v| of(f, v, ANY, is_file))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.file.in", Scope::Event, "bytes read from files", |f, v| of(f, v, READ, is_file))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.file.out", Scope::Event, "bytes written to files", |f, v| of(f, v, WRITE, is_file))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.net", Scope::Event, "bytes moved over the network", |f, v| of(f, v, ANY, is_net))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.net.in", Scope::Event, "bytes received", |f, v| of(f, v, READ, is_net))
        .flags(FieldFlags::HIDDEN),
    u64("evt.buflen.net.out", Scope::Event, "bytes sent", |f, v| of(f, v, WRITE, is_net))
        .flags(FieldFlags::HIDDEN),
];

const ANY: EventFlags = EventFlags(READ.0 | WRITE.0);

fn is_file(kind: FdKind) -> bool {
    kind == FdKind::File
}

fn is_net(kind: FdKind) -> bool {
    matches!(kind, FdKind::Ipv4 | FdKind::Ipv6)
}

fn of<'a>(field: &Field, view: &View<'a>, flags: EventFlags, kind: fn(FdKind) -> bool) -> Option<Value<'a>> {
    let right = view.event.info.flags.intersects(flags) && view.fd.is_some_and(|fd| kind(fd.kind));
    if right { moved(field, view) } else { None }
}

/// Bytes that an event on a known descriptor moved.
pub(crate) fn moved<'a>(_: &Field, view: &View<'a>) -> Option<Value<'a>> {
    let io = matches!(view.event.info.category, Category::IoRead | Category::IoWrite | Category::IoOther);
    if !(io || view.event.info.flags.intersects(ANY)) || view.fd.is_none() {
        return None;
    }
    result_of(view.event).and_then(|result| u64::try_from(result).ok()).map(Value::Uint)
}

/// The data that was kept.
pub(crate) fn buffer<'a>(view: &View<'a>) -> Option<&'a [u8]> {
    view.event.info.param_index("data").and_then(|index| view.event.param(index))
}
