//! `user.*` and `group.*`

use crate::entry::{Entry, i64, id32, lent, text};
use crate::info::{NumberFormat, Scope};
use crate::process::own;
use crate::value::Value;
use skua_world::View;
use skua_world::snapshot::User;

pub(crate) static FIELDS: &[Entry] = &[
    id32("user.uid", Scope::Process, "effective user", |_, v| Some(Value::Uint(u64::from(own(v)?.uid)))),
    text(
        "user.name",
        Scope::Process,
        "name of the effective user; `root` for 0, `<NA>` when not known",
        |_, v| name(v, own(v)?.uid),
    ),
    text("user.homedir", Scope::Process, "home directory of the effective user", |_, v| {
        let uid = own(v)?.uid;
        known(v, uid).map_or_else(|| lent(if uid == 0 { b"/root" } else { b"<NA>" }), |user| lent(&user.home))
    }),
    text("user.shell", Scope::Process, "login shell of the effective user", |_, v| {
        known(v, own(v)?.uid).map_or_else(|| lent(b"<NA>"), |user| lent(&user.shell))
    }),
    i64("user.loginuid", Scope::Process, "user who logged in, -1 unset", |_, v| {
        Some(Value::Int(i64::from(own(v)?.loginuid as i32)))
    })
    .format(NumberFormat::Id),
    text("user.loginname", Scope::Process, "name of the user who logged in", |_, v| {
        let login = own(v)?.loginuid;
        if login == u32::MAX { lent(b"<NA>") } else { name(v, login) }
    }),
    id32("group.gid", Scope::Process, "effective group", |_, v| Some(Value::Uint(u64::from(own(v)?.gid)))),
    text("group.name", Scope::Process, "name of the effective group", |_, v| {
        let thread = own(v)?;
        match v.world.group(&thread.container_id, thread.gid) {
            Some(group) => lent(&group.name),
            None if thread.gid == 0 => lent(b"root"),
            None => lent(b"<NA>"),
        }
    }),
];

fn known<'a>(view: &View<'a>, uid: u32) -> Option<&'a User> {
    view.world.user(&own(view)?.container_id, uid)
}

fn name<'a>(view: &View<'a>, uid: u32) -> Option<Value<'a>> {
    match known(view, uid) {
        Some(user) => lent(&user.name),
        None if uid == 0 => lent(b"root"),
        None => lent(b"<NA>"),
    }
}
