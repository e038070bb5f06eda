//! procexit: a thread ends. Its children go to the reaper that the kernel chose.

use super::Effect;
use crate::table::Entry;
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 1] = [(code::PROCEXIT_1_E, procexit)];

fn procexit(world: &mut World, event: &Event<'_>, seen: &mut Observation) {
    let tid = event.tid();
    let reaper = event.int(4).filter(|tid| *tid > 0);
    let Some(thread) = world.thread_of(seen) else { return };
    thread.dead = true;
    thread.reaper_tid = reaper.unwrap_or(-1);
    seen.gone = Some(tid);
}

impl World {
    /// Removes a thread whose event is over. A main thread stays as long as others of its process live.
    pub(crate) fn remove_thread(&mut self, tid: i64) {
        let Some(entry) = self.threads.by_tid(tid) else { return };
        let (pid, was_dead) = (entry.thread.pid, entry.thread.dead);
        let mut last = false;
        if let Some(main) = self.threads.by_tid_mut(pid) {
            main.group = main.group.saturating_sub(1);
            if tid == pid && main.group > 0 && was_dead {
                let reaper = main.thread.reaper_tid;
                self.hand_over_children(tid, reaper);
                return;
            }
            last = main.group == 0 && main.thread.dead && tid != pid;
        }
        self.forget_thread(tid);
        if last {
            self.forget_thread(pid);
        }
    }

    /// Removes a thread whatever else of its process is there, and its traces in the lineage.
    pub(crate) fn forget_thread(&mut self, tid: i64) {
        let Some(entry) = self.threads.by_tid(tid) else { return };
        let (ptid, reaper) = (entry.thread.ptid, entry.thread.reaper_tid);
        self.hand_over_children(tid, reaper);
        self.orphan(tid, ptid);
        self.threads.remove(tid);
    }

    fn hand_over_children(&mut self, tid: i64, told: i64) {
        let children =
            self.threads.by_tid_mut(tid).map(|entry| std::mem::take(&mut entry.children)).unwrap_or_default();
        if children.is_empty() {
            return;
        }
        let reaper = if told > 0 { told } else { self.reaper_of(tid) };
        let mut moved = Vec::new();
        for child in children {
            if let Some(slot) = self.threads.slot(child)
                && let Some(entry) = self.threads.entry_mut(slot)
                && entry.thread.ptid == tid
            {
                // Broken data may name a child as its own reaper.
                entry.thread.ptid = if child == reaper { 0 } else { reaper };
                moved.extend((child != reaper).then_some(child));
                self.threads.touch(slot);
            }
        }
        if let Some(entry) = self.threads.by_tid_mut(reaper) {
            entry.children.extend(moved);
        }
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
    }

    /// Without the kernel's word: a living thread of the process, else the nearest ancestor, else nobody.
    fn reaper_of(&self, tid: i64) -> i64 {
        let Some(entry) = self.threads.by_tid(tid) else { return 0 };
        let pid = entry.thread.pid;
        if entry.group > 1
            && let Some(sibling) = self
                .threads
                .iter()
                .find(|other| other.thread.pid == pid && other.thread.tid != tid && !other.thread.dead)
        {
            return sibling.thread.tid;
        }
        let init = if entry.thread.vpid == entry.thread.pid { 1 } else { 0 };
        if self.threads.slot(init).is_some() { init } else { 0 }
    }

    /// Whether a thread of this id ended a moment ago. Ended threads leave no trace, so only one that still waits for
    /// the rest of its process is found.
    pub(crate) fn recently_gone(&self, tid: i64, now: u64) -> bool {
        self.threads.by_tid(tid).is_some_and(|entry| {
            entry.thread.dead && now.saturating_sub(entry.thread.last_access_ts) < 2_000_000_000
        })
    }

    /// Says that a process changed in a way that fields of itself or its descendants show.
    pub(crate) fn changed(&mut self, slot: u32) {
        self.threads.touch(slot);
        // The children of a process with several threads may hang on another of them.
        let shown = |entry: &Entry| entry.named || !entry.children.is_empty() || entry.group > 1;
        if self.threads.entry(slot).is_some_and(shown) {
            self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
        }
    }
}
