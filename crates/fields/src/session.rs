//! `proc.sid*`, `proc.vpgid*`, `proc.pgid*`: sessions, process groups and their leaders.

use crate::entry::{Entry, id64, lent, text, truth};
use crate::info::Scope;
use crate::process::own;
use crate::value::Value;
use skua_world::{Thread, View};

pub(crate) static FIELDS: &[Entry] = &[
    id64("proc.sid", Scope::Process, "session id, as its namespace has it", |_, v| {
        Some(Value::Int(own(v)?.sid))
    }),
    text("proc.sname", Scope::Process, "name of the session's leader", |_, v| {
        lent(&leader(v, session)?.comm)
    }),
    text("proc.sid.exe", Scope::Process, "first argument of the session's leader", |_, v| {
        lent(&leader(v, session)?.exe)
    }),
    text("proc.sid.exepath", Scope::Process, "executable of the session's leader", |_, v| {
        lent(&leader(v, session)?.exepath)
    }),
    id64("proc.vpgid", Scope::Process, "process group, as its namespace has it", |_, v| {
        Some(Value::Int(own(v)?.vpgid))
    }),
    text("proc.vpgid.name", Scope::Process, "name of the group's leader", |_, v| {
        lent(&leader(v, group)?.comm)
    }),
    text("proc.vpgid.exe", Scope::Process, "first argument of the group's leader", |_, v| {
        lent(&leader(v, group)?.exe)
    }),
    text("proc.vpgid.exepath", Scope::Process, "executable of the group's leader", |_, v| {
        lent(&leader(v, group)?.exepath)
    }),
    id64("proc.pgid", Scope::Process, "process group, as the host has it", |_, v| {
        Some(Value::Int(own(v)?.pgid))
    }),
    text("proc.pgid.name", Scope::Process, "name of the group's leader", |_, v| lent(&host_leader(v)?.comm)),
    text("proc.pgid.exe", Scope::Process, "first argument of the group's leader", |_, v| {
        lent(&host_leader(v)?.exe)
    }),
    text("proc.pgid.exepath", Scope::Process, "executable of the group's leader", |_, v| {
        lent(&host_leader(v)?.exepath)
    }),
    truth("proc.is_sid_leader", Scope::Process, "the process leads its session", |_, v| {
        let thread = own(v)?;
        Some(Value::Bool(thread.sid == thread.vpid))
    }),
    truth("proc.is_vpgid_leader", Scope::Process, "the process leads its group", |_, v| {
        let thread = own(v)?;
        Some(Value::Bool(thread.vpgid == thread.vpid))
    }),
    truth(
        "proc.is_pgid_leader",
        Scope::Process,
        "the process leads its group, as the host has it",
        |_, v| {
            let thread = own(v)?;
            Some(Value::Bool(thread.pgid == thread.pid))
        },
    ),
];

fn session(thread: &Thread) -> i64 {
    thread.sid
}

fn group(thread: &Thread) -> i64 {
    thread.vpgid
}

/// The leader of a session or group. Its number is that of the namespace: on the host it names the thread itself; in a
/// namespace the oldest ancestor of the same session or group stands for it.
fn leader<'a>(view: &View<'a>, of: fn(&Thread) -> i64) -> Option<&'a Thread> {
    let thread = own(view)?;
    let id = of(thread);
    let in_namespace = thread.tid != thread.vtid || thread.pid != thread.vpid;
    if !in_namespace && let Some((_, leader)) = view.world.thread(id) {
        return Some(leader);
    }
    let own = view.world.main_thread(thread).unwrap_or(thread);
    std::iter::once(own).chain(view.world.ancestors(own)).take_while(|t| of(t) == id).last()
}

fn host_leader<'a>(view: &View<'a>) -> Option<&'a Thread> {
    view.world.thread(own(view)?.pgid).map(|(_, leader)| leader)
}
