//! `evt.is_open_*`: what an open is for.

use crate::entry::{Entry, truth};
use crate::info::Scope;
use crate::value::Value;
use skua_event::{EventCode, code};
use skua_world::View;

pub(crate) static FIELDS: &[Entry] = &[
    truth("evt.is_open_read", Scope::Event, "an open for reading", |_, v| {
        Some(Value::Bool(has(v, O_RDONLY)))
    }),
    truth("evt.is_open_write", Scope::Event, "an open for writing; failed ones count", |_, v| {
        Some(Value::Bool(has(v, O_WRONLY)))
    }),
    truth("evt.is_open_exec", Scope::Event, "an open that creates an executable file", |_, v| {
        Some(Value::Bool(creates_executable(v)))
    }),
    truth("evt.is_open_create", Scope::Event, "an open that created a file", |_, v| {
        let success = v.event.int(0).is_some_and(|fd| fd >= 0);
        Some(Value::Bool(has(v, O_F_CREATED) || (has(v, O_TMPFILE) && success)))
    }),
];

const O_RDONLY: u64 = 1;
const O_WRONLY: u64 = 2;
const O_CREAT: u64 = 4;
const O_TMPFILE: u64 = 1 << 13;
const O_F_CREATED: u64 = 1 << 14;
const ANY_EXECUTE: u64 = 0o111;

/// Place of the flags of an open.
fn flags_at(code: EventCode) -> Option<usize> {
    match code {
        code::SYSCALL_OPEN_X | code::SYSCALL_OPEN_BY_HANDLE_AT_X => Some(2),
        code::SYSCALL_OPENAT_2_X | code::SYSCALL_OPENAT2_X => Some(3),
        _ => None,
    }
}

fn has(view: &View<'_>, flag: u64) -> bool {
    flags_at(view.event.code())
        .and_then(|index| view.event.uint(index))
        .is_some_and(|flags| flags & flag != 0)
}

fn creates_executable(view: &View<'_>) -> bool {
    let mode_at = match view.event.code() {
        code::SYSCALL_CREAT_X => 2,
        code::SYSCALL_OPEN_X => 3,
        code::SYSCALL_OPENAT_2_X | code::SYSCALL_OPENAT2_X => 4,
        _ => return false,
    };
    let creates = view.event.code() == code::SYSCALL_CREAT_X || has(view, O_CREAT) || has(view, O_TMPFILE);
    creates && view.event.uint(mode_at).is_some_and(|mode| mode & ANY_EXECUTE != 0)
}
