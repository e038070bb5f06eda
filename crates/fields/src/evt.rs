//! `evt.*` and `syscall.*`: number, name, kind and parameters of the event.

use crate::entry::{Entry, bytes, i16, i64, id64, lent, made, nothing, reltime, text, truth, u32, u64};
use crate::field::Field;
use crate::info::{ArgumentRule, FieldFlags, FieldType, NumberFormat, Scope};
use crate::value::Value;
use crate::{errno, evt_arg, evt_io, param_text};
use skua_event::syscalls::Sc;
use skua_event::{Category, Direction, Event, EventFlags, ParamType, Source, code};
use skua_world::View;

const REQUIRED: ArgumentRule = ArgumentRule::Required;
const NO_COMPARE: FieldFlags = FieldFlags::NO_RHS.and(FieldFlags::NO_TRANSFORMER);
const OLD: FieldFlags = FieldFlags::DEPRECATED.and(FieldFlags::HIDDEN);

pub(crate) static FIELDS: &[Entry] = &[
    u64("evt.num", Scope::Event, "number of the event among those delivered, from 1", |_, v| {
        Some(Value::Uint(v.event.number))
    })
    .format(NumberFormat::Id),
    text("evt.pluginname", Scope::EventType, "plugin that made the event; none for system calls", nothing)
        .flags(FieldFlags::MISSING),
    text("evt.plugininfo", Scope::Event, "a plugin's one-line text of its event", nothing)
        .flags(FieldFlags::MISSING),
    text("evt.source", Scope::EventType, "source of the event: `syscall`", |_, _| lent(b"syscall")),
    truth("evt.is_async", Scope::EventType, "true for events that did not come from the kernel", |_, v| {
        Some(Value::Bool(v.event.info.source == Source::Meta))
    }),
    text("evt.asynctype", Scope::Event, "name of an asynchronous event, as `container`", |_, v| {
        let is_async = v.event.code() == code::ASYNCEVENT_E;
        if is_async { v.event.str(1).map(|name| Value::Text(name.into())) } else { None }
    }),
    text("evt.hostname", Scope::EventType, "name of the machine", |_, v| lent(&v.world.machine().hostname)),
    text("evt.type", Scope::EventType, "name of the event, as `openat`", |_, v| {
        lent(name_of(v.event).as_bytes())
    }),
    u32("evt.type.is", Scope::EventType, "1 when the event has the name given", |f, v| {
        f.key().map(|name| Value::Uint(u64::from(name_of(v.event) == name)))
    })
    .argument(REQUIRED)
    .format(NumberFormat::Na),
    text("syscall.type", Scope::EventType, "name of the system call; none for other events", |_, v| {
        if v.event.info.source == Source::Syscall { lent(name_of(v.event).as_bytes()) } else { None }
    }),
    text(
        "evt.category",
        Scope::Descriptor,
        "kind of thing the event is about: file, net, process, …",
        |_, v| lent(category(v).as_bytes()),
    ),
    i16("evt.cpu", Scope::Event, "CPU on which it happened", |_, v| Some(Value::Int(i64::from(v.event.cpu)))),
    text("evt.args", Scope::Event, "all parameters as name=value", |_, v| made(arguments(v))),
    text("evt.arg", Scope::Event, "one parameter as text, by name or number", evt_arg::text)
        .argument(REQUIRED),
    text("evt.rawarg", Scope::Event, "one parameter in its own type, by name or number", evt_arg::raw)
        .kind(FieldType::Dynamic)
        .argument(REQUIRED)
        .flags(NO_COMPARE),
    text("evt.info", Scope::Event, "the same as evt.args", |_, v| made(arguments(v))),
    bytes(
        "evt.buffer",
        Scope::Event,
        "bytes that were read, written, sent or received, as far as they were kept",
        |_, v| evt_io::buffer(v).map(|bytes| Value::Bytes(bytes.into())),
    ),
    u64("evt.buflen", Scope::Event, "number of bytes that were moved", evt_io::moved),
    text("evt.res", Scope::Event, "SUCCESS, or the name of the error", |_, v| {
        let result = result_of(v.event)?;
        if result >= 0 {
            return lent(b"SUCCESS");
        }
        match errno::name(result.unsigned_abs()) {
            Some(name) => lent(name.as_bytes()),
            None => made(result.unsigned_abs().to_string()),
        }
    })
    .format(NumberFormat::Dec),
    i64("evt.rawres", Scope::Event, "result as a number", |_, v| result_of(v.event).map(Value::Int)),
    truth("evt.failed", Scope::Event, "the result is an error", |_, v| {
        result_of(v.event).map(|result| Value::Bool(result < 0))
    }),
    truth("evt.is_wait", Scope::EventType, "the system call may wait", |_, v| {
        Some(Value::Bool(v.event.info.flags.contains(EventFlags::WAITS)))
    }),
    u32("evt.count", Scope::EventType, "1", |_, _| Some(Value::Uint(1))),
    u32("evt.count.error", Scope::Event, "1 when the result is an error", |_, v| error_of(v, |_| true)),
    u32("evt.count.error.file", Scope::Event, "1 when a file system call failed", |_, v| {
        error_of(v, |category| category == "file")
    }),
    u32("evt.count.error.net", Scope::Event, "1 when a network system call failed", |_, v| {
        error_of(v, |category| category == "net")
    }),
    u32("evt.count.error.memory", Scope::Event, "1 when a memory system call failed", |_, v| {
        error_of(v, |category| category == "memory")
    }),
    u32("evt.count.error.other", Scope::Event, "1 when another system call failed", |_, v| {
        error_of(v, |category| !matches!(category, "file" | "net" | "memory"))
    }),
    u32("evt.count.exit", Scope::EventType, "1 for the end of a system call", |_, v| {
        if v.event.info.direction == Direction::Exit { Some(Value::Uint(1)) } else { None }
    }),
    u32("evt.count.procinfo", Scope::EventType, "1 for a process information event", |_, v| {
        if v.event.code() == code::PROCINFO_E { Some(Value::Uint(1)) } else { None }
    })
    .flags(FieldFlags::HIDDEN),
    u32("evt.count.threadinfo", Scope::EventType, "1 for a thread information event", |_, v| {
        if v.event.code() == code::PROCINFO_E { Some(Value::Uint(1)) } else { None }
    })
    .flags(FieldFlags::HIDDEN),
    u64("evt.around", Scope::Event, "evt.around[T]=D: within D milliseconds of T", |f, v| {
        let at = u64::from(f.index()?);
        Some(Value::Uint(v.event.timestamp().abs_diff(at) / 1_000_000))
    })
    .argument(REQUIRED)
    .flags(FieldFlags::FILTER_ONLY.and(NO_COMPARE)),
    text("evt.dir", Scope::EventType, "`<`: only ends of system calls are seen", |_, v| {
        lent(if v.event.info.direction == Direction::Exit { b"<" } else { b">" })
    })
    .flags(OLD),
    reltime("evt.latency", Scope::EventType, "0: the beginning of a system call is not seen", zero_time)
        .flags(OLD),
    reltime("evt.latency.s", Scope::EventType, "0", zero_time).flags(OLD),
    reltime("evt.latency.ns", Scope::EventType, "0", zero_time).flags(OLD).format(NumberFormat::Padded),
    text("evt.latency.quantized", Scope::EventType, "nothing: there is no latency", nothing).flags(OLD),
    text("evt.latency.human", Scope::EventType, "`0ns`", |_, _| lent(b"0ns")).flags(OLD),
    reltime("evt.wait_latency", Scope::EventType, "0", zero_time).flags(OLD),
    text("evt.infra.docker.name", Scope::Event, "name in an infrastructure event", nothing)
        .flags(FieldFlags::HIDDEN.and(FieldFlags::MISSING)),
    text("evt.infra.docker.container.id", Scope::Event, "container of an infrastructure event", nothing)
        .flags(FieldFlags::HIDDEN.and(FieldFlags::MISSING)),
    text("evt.infra.docker.container.name", Scope::Event, "container of an infrastructure event", nothing)
        .flags(FieldFlags::HIDDEN.and(FieldFlags::MISSING)),
    text("evt.infra.docker.container.image", Scope::Event, "image of an infrastructure event", nothing)
        .flags(FieldFlags::HIDDEN.and(FieldFlags::MISSING)),
    text(
        "evt.abspath",
        Scope::Event,
        "absolute path of a call that takes a folder and a path",
        crate::fs_path::absolute,
    )
    .argument(REQUIRED),
    id64("util.cnt", Scope::Event, "a counter", |_, v| Some(Value::Int(v.event.number as i64)))
        .flags(FieldFlags::HIDDEN),
];

