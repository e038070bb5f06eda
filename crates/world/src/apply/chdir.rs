//! chdir, fchdir, getcwd, chroot: where relative paths start.

use super::Effect;
use crate::{Bytes, Observation, World, path};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 4] = [
    (code::SYSCALL_CHDIR_X, chdir),
    (code::SYSCALL_FCHDIR_X, fchdir),
    (code::SYSCALL_GETCWD_X, getcwd),
    (code::SYSCALL_CHROOT_X, chroot),
];

fn chdir(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let Some(raw) = event.str(1) else { return };
    let base = world.base_of(seen.slot, None);
    set_cwd(world, seen, path::join(&base, raw));
}

fn fchdir(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    if let Some(fd) = seen.fd.clone() {
        set_cwd(world, seen, fd.name.to_vec());
    }
}

fn getcwd(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    if let Some(path) = event.str(1).filter(|path| path.first() == Some(&b'/')) {
        set_cwd(world, seen, path.to_vec());
    }
}

fn set_cwd(world: &mut World, seen: &Observation, folder: Vec<u8>) {
    let Some(slot) = seen.slot else { return };
    let main = world.main_slot(slot);
    if let Some(entry) = world.threads.entry_mut(main) {
        let folder = path::with_slash(folder);
        if entry.thread.cwd[..] != folder[..] {
            entry.thread.cwd = Bytes::from(folder);
            world.changed(main);
        }
    }
}

fn chroot(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    if event.int(0).is_none_or(|result| result < 0) {
        return;
    }
    let Some(raw) = event.str(1) else { return };
    let base = world.base_of(seen.slot, None);
    let root = Bytes::from(path::join(&base, raw));
    let Some(slot) = seen.slot else { return };
    let place = world.threads.entry(slot).map(|entry| (entry.thread.cgroups.clone(), entry.thread.pid));
    let container = place.map(|(cgroups, pid)| world.container_of(&cgroups, pid));
    if let (Some(thread), Some(container)) = (world.thread_of(seen), container) {
        thread.root = root;
        thread.container_id = container;
    }
    world.changed(slot);
}
