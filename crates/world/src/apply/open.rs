//! open, openat, openat2, creat, open_by_handle_at: a file or directory gets a descriptor.

use super::{AT_FDCWD, Effect, flag};
use crate::fd::{Fd, FdKind};
use crate::{Bytes, Observation, World, path};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 5] = [
    (code::SYSCALL_OPEN_X, open),
    (code::SYSCALL_OPENAT_2_X, openat),
    (code::SYSCALL_OPENAT2_X, openat2),
    (code::SYSCALL_CREAT_X, creat),
    (code::SYSCALL_OPEN_BY_HANDLE_AT_X, open_by_handle_at),
];

/// Places of the parameters that opens share, -1 where one is missing.
struct Places {
    dirfd: Option<usize>,
    name: usize,
    flags: Option<usize>,
    dev: usize,
    ino: usize,
}

fn open(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    opened(world, event, seen, &Places { dirfd: None, name: 1, flags: Some(2), dev: 4, ino: 5 });
}

fn openat(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    opened(world, event, seen, &Places { dirfd: Some(1), name: 2, flags: Some(3), dev: 5, ino: 6 });
}

fn openat2(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    opened(world, event, seen, &Places { dirfd: Some(1), name: 2, flags: Some(3), dev: 6, ino: 7 });
}

fn creat(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    opened(world, event, seen, &Places { dirfd: None, name: 1, flags: None, dev: 3, ino: 4 });
    let layer = event.uint(5).unwrap_or(0);
    if let Some(fd) = seen.fd.as_mut().map(std::sync::Arc::make_mut) {
        fd.upper_layer = layer & 1 != 0;
        fd.lower_layer = layer & 2 != 0;
    }
}

fn open_by_handle_at(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    opened(world, event, seen, &Places { dirfd: None, name: 3, flags: Some(2), dev: 4, ino: 5 });
}

fn opened(world: &mut World, event: &Event<'_>, seen: &mut Observation, places: &Places) {
    let Some(number) = event.int(0) else { return };
    if number < 0 {
        // A failed open shows no descriptor of its own; its path is read off the event.
        seen.fd_number = Some(-1);
        return;
    }
    let raw = event.str(places.name).unwrap_or_default();
    let flags = places.flags.and_then(|index| event.uint(index)).unwrap_or(0);
    let mut fd = Fd::new(if flags & flag::O_DIRECTORY != 0 { FdKind::Directory } else { FdKind::File });
    fd.name_raw = Bytes::from(raw);
    fd.name = if path::is_clean(raw) {
        // Most names come as they will be kept: both then share their bytes.
        fd.name_raw.clone()
    } else if raw.first() == Some(&b'/') {
        Bytes::from(path::clean(raw))
    } else {
        let dirfd = places.dirfd.map_or(Some(AT_FDCWD), |index| event.int(index));
        Bytes::from(path::join(&world.base_of(seen.slot, dirfd), raw))
    };
    fd.open_flags = flags as u32;
    fd.dev = event.uint(places.dev).unwrap_or(0) as u32;
    fd.ino = event.uint(places.ino).unwrap_or(0);
    fd.upper_layer = flags & flag::FD_UPPER_LAYER != 0;
    fd.lower_layer = flags & flag::FD_LOWER_LAYER != 0;
    seen.name_changed = true;
    // A folder that the path started from is what the public engine shows of the event.
    let folder = seen.fd.take();
    world.put_fd(seen, number, fd);
    if folder.is_some() {
        seen.fd = folder;
    }
}
