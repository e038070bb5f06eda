//! `fs.path.*`, `evt.abspath`: paths that an event is about.

use crate::entry::{Entry, lent, made, text};
use crate::field::Field;
use crate::info::Scope;
use crate::value::Value;
use skua_event::{Event, EventCode, ParamType, code};
use skua_world::View;

pub(crate) static FIELDS: &[Entry] = &[
    text("fs.path.name", Scope::Event, "path of a successful call that takes one path", |_, v| {
        made(resolved(v, name_at(v.event)?)?)
    }),
    text("fs.path.nameraw", Scope::Event, "the same, as given", |_, v| given(v, name_at(v.event)?)),
    text("fs.path.source", Scope::Event, "renamed: before; linked: the new name; mounted: what", |_, v| {
        made(resolved(v, pair(v.event)?.0)?)
    }),
    text("fs.path.sourceraw", Scope::Event, "the same, as given", |_, v| given(v, pair(v.event)?.0)),
    text("fs.path.target", Scope::Event, "renamed: after; linked: what to; mounted: where", |_, v| {
        made(resolved(v, pair(v.event)?.1)?)
    }),
    text("fs.path.targetraw", Scope::Event, "the same, as given", |_, v| given(v, pair(v.event)?.1)),
];

/// Place of the path of a call that takes one. Only opens show it when they failed, too.
fn name_at(event: &Event<'_>) -> Option<usize> {
    if crate::evt::result_of(event)? < 0 {
        return open_name(event.code());
    }
    Some(match event.code() {
        code::SYSCALL_MKDIR_2_X
        | code::SYSCALL_RMDIR_2_X
        | code::SYSCALL_UNLINK_2_X
        | code::SYSCALL_CHMOD_X
        | code::SYSCALL_CHOWN_X
        | code::SYSCALL_LCHOWN_X
        | code::SYSCALL_UMOUNT_1_X
        | code::SYSCALL_UMOUNT2_X
        | code::SYSCALL_OPEN_X
        | code::SYSCALL_CREAT_X => 1,
        code::SYSCALL_MKDIRAT_X
        | code::SYSCALL_UNLINKAT_2_X
        | code::SYSCALL_FCHMODAT_X
        | code::SYSCALL_FCHOWNAT_X
        | code::SYSCALL_OPENAT_2_X
        | code::SYSCALL_OPENAT2_X
        | code::SYSCALL_QUOTACTL_X
        | code::SYSCALL_MKNODAT_X => 2,
        code::SYSCALL_OPEN_BY_HANDLE_AT_X => 3,
        code::SYSCALL_MKNOD_X => 1,
        _ => return None,
    })
}

/// Places of source and target of a call that takes two paths.
fn pair(event: &Event<'_>) -> Option<(usize, usize)> {
    if crate::evt::result_of(event)? < 0 {
        return None;
    }
    Some(match event.code() {
        code::SYSCALL_RENAME_X => (1, 2),
        code::SYSCALL_RENAMEAT_X | code::SYSCALL_RENAMEAT2_X => (2, 4),
        code::SYSCALL_LINK_2_X => (2, 1),
        code::SYSCALL_LINKAT_2_X => (4, 2),
        code::SYSCALL_SYMLINK_X => (2, 1),
        code::SYSCALL_SYMLINKAT_X => (3, 1),
        code::SYSCALL_MOUNT_X => (1, 2),
        _ => return None,
    })
}

fn given<'a>(view: &View<'a>, index: usize) -> Option<Value<'a>> {
    view.event.str(index).and_then(lent)
}

/// The parameter as an absolute, cleaned path.
pub(crate) fn resolved(view: &View<'_>, index: usize) -> Option<Vec<u8>> {
    let raw = view.event.str(index)?;
    let info = view.event.info.params.get(index)?;
    let dirfd = info.dirfd.map(|at| view.event.int(usize::from(at)).unwrap_or(-1));
    let dirfd = match (dirfd, info.kind) {
        (None, ParamType::Fsrelpath) => index.checked_sub(1).and_then(|at| view.event.int(at)),
        (dirfd, _) => dirfd,
    };
    let thread = view.thread.map(|(_, thread)| thread)?;
    Some(view.world.absolute(thread, dirfd, raw))
}

/// `evt.abspath`: of calls that take a folder and a path.
pub(crate) fn absolute<'a>(field: &Field, view: &View<'a>) -> Option<Value<'a>> {
    let second = matches!(field.key(), Some("dst"));
    let index = match (view.event.code(), second) {
        (code::SYSCALL_RENAMEAT_X | code::SYSCALL_RENAMEAT2_X | code::SYSCALL_LINKAT_2_X, true) => 4,
        (code::SYSCALL_RENAMEAT_X | code::SYSCALL_RENAMEAT2_X | code::SYSCALL_LINKAT_2_X, false) => 2,
        (code::SYSCALL_SYMLINKAT_X, _) => 3,
        (code::SYSCALL_OPENAT_2_X | code::SYSCALL_OPENAT2_X, _)
        | (code::SYSCALL_UNLINKAT_2_X | code::SYSCALL_MKDIRAT_X, _)
        | (code::SYSCALL_FCHMODAT_X | code::SYSCALL_FCHOWNAT_X | code::SYSCALL_MKNODAT_X, _) => 2,
        _ => return None,
    };
    made(resolved(view, index)?)
}

/// Place of the path of an open, whether it succeeded or not.
fn open_name(code: EventCode) -> Option<usize> {
    match code {
        code::SYSCALL_OPEN_X | code::SYSCALL_CREAT_X => Some(1),
        code::SYSCALL_OPENAT_2_X | code::SYSCALL_OPENAT2_X => Some(2),
        code::SYSCALL_OPEN_BY_HANDLE_AT_X => Some(3),
        _ => None,
    }
}

/// The path that an open asked for, as given.
pub(crate) fn opened_raw<'a>(view: &View<'a>) -> Option<&'a [u8]> {
    open_name(view.event.code()).and_then(|index| view.event.str(index))
}

/// The path that an open asked for, absolute.
pub(crate) fn opened(view: &View<'_>) -> Option<Vec<u8>> {
    open_name(view.event.code()).and_then(|index| resolved(view, index))
}
