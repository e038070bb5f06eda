//! `thread.*`

use crate::entry::{Entry, double, id64, lent, made, nothing, reltime, text, truth, u64};
use crate::info::{ArgumentRule, FieldFlags, Scope};
use crate::process::own;
use crate::value::Value;
use skua_event::param::strings;

pub(crate) static FIELDS: &[Entry] = &[
    text("thread.cap_permitted", Scope::Process, "permitted capabilities", |_, v| {
        made(names(own(v)?.cap_permitted))
    }),
    text("thread.cap_inheritable", Scope::Process, "inheritable capabilities", |_, v| {
        made(names(own(v)?.cap_inheritable))
    }),
    text("thread.cap_effective", Scope::Process, "effective capabilities", |_, v| {
        made(names(own(v)?.cap_effective))
    }),
    u64("thread.pfmajor", Scope::Event, "major page faults", |_, v| Some(Value::Uint(own(v)?.pfmajor))),
    u64("thread.pfminor", Scope::Event, "minor page faults", |_, v| Some(Value::Uint(own(v)?.pfminor))),
    id64("thread.tid", Scope::Process, "thread id", |_, v| Some(Value::Int(own(v)?.tid))),
    truth("thread.ismain", Scope::Process, "the thread leads its process", |_, v| {
        Some(Value::Bool(own(v)?.is_main()))
    }),
    id64("thread.vtid", Scope::Process, "thread id in its own namespace", |_, v| {
        Some(Value::Int(own(v)?.vtid))
    }),
    text("thread.nametid", Scope::Process, "name and thread id", |_, v| {
        let thread = own(v)?;
        made([&thread.comm, thread.tid.to_string().as_bytes()].concat())
    })
    .flags(FieldFlags::HIDDEN),
    reltime(
        "thread.exectime",
        Scope::Event,
        "processor time of this turn: 0 without scheduler events",
        |_, _| Some(Value::Uint(0)),
    ),
    reltime(
        "thread.totexectime",
        Scope::Event,
        "processor time in all: 0 without scheduler events",
        |_, _| Some(Value::Uint(0)),
    ),
    text("thread.cgroups", Scope::Process, "control groups, subsystem=path", |_, v| {
        let parts: Vec<Vec<u8>> = strings(&own(v)?.cgroups).map(subsystem).collect();
        made(parts.join(&b' '))
    }),
    text("thread.cgroup", Scope::Process, "control group of one subsystem", |f, v| {
        let name = f.key()?;
        let cgroups = &own(v)?.cgroups;
        strings(cgroups).find_map(|entry| {
            let (subsystem, path) = entry.split_at_checked(entry.iter().position(|byte| *byte == b'=')?)?;
            let known = subsystem == name.as_bytes() || (name == "blkio" && subsystem == b"io");
            if known { path.get(1..).and_then(lent) } else { None }
        })
    })
    .argument(ArgumentRule::Required),
    double("thread.cpu", Scope::Event, "processor use, only with process information events", nothing)
        .flags(FieldFlags::MISSING),
    double("thread.cpu.user", Scope::Event, "processor use outside the kernel", nothing)
        .flags(FieldFlags::MISSING),
    double("thread.cpu.system", Scope::Event, "processor use inside the kernel", nothing)
        .flags(FieldFlags::MISSING),
    u64("thread.vmsize", Scope::Event, "virtual memory of the main thread's process, KiB", |_, v| {
        memory(v, |t| t.vmsize_kb)
    }),
    u64("thread.vmrss", Scope::Event, "resident memory of the main thread's process, KiB", |_, v| {
        memory(v, |t| t.vmrss_kb)
    }),
    u64("thread.vmsize.b", Scope::Event, "virtual memory, bytes", |_, v| {
        Some(Value::Uint(u64::from(own(v)?.vmsize_kb) * 1024))
    })
    .flags(FieldFlags::HIDDEN),
    u64("thread.vmrss.b", Scope::Event, "resident memory, bytes", |_, v| {
        Some(Value::Uint(u64::from(own(v)?.vmrss_kb) * 1024))
    })
    .flags(FieldFlags::HIDDEN),
];

fn memory<'a>(view: &skua_world::View<'a>, of: fn(&skua_world::Thread) -> u32) -> Option<Value<'a>> {
    let thread = own(view)?;
    Some(Value::Uint(if thread.is_main() { u64::from(of(thread)) } else { 0 }))
}

/// The block I/O controller is shown by its older name.
fn subsystem(entry: &[u8]) -> Vec<u8> {
    match entry.strip_prefix(b"io=") {
        Some(path) => [b"blkio=", path].concat(),
        None => entry.to_vec(),
    }
}

fn names(set: u64) -> Vec<u8> {
    let names: Vec<&str> = CAPABILITIES
        .iter()
        .enumerate()
        .filter(|(bit, _)| set >> bit & 1 == 1)
        .map(|(_, name)| *name)
        .collect();
    names.join(" ").into_bytes()
}

/// Capabilities by bit (linux/capability.h).
#[rustfmt::skip]
static CAPABILITIES: [&str; 41] = [
    "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID",
    "CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN",
    "CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT",
    "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE",
    "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL",
    "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND",
    "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
];
