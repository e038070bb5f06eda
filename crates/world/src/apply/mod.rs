//! What each event does to the world. One file per event, or per family of equal effect.

mod accept;
mod bind;
mod chdir;
mod clone;
mod close;
mod connect;
mod container;
mod credentials;
mod dup;
mod execve;
mod fcntl;
mod limits;
mod open;
mod plain_fds;
mod procexit;
mod sendrecv;
mod session;
mod socket;
mod user;

use crate::fd::Fd;
use crate::fd_table::FdTable;
use crate::thread::Thread;
use crate::{Bytes, Observation, World, path};
use skua_event::code::{self, EVENT_MAX};
use skua_event::{EVENTS, Event, EventCode, EventFlags, ParamType};
use std::sync::{Arc, LazyLock};

/// The effect of an event on the world.
type Effect = fn(&mut World, &Event<'_>, &mut Observation);

/// What is known beforehand of an event code.
#[derive(Clone, Copy)]
struct Plan {
    effect: Option<Effect>,
    /// Parameter with the descriptor that the event uses.
    fd_param: Option<u8>,
    /// A thread that nothing is known of is looked up.
    looks_up: bool,
}

static PLANS: LazyLock<[Plan; EVENT_MAX]> = LazyLock::new(|| {
    let mut plans = [Plan { effect: None, fd_param: None, looks_up: false }; EVENT_MAX];
    for (plan, event) in plans.iter_mut().zip(&EVENTS) {
        plan.fd_param = used_fd(event.code);
        plan.looks_up = event.name != "NA";
    }
    for code in
        [code::SYSCALL_CLONE_20_X, code::SYSCALL_FORK_20_X, code::SYSCALL_VFORK_20_X, code::SYSCALL_CLONE3_X]
    {
        plans[usize::from(code.0)].looks_up = false;
    }
    for code in [
        code::PROCEXIT_1_E,
        code::SCHEDSWITCH_6_E,
        code::ASYNCEVENT_E,
        code::CONTAINER_JSON_2_E,
        code::PROCINFO_E,
    ] {
        plans[usize::from(code.0)].looks_up = false;
    }
    for (code, effect) in effects() {
        plans[usize::from(code.0)].effect = Some(effect);
    }
    plans
});

fn effects() -> Vec<(EventCode, Effect)> {
    let mut all: Vec<(EventCode, Effect)> = Vec::new();
    all.extend(clone::EFFECTS);
    all.extend(execve::EFFECTS);
    all.extend(procexit::EFFECTS);
    all.extend(open::EFFECTS);
    all.extend(close::EFFECTS);
    all.extend(dup::EFFECTS);
    all.extend(fcntl::EFFECTS);
    all.extend(plain_fds::EFFECTS);
    all.extend(socket::EFFECTS);
    all.extend(bind::EFFECTS);
    all.extend(connect::EFFECTS);
    all.extend(accept::EFFECTS);
    all.extend(sendrecv::EFFECTS);
    all.extend(chdir::EFFECTS);
    all.extend(credentials::EFFECTS);
    all.extend(session::EFFECTS);
    all.extend(limits::EFFECTS);
    all.extend(user::EFFECTS);
    all.extend(container::EFFECTS);
    all
}

/// The parameter that holds the descriptor an event uses: the one called `fd`, else the first that is no result.
fn used_fd(code: EventCode) -> Option<u8> {
    let info = code.info()?;
    if !info.flags.contains(EventFlags::USES_FD) {
        return None;
    }
    let is_fd = |index: &usize| info.params.get(*index).is_some_and(|param| param.kind == ParamType::Fd);
    let named = info.param_index("fd").filter(is_fd);
    let first = || (0..info.params.len()).find(|index| is_fd(index) && info.params[*index].name != "res");
    named.or_else(first).and_then(|index| u8::try_from(index).ok())
}

/// Nanoseconds between sweeps for threads that ended unseen.
const PURGE_EVERY: u64 = 300_000_000_000;

impl World {
    /// Takes an event's effect. The observation tells [`World::view`] what it touched.
    pub fn apply(&mut self, event: &Event<'_>) -> Observation {
        let mut seen = Observation::default();
        let timestamp = event.timestamp();
        if self.first_timestamp == 0 {
            self.first_timestamp = timestamp;
            self.last_purge = timestamp;
        }
        let Some(plan) = PLANS.get(usize::from(event.code().0)) else { return seen };
        let tid = event.tid();
        seen.slot = self.threads.slot(tid);
        if seen.slot.is_none() && plan.looks_up && tid > 0 {
            seen.slot = self.find_thread(tid, timestamp);
        }
        if let Some(entry) = seen.slot.and_then(|slot| self.threads.entry_mut(slot)) {
            entry.thread.last_access_ts = timestamp;
        }
        if let Some(param) = plan.fd_param {
            seen.fd_number = event.int(usize::from(param));
            if let (Some(number), Some(slot)) = (seen.fd_number, seen.slot) {
                seen.fd = self.fd_of(slot, number).cloned();
            }
        }
        if let Some(effect) = plan.effect {
            effect(self, event, &mut seen);
        }
        seen
    }

    /// Ends an event: what it made invalid goes now that the rules have seen it.
    pub fn settle(&mut self, event: &Event<'_>, seen: &Observation) {
        if let Some((slot, number)) = seen.closed
            && let Some(fds) = self.fds_mut(slot)
        {
            fds.remove(number);
        }
        if let Some(tid) = seen.gone {
            self.remove_thread(tid);
        }
        if event.timestamp().saturating_sub(self.last_purge) > PURGE_EVERY {
            self.last_purge = event.timestamp();
            self.purge(event.timestamp());
        }
    }

    /// Asks the look-up for a thread; invents one when it knows nothing, so that events still have a process.
    fn find_thread(&mut self, tid: i64, timestamp: u64) -> Option<u32> {
        if self.threads.len() >= self.settings.threads {
            self.counters.threads_refused += 1;
            return None;
        }
        let found = self.lookup.as_mut().and_then(|lookup| lookup.process(tid));
        if let Some(process) = found {
            self.counters.looked_up += 1;
            let pid = process.thread.pid;
            self.insert_process(process);
            if tid != pid && self.threads.slot(pid).is_none() {
                self.find_thread(pid, timestamp);
            }
            if let Some(main) = self.threads.by_tid_mut(pid).filter(|_| tid != pid) {
                main.group += 1;
            }
            return self.threads.slot(tid);
        }
        self.counters.invented += 1;
        let mut thread = Thread::unknown(tid);
        thread.last_access_ts = timestamp;
        Some(self.threads.insert(thread, Arc::default()))
    }

    /// Sweeps threads that were silent for long and are not there any more.
    fn purge(&mut self, now: u64) {
        let silent: Vec<i64> = self
            .threads
            .iter()
            .filter(|entry| now.saturating_sub(entry.thread.last_access_ts) > PURGE_EVERY)
            .map(|entry| entry.thread.tid)
            .collect();
        for tid in silent {
            // Without a look-up nothing is known of threads that are merely quiet, so only made-up ones go.
            let alive = match self.lookup.as_mut() {
                Some(lookup) => lookup.process(tid).is_some(),
                None => {
                    self.threads.by_tid(tid).is_some_and(|entry| !entry.thread.invented && !entry.thread.dead)
                }
            };
            if !alive {
                self.counters.purged += 1;
                self.remove_thread(tid);
            }
        }
    }

    /// Descriptor table owner: the main thread of the process of `slot`.
    fn main_slot(&self, slot: u32) -> u32 {
        let own = self.threads.entry(slot).map(|entry| (entry.thread.tid, entry.thread.pid));
        match own {
            Some((tid, pid)) if tid != pid => self.threads.slot(pid).unwrap_or(slot),
            _ => slot,
        }
    }

    pub(crate) fn fd_of(&self, slot: u32, number: i64) -> Option<&Arc<Fd>> {
        self.threads.entry(self.main_slot(slot))?.fds.get(number)
    }

    pub(crate) fn fds_mut(&mut self, slot: u32) -> Option<&mut FdTable> {
        let slot = self.main_slot(slot);
        self.threads.entry_mut(slot).map(|entry| Arc::make_mut(&mut entry.fds))
    }

    /// Puts a descriptor into the event's process and makes it the one that the event shows.
    pub(crate) fn put_fd(&mut self, seen: &mut Observation, number: i64, fd: Fd) {
        let fd = Arc::new(fd);
        seen.fd_number = Some(number);
        seen.fd = Some(Arc::clone(&fd));
        let limit = self.settings.fds_per_process;
        let kept =
            seen.slot.and_then(|slot| self.fds_mut(slot)).is_none_or(|fds| fds.insert(number, fd, limit));
        if !kept {
            self.counters.fds_refused += 1;
        }
    }

    /// Folder that a relative path starts from: the working directory, or what a descriptor names.
    pub(crate) fn base_of(&self, slot: Option<u32>, dirfd: Option<i64>) -> Bytes {
        let unknown = || Bytes::from(&b"<UNKNOWN>"[..]);
        let Some(slot) = slot else { return unknown() };
        match dirfd {
            None | Some(AT_FDCWD) => {
                let main = self.main_slot(slot);
                self.threads.entry(main).map_or_else(unknown, |entry| entry.thread.cwd.clone())
            }
            Some(number) => self.fd_of(slot, number).map_or_else(unknown, |fd| fd.name.clone()),
        }
    }

    /// An absolute, cleaned path: relative ones start from what `dirfd` names, or from the working directory.
    pub fn absolute(&self, thread: &Thread, dirfd: Option<i64>, raw: &[u8]) -> Vec<u8> {
        if raw.first() == Some(&b'/') {
            return path::clean(raw);
        }
        let base = self.base_of(self.threads.slot(thread.tid), dirfd);
        path::join(&base, raw)
    }

    pub(crate) fn thread_of(&mut self, seen: &Observation) -> Option<&mut Thread> {
        seen.slot.and_then(|slot| self.threads.entry_mut(slot)).map(|entry| &mut entry.thread)
    }
}

/// The descriptor number that stands for the working directory.
pub(crate) const AT_FDCWD: i64 = -100;

/// Open flags of the format that effects look at.
pub(crate) mod flag {
    pub(crate) const O_DIRECTORY: u64 = 1 << 10;
    pub(crate) const O_CLOEXEC: u64 = 1 << 12;
    pub(crate) const FD_UPPER_LAYER: u64 = 1 << 15;
    pub(crate) const FD_LOWER_LAYER: u64 = 1 << 16;
    pub(crate) const CLONE_NEWPID: u64 = 1 << 6;
    pub(crate) const CLONE_PARENT: u64 = 1 << 8;
    pub(crate) const CLONE_THREAD: u64 = 1 << 13;
    pub(crate) const CLONE_NEWUSER: u64 = 1 << 20;
    pub(crate) const CLONE_VFORK: u64 = 1 << 27;
    pub(crate) const CHILD_IN_PIDNS: u64 = 1 << 29;
}
