//! The threads of the machine: a slab with an index by thread id.

use crate::fd_table::FdTable;
use crate::thread::{Thread, ThreadKey};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A thread with what the world keeps beside it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) thread: Thread,
    /// Descriptors; those of the main thread count for its whole process.
    pub(crate) fds: Arc<FdTable>,
    /// Threads whose parent this is.
    pub(crate) children: Vec<i64>,
    /// Living threads of the process; kept in the main thread.
    pub(crate) group: u32,
    /// Some thread was put in that names this one as its parent or main thread.
    pub(crate) named: bool,
    generation: u32,
}

/// Threads by place and by id.
#[derive(Debug, Default)]
pub(crate) struct ThreadTable {
    slots: Vec<Option<Entry>>,
    generations: Vec<u32>,
    free: Vec<u32>,
    index: FxHashMap<i64, u32>,
    /// Threads that others name as parent or main thread and that are not there, with those whose parent they are.
    awaited: FxHashMap<i64, Vec<i64>>,
    /// Counts awaited threads that came, and threads that took another's place.
    arrivals: u32,
}

impl ThreadTable {
    pub(crate) fn len(&self) -> usize {
        self.index.len()
    }

    pub(crate) fn slot(&self, tid: i64) -> Option<u32> {
        self.index.get(&tid).copied()
    }

    pub(crate) fn entry(&self, slot: u32) -> Option<&Entry> {
        self.slots.get(slot as usize)?.as_ref()
    }

    pub(crate) fn entry_mut(&mut self, slot: u32) -> Option<&mut Entry> {
        self.slots.get_mut(slot as usize)?.as_mut()
    }

    pub(crate) fn by_tid(&self, tid: i64) -> Option<&Entry> {
        self.entry(self.slot(tid)?)
    }

    pub(crate) fn by_tid_mut(&mut self, tid: i64) -> Option<&mut Entry> {
        let slot = self.slot(tid)?;
        self.entry_mut(slot)
    }

    pub(crate) fn key(&self, slot: u32) -> Option<ThreadKey> {
        self.entry(slot).map(|entry| ThreadKey { slot, generation: entry.generation })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.slots.iter().flatten()
    }

    /// Puts a thread in, in the place of an earlier one of the same id if there is one.
    pub(crate) fn insert(&mut self, thread: Thread, fds: Arc<FdTable>) -> u32 {
        let tid = thread.tid;
        let came_late = self.awaited.remove(&tid);
        let mut named = came_late.is_some();
        let mut late_children = came_late.unwrap_or_else(|| {
            self.arrivals = self.arrivals.wrapping_add(u32::from(self.slot(tid).is_some()));
            Vec::new()
        });
        if !late_children.is_empty() {
            self.arrivals = self.arrivals.wrapping_add(1);
            late_children.retain(|child| self.by_tid(*child).is_some_and(|entry| entry.thread.ptid == tid));
        }
        self.name(tid, thread.ptid, thread.pid);
        let slot = match self.slot(tid) {
            Some(slot) => slot,
            None => self.free.pop().unwrap_or_else(|| {
                self.slots.push(None);
                self.generations.push(0);
                (self.slots.len() - 1) as u32
            }),
        };
        let generation = self.next_generation(slot);
        if let Some(place) = self.slots.get_mut(slot as usize) {
            let old = place.take();
            named |= old.as_ref().is_some_and(|old| old.named);
            let mut children = old.map(|old| old.children).unwrap_or_default();
            children.append(&mut late_children);
            *place = Some(Entry { thread, fds, children, group: 1, named, generation });
        }
        self.index.insert(tid, slot);
        slot
    }

    /// Notes that `tid` names others as its parent and its main thread.
    pub(crate) fn name(&mut self, tid: i64, ptid: i64, pid: i64) {
        for other in [ptid, pid] {
            if other == tid || other <= 0 {
                continue;
            }
            match self.by_tid_mut(other) {
                Some(entry) => entry.named = true,
                None => {
                    let waiting = self.awaited.entry(other).or_default();
                    if !waiting.contains(&tid) {
                        waiting.push(tid);
                    }
                }
            }
        }
    }

    pub(crate) fn remove(&mut self, tid: i64) -> Option<Entry> {
        let slot = self.index.remove(&tid)?;
        self.next_generation(slot);
        let entry = self.slots.get_mut(slot as usize)?.take();
        self.free.push(slot);
        if let Some(entry) = &entry {
            for missing in [entry.thread.ptid, entry.thread.pid] {
                if let Some(waiting) = self.awaited.get_mut(&missing) {
                    waiting.retain(|one| *one != tid);
                    if waiting.is_empty() {
                        self.awaited.remove(&missing);
                    }
                }
            }
            if entry.named || !entry.children.is_empty() {
                self.arrivals = self.arrivals.wrapping_add(1);
                let orphans = self.awaited.entry(tid).or_default();
                orphans.extend_from_slice(&entry.children);
            }
        }
        entry
    }

    /// Changes when links between threads that are already there come to mean something else.
    pub(crate) fn arrivals(&self) -> u32 {
        self.arrivals
    }

    /// Says that what process-level fields read of this thread has changed.
    pub(crate) fn touch(&mut self, slot: u32) {
        let generation = self.next_generation(slot);
        if let Some(entry) = self.entry_mut(slot) {
            entry.generation = generation;
        }
    }

    fn next_generation(&mut self, slot: u32) -> u32 {
        self.generations.get_mut(slot as usize).map_or(0, |generation| {
            *generation = generation.wrapping_add(1);
            *generation
        })
    }
}