fn zero_time<'a>(_: &Field, _: &View<'a>) -> Option<Value<'a>> {
    Some(Value::Uint(0))
}

/// The name of an event: for the generic one, that of its system call.
pub(crate) fn name_of<'a>(event: &Event<'a>) -> &'a str {
    match event.code() {
        code::GENERIC_X | code::GENERIC_E => event
            .uint(0)
            .and_then(|sc| u16::try_from(sc).ok())
            .and_then(|sc| Sc(sc).name())
            .unwrap_or("unknown"),
        code::ASYNCEVENT_E => {
            event.str(1).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or("asyncevent")
        }
        _ => event.info.name,
    }
}

/// The result: the first parameter where it is one.
pub(crate) fn result_of(event: &Event<'_>) -> Option<i64> {
    if event.info.direction != Direction::Exit {
        return None;
    }
    let first = event.info.params.first()?;
    match first.kind {
        ParamType::Errno | ParamType::Fd | ParamType::Pid => event.int(0),
        ParamType::Int64 | ParamType::Uint64 if first.name == "res" => event.int(0),
        _ => None,
    }
}

fn arguments(view: &View<'_>) -> Vec<u8> {
    if matches!(view.event.code(), code::GENERIC_X | code::GENERIC_E) {
        Vec::new()
    } else {
        param_text::all(view)
    }
}

