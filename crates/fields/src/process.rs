//! `proc.*` of the process itself.

use crate::entry::{Entry, abstime, double, i64, id32, id64, lent, made, reltime, text, truth, u64};
use crate::info::{ArgumentRule, Scope};
use crate::value::Value;
use skua_event::param::strings;
use skua_world::{Thread, View};

pub(crate) static FIELDS: &[Entry] = &[
    text("proc.exe", Scope::Process, "first argument, as given", |_, v| lent(&own(v)?.exe)),
    text("proc.exepath", Scope::Process, "path of the executed file, links resolved", |_, v| {
        lent(&own(v)?.exepath)
    }),
    text("proc.name", Scope::Process, "task name at the last exec or clone, at most 15 bytes", |_, v| {
        lent(&own(v)?.comm)
    }),
    text("proc.args", Scope::Process, "arguments after the first; [i] is one of them", |f, v| {
        let args = &own(v)?.args;
        match f.index() {
            Some(index) => lent(strings(args).nth(index as usize).unwrap_or_default()),
            None => made(joined(args)),
        }
    })
    .argument(ArgumentRule::Allowed),
    text("proc.cmdline", Scope::Process, "name and arguments", |_, v| made(command_line(own(v)?))),
    u64("proc.cmdnargs", Scope::Process, "number of arguments after the first", |_, v| {
        Some(Value::Uint(strings(&own(v)?.args).count() as u64))
    }),
    u64("proc.cmdlenargs", Scope::Process, "bytes of the arguments after the first", |_, v| {
        Some(Value::Uint(strings(&own(v)?.args).map(|arg| arg.len() as u64).sum()))
    }),
    text("proc.exeline", Scope::Process, "first argument and the others", |_, v| {
        let thread = own(v)?;
        made([&thread.exe, b" ".as_slice(), &joined(&thread.args)].concat())
    }),
    text("proc.env", Scope::Process, "environment; [NAME] is one variable", |f, v| {
        let main = main(v)?;
        match (f.index(), f.key()) {
            (Some(index), _) => strings(&main.env).nth(index as usize).and_then(lent),
            (None, Some(name)) => variable(&main.env, name).and_then(lent),
            (None, None) => made(joined(&main.env)),
        }
    })
    .argument(ArgumentRule::Allowed),
    text("proc.cwd", Scope::Process, "working directory, ends with a slash", |_, v| {
        let thread = v.thread?.1;
        lent(v.world.cwd(thread))
    }),
    id32("proc.tty", Scope::Process, "controlling terminal, 0 none", |_, v| {
        Some(Value::Uint(u64::from(own(v)?.tty)))
    }),
    id64("proc.pid", Scope::Process, "process id", |_, v| Some(Value::Int(own(v)?.pid))),
    id64("proc.vpid", Scope::Process, "process id in its own namespace", |_, v| {
        Some(Value::Int(own(v)?.vpid))
    }),
    reltime(
        "proc.duration",
        Scope::Event,
        "time since the process began; none for those found at start",
        |_, v| since_clone(v, own(v)?),
    ),
    reltime("proc.pid.ts", Scope::Process, "start of the process, nanoseconds since the epoch", |_, v| {
        Some(Value::Uint(own(v)?.clone_ts)).filter(|time| *time != Value::Uint(0))
    }),
    truth("proc.is_exe_writable", Scope::Process, "at exec, the file was writable by the caller", |_, v| {
        Some(Value::Bool(own(v)?.exe_writable))
    }),
    truth(
        "proc.is_exe_upper_layer",
        Scope::Process,
        "at exec, the file lay on an overlay's upper layer",
        |_, v| Some(Value::Bool(own(v)?.exe_upper_layer)),
    ),
    truth(
        "proc.is_exe_lower_layer",
        Scope::Process,
        "at exec, the file lay on an overlay's lower layer",
        |_, v| Some(Value::Bool(own(v)?.exe_lower_layer)),
    ),
    truth(
        "proc.is_exe_from_memfd",
        Scope::Process,
        "at exec, the file was an unlinked memory file",
        |_, v| Some(Value::Bool(own(v)?.exe_from_memfd)),
    ),
    i64("proc.exe_ino", Scope::Process, "inode of the executable", |_, v| {
        let inode = own(v)?.exe_ino;
        if inode == 0 { None } else { Some(Value::Int(inode as i64)) }
    }),
    abstime("proc.exe_ino.ctime", Scope::Process, "change time of the executable", |_, v| {
        Some(Value::Uint(own(v)?.exe_ino_ctime)).filter(|time| *time != Value::Uint(0))
    }),
    abstime("proc.exe_ino.mtime", Scope::Process, "modification time of the executable", |_, v| {
        Some(Value::Uint(own(v)?.exe_ino_mtime)).filter(|time| *time != Value::Uint(0))
    }),
    abstime(
        "proc.exe_ino.ctime_duration_proc_start",
        Scope::Process,
        "start of the process minus change of its file",
        |_, v| {
            let thread = own(v)?;
            let known = thread.exe_ino_ctime != 0 && thread.clone_ts != 0;
            known.then(|| Value::Uint(thread.clone_ts.wrapping_sub(thread.exe_ino_ctime)))
        },
    ),
    abstime(
        "proc.exe_ino.ctime_duration_pidns_start",
        Scope::Process,
        "change of the file minus start of the namespace",
        |_, v| {
            let thread = own(v)?;
            let (changed, start) = (thread.exe_ino_ctime, thread.pidns_init_start_ts);
            (start != 0 && changed > start).then(|| Value::Uint(changed - start))
        },
    ),
    u64(
        "proc.pidns_init_start_ts",
        Scope::Process,
        "start of the pid namespace's init; on the host, the boot",
        |_, v| Some(Value::Uint(own(v)?.pidns_init_start_ts)).filter(|time| *time != Value::Uint(0)),
    ),
    u64("proc.fdopencount", Scope::Event, "open descriptors", |_, v| {
        Some(Value::Uint(v.world.fd_count(v.thread?.1) as u64))
    }),
    i64("proc.fdlimit", Scope::Event, "limit of open descriptors", |_, v| Some(Value::Int(main(v)?.fdlimit))),
    double("proc.fdusage", Scope::Event, "open descriptors in percent of the limit", |_, v| {
        let main = main(v)?;
        let count = v.world.fd_count(main) as f64;
        (main.fdlimit > 0).then(|| Value::Double(count * 100.0 / main.fdlimit as f64))
    }),
    u64("proc.vmsize", Scope::Event, "virtual memory of the process, KiB", |_, v| {
        Some(Value::Uint(u64::from(main(v)?.vmsize_kb)))
    }),
    u64("proc.vmrss", Scope::Event, "resident memory of the process, KiB", |_, v| {
        Some(Value::Uint(u64::from(main(v)?.vmrss_kb)))
    }),
    u64("proc.vmswap", Scope::Event, "swapped memory of the process, KiB", |_, v| {
        Some(Value::Uint(u64::from(main(v)?.vmswap_kb)))
    }),
    u64("proc.nthreads", Scope::Event, "living threads", |_, v| Some(Value::Uint(living(v)?))),
    u64("proc.nchilds", Scope::Event, "living threads without the leader", |_, v| {
        Some(Value::Uint(living(v)?.saturating_sub(1)))
    }),
    text("proc.stdin.type", Scope::Event, "kind of descriptor 0", |_, v| standard(v, 0, true)),
    text("proc.stdout.type", Scope::Event, "kind of descriptor 1", |_, v| standard(v, 1, true)),
    text("proc.stderr.type", Scope::Event, "kind of descriptor 2", |_, v| standard(v, 2, true)),
    text("proc.stdin.name", Scope::Event, "name of descriptor 0", |_, v| standard(v, 0, false)),
    text("proc.stdout.name", Scope::Event, "name of descriptor 1", |_, v| standard(v, 1, false)),
    text("proc.stderr.name", Scope::Event, "name of descriptor 2", |_, v| standard(v, 2, false)),
];

