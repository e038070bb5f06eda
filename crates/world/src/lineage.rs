//! Parents, ancestors and leaders.

use crate::World;
use crate::thread::Thread;

/// Ancestors looked at, at most: a loop in broken data ends here.
const ANCESTORS_MAX: usize = 128;

impl World {
    /// The parent process: the main thread of the process that the parent thread belongs to.
    pub fn parent(&self, thread: &Thread) -> Option<&Thread> {
        let (_, parent) = self.thread(thread.ptid)?;
        if parent.tid == thread.tid { None } else { self.main_thread(parent).or(Some(parent)) }
    }

    /// The ancestors, from the parent up.
    pub fn ancestors<'a>(&'a self, thread: &'a Thread) -> impl Iterator<Item = &'a Thread> {
        let own = self.main_thread(thread).unwrap_or(thread);
        std::iter::successors(self.parent(own), |process| self.parent(process)).take(ANCESTORS_MAX)
    }

    /// Makes `tid` a child of `ptid`.
    pub(crate) fn adopt(&mut self, tid: i64, ptid: i64) {
        // Broken data may name a thread as its own parent.
        if let Some(parent) = self.threads.by_tid_mut(ptid).filter(|parent| parent.thread.tid != tid) {
            parent.children.push(tid);
        }
    }

    /// Takes `tid` from its parent's children.
    pub(crate) fn orphan(&mut self, tid: i64, ptid: i64) {
        if let Some(parent) = self.threads.by_tid_mut(ptid)
            && let Some(at) = parent.children.iter().rposition(|child| *child == tid)
        {
            parent.children.swap_remove(at);
        }
    }
}
