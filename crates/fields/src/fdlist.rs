//! `fdlist.*`: the descriptors of poll and ppoll.

use crate::entry::{Entry, made, text};
use crate::info::{NumberFormat, Scope};
use crate::process::own;
use crate::value::Value;
use skua_event::{code, param};
use skua_world::{Fd, View};

pub(crate) static FIELDS: &[Entry] = &[
    text("fdlist.nums", Scope::Event, "numbers of the descriptors", |_, v| {
        list(v, |number, _| Some(number.to_string().into()))
    })
    .format(NumberFormat::Id),
    text("fdlist.names", Scope::Event, "names of the descriptors", |_, v| {
        list(v, |_, fd| fd.map(|fd| fd.name.to_vec()))
    }),
    text("fdlist.cips", Scope::Event, "addresses of the clients", |_, v| {
        list(v, |_, fd| fd?.source.map(|(ip, _)| ip.to_string().into()))
    }),
    text("fdlist.sips", Scope::Event, "addresses of the servers", |_, v| {
        list(v, |_, fd| fd?.destination.map(|(ip, _)| ip.to_string().into()))
    }),
    text("fdlist.cports", Scope::Event, "ports of the clients", |_, v| {
        list(v, |_, fd| fd?.source.map(|(_, port)| port.to_string().into()))
    })
    .format(NumberFormat::Dec),
    text("fdlist.sports", Scope::Event, "ports of the servers", |_, v| {
        list(v, |_, fd| fd?.destination.map(|(_, port)| port.to_string().into()))
    })
    .format(NumberFormat::Dec),
];

fn list<'a>(view: &View<'a>, of: fn(i64, Option<&Fd>) -> Option<Vec<u8>>) -> Option<Value<'a>> {
    if !matches!(view.event.code(), code::SYSCALL_POLL_X | code::SYSCALL_PPOLL_X) {
        return None;
    }
    let thread = own(view)?;
    let fds = param::fdlist(view.event.param(1)?);
    let parts: Vec<Vec<u8>> =
        fds.filter_map(|(number, _)| of(number, view.world.fd(thread, number))).collect();
    made(parts.join(&b','))
}