pub(crate) fn own<'a>(view: &View<'a>) -> Option<&'a Thread> {
    view.thread.map(|(_, thread)| thread)
}

/// Living threads of the process, without the one whose end the event is.
fn living(view: &View<'_>) -> Option<u64> {
    let threads = u64::from(view.world.group_threads(own(view)?));
    let ends = view.event.code() == skua_event::code::PROCEXIT_1_E;
    Some(threads.saturating_sub(u64::from(ends)))
}

pub(crate) fn main<'a>(view: &View<'a>) -> Option<&'a Thread> {
    let thread = own(view)?;
    view.world.main_thread(thread).or(Some(thread))
}

/// NUL-ended strings joined by blanks.
pub(crate) fn joined(list: &[u8]) -> Vec<u8> {
    let mut out = list.strip_suffix(&[0]).unwrap_or(list).to_vec();
    out.iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = b' ');
    out
}

/// Name and arguments.
pub(crate) fn command_line(thread: &Thread) -> Vec<u8> {
    if thread.args.is_empty() {
        return thread.comm.to_vec();
    }
    [&thread.comm, b" ".as_slice(), &joined(&thread.args)].concat()
}

/// The value of one variable, without blanks around it.
pub(crate) fn variable<'a>(env: &'a [u8], name: &str) -> Option<&'a [u8]> {
    strings(env)
        .find_map(|entry| entry.strip_prefix(name.as_bytes()).and_then(|rest| rest.strip_prefix(b"=")))
        .map(<[u8]>::trim_ascii)
}

pub(crate) fn since_clone<'a>(view: &View<'a>, thread: &Thread) -> Option<Value<'a>> {
    let age = view.event.timestamp().checked_sub(thread.clone_ts)?;
    (thread.clone_ts != 0).then_some(Value::Uint(age))
}

fn standard<'a>(view: &View<'a>, number: i64, kind: bool) -> Option<Value<'a>> {
    let fd = view.world.fd(own(view)?, number)?;
    if kind { lent(crate::fd::type_name(fd.kind).as_bytes()) } else { lent(&fd.name) }
}