/// The event's category; I/O is refined by what the descriptor stands for.
pub(crate) fn category(view: &View<'_>) -> &'static str {
    use skua_world::FdKind;
    let io = matches!(view.event.info.category, Category::IoRead | Category::IoWrite | Category::IoOther);
    if io {
        return match view.fd.map(|fd| fd.kind) {
            Some(FdKind::File | FdKind::Directory) => "file",
            Some(FdKind::Ipv4 | FdKind::Ipv6 | FdKind::Ipv4Server | FdKind::Ipv6Server) => "net",
            Some(FdKind::Unix | FdKind::Pipe | FdKind::Event | FdKind::Signalfd | FdKind::Inotify) => "ipc",
            Some(FdKind::Timerfd) => "time",
            Some(_) | None => "unknown",
        };
    }
    match view.event.info.category {
        Category::File => "file",
        Category::Net => "net",
        Category::Ipc => "IPC",
        Category::Memory => "memory",
        Category::Process => "process",
        Category::Sleep => "sleep",
        Category::System => "system",
        Category::Signal => "signal",
        Category::User => "user",
        Category::Time => "time",
        Category::Wait => "wait",
        Category::Scheduler => "scheduler",
        Category::Internal => "internal",
        Category::Unknown => "unknown",
        Category::Other | Category::IoRead | Category::IoWrite | Category::IoOther => "other",
    }
}

fn error_of<'a>(view: &View<'a>, of: fn(&str) -> bool) -> Option<Value<'a>> {
    let failed = result_of(view.event)? < 0;
    Some(Value::Uint(u64::from(failed && of(category(view)))))
}
