//! `proc.p*` and `proc.a*`: parent and ancestors.

use crate::entry::{Entry, id64, lent, made, reltime, text};
use crate::field::{Field, Reach};
use crate::info::{ArgumentRule, FieldFlags, Scope};
use crate::process::{command_line, joined, main, own, since_clone, variable};
use crate::value::Value;
use skua_event::param::strings;
use skua_world::{Thread, View};

const NO_COMPARE: FieldFlags = FieldFlags::NO_RHS.and(FieldFlags::NO_TRANSFORMER);
const ANY: Reach = Reach::AnyAncestor;

pub(crate) static FIELDS: &[Entry] = &[
    text("proc.pexe", Scope::Process, "first argument of the parent", |_, v| lent(&parent(v)?.exe)),
    text("proc.pexepath", Scope::Process, "path of the parent's executable", |_, v| {
        lent(&parent(v)?.exepath)
    }),
    text("proc.pname", Scope::Process, "name of the parent", |_, v| lent(&parent(v)?.comm)),
    text("proc.pcmdline", Scope::Process, "name and arguments of the parent", |_, v| {
        made(command_line(parent(v)?))
    }),
    id64("proc.ppid", Scope::Process, "process id of the parent", |_, v| Some(Value::Int(parent(v)?.pid))),
    id64("proc.pvpid", Scope::Process, "process id of the parent in its namespace", |_, v| {
        Some(Value::Int(parent(v)?.vpid))
    }),
    reltime("proc.ppid.duration", Scope::Event, "time since the parent began", |_, v| {
        since_clone(v, parent(v)?)
    }),
    reltime("proc.ppid.ts", Scope::Process, "start of the parent, nanoseconds since the epoch", |_, v| {
        Some(Value::Uint(parent(v)?.clone_ts))
    }),
    text(
        "proc.aname",
        Scope::Process,
        "name of an ancestor: [1] the parent, [2] its parent; without index, of any",
        |f, v| shown(f, v, |t| t.comm.to_vec()),
    )
    .argument(ArgumentRule::Allowed)
    .flags(NO_COMPARE)
    .candidates(ANY, |_, v, taken| any(v, &mut |t| taken(Value::Text((&*t.comm).into())))),
    text("proc.aexe", Scope::Process, "first argument of an ancestor", |f, v| {
        shown(f, v, |t| t.exe.to_vec())
    })
    .argument(ArgumentRule::Allowed)
    .flags(NO_COMPARE)
    .candidates(ANY, |_, v, taken| any(v, &mut |t| taken(Value::Text((&*t.exe).into())))),
    text("proc.aexepath", Scope::Process, "path of an ancestor's executable", |f, v| {
        shown(f, v, |t| t.exepath.to_vec())
    })
    .argument(ArgumentRule::Allowed)
    .flags(NO_COMPARE)
    .candidates(ANY, |_, v, taken| any(v, &mut |t| taken(Value::Text((&*t.exepath).into())))),
    text("proc.aargs", Scope::Process, "arguments of an ancestor", |f, v| shown(f, v, |t| joined(&t.args)))
        .argument(ArgumentRule::Allowed)
        .candidates(ANY, |_, v, taken| any(v, &mut |t| taken(Value::Text(joined(&t.args).into())))),
    text("proc.acmdline", Scope::Process, "name and arguments of an ancestor", |f, v| {
        shown(f, v, command_line)
    })
    .argument(ArgumentRule::Allowed)
    .flags(NO_COMPARE)
    .candidates(ANY, |_, v, taken| any(v, &mut |t| taken(Value::Text(command_line(t).into())))),
    id64(
        "proc.apid",
        Scope::Process,
        "process id of an ancestor; without index, of the process itself",
        |f, v| {
            let level = f.index().unwrap_or(0);
            Some(Value::Int(nth(v, level)?.pid))
        },
    )
    .argument(ArgumentRule::Allowed)
    .flags(NO_COMPARE)
    .candidates(ANY, |_, v, taken| any(v, &mut |t| taken(Value::Int(t.pid)))),
    text(
        "proc.aenv",
        Scope::Process,
        "environment of ancestors; [NAME] the nearest value of a variable",
        |f, v| match (f.index(), f.key()) {
            (Some(level), _) => made(joined(&nth(v, level)?.env)),
            (None, Some(name)) => {
                let own = own(v)?;
                v.world.ancestors(own).take(20).find_map(|t| variable(&t.env, name)).and_then(lent)
            }
            (None, None) => made(joined(&main(v)?.env)),
        },
    )
    .argument(ArgumentRule::Allowed)
    .flags(NO_COMPARE)
    .candidates(ANY, |f, v, taken| {
        if let Some(name) = f.key() {
            let own = own(v)?;
            return v
                .world
                .ancestors(own)
                .take(20)
                .find_map(|t| variable(&t.env, name))
                .map(|t| taken(Value::Text(t.into())));
        }
        any(v, &mut |t| strings(&t.env).any(|_| true) && taken(Value::Text(joined(&t.env).into())))
    }),
    id64("proc.loginshellid", Scope::Process, "process id of the oldest ancestor that is a shell", |_, v| {
        let own = main(v)?;
        let shell =
            std::iter::once(own).chain(v.world.ancestors(own)).filter(|t| t.comm.ends_with(b"sh")).last();
        shell.map(|t| Value::Int(t.pid))
    }),
];

pub(crate) fn parent<'a>(view: &View<'a>) -> Option<&'a Thread> {
    let thread = main(view)?;
    view.world.parent(thread)
}

fn nth<'a>(view: &View<'a>, level: u32) -> Option<&'a Thread> {
    let thread = main(view)?;
    match level {
        0 => Some(thread),
        _ => view.world.ancestors(thread).nth(level as usize - 1),
    }
}

fn any<'a>(view: &View<'a>, taken: &mut dyn FnMut(&'a Thread) -> bool) -> Option<bool> {
    let thread = main(view)?;
    Some(view.world.ancestors(thread).any(taken))
}

/// With an index, that ancestor's; without, those of all ancestors joined by blanks.
fn shown<'a>(field: &Field, view: &View<'a>, of: fn(&Thread) -> Vec<u8>) -> Option<Value<'a>> {
    if let Some(level) = field.index() {
        return made(of(nth(view, level)?));
    }
    let thread = main(view)?;
    let parts: Vec<Vec<u8>> = view.world.ancestors(thread).map(of).collect();
    let all = parts.join(&b' ');
    if all.is_empty() { None } else { made(all) }
}
