//! The world: processes with lineage, descriptors, users and containers, kept true by events.
//!
//! Pure: events and snapshots go in, views come out. Time is the event's; nothing here reads a clock, a file or a
//! socket. One thread owns a [`World`]; the hot path is [`World::apply`], [`World::view`], [`World::settle`], in that
//! order for each event.

mod apply;
#[cfg(test)]
mod consistency;
pub mod fd;
mod fd_table;
mod lineage;
mod path;
mod people;
mod settings;
pub mod snapshot;
mod table;
pub mod thread;
mod view;

pub use fd::{Fd, FdKind, L4Proto, Role};
pub use settings::{Counters, Settings};
pub use thread::{Thread, ThreadKey};
pub use view::{Observation, View};

use fd_table::FdTable;
use people::People;
use rustc_hash::{FxHashMap, FxHashSet};
use skua_workload::Container;
use snapshot::{Group, Interface, Machine, ProcessEntry, Snapshot, User};
use std::net::IpAddr;
use std::sync::Arc;
use table::{Entry, ThreadTable};

/// Bytes as the kernel gave them: names and paths need not be UTF-8. Shared, so that a fork copies a pointer.
pub type Bytes = Arc<[u8]>;

/// Finds a process that an event named before the world knew of it: on a live machine, /proc.
pub trait ProcessLookup: Send {
    /// The thread of that id, with the descriptors of its process.
    fn process(&mut self, tid: i64) -> Option<ProcessEntry>;
}

/// A container that a process was first seen in, for the one who asks the runtimes about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContainer {
    /// Engine that the cgroup path tells of.
    pub engine: skua_workload::Engine,
    /// Id of 12 digits, as fields give it.
    pub id: String,
    /// Whole id.
    pub full_id: String,
    /// The first process seen in it.
    pub pid: i64,
}

/// The state of one machine.
pub struct World {
    threads: ThreadTable,
    people: People,
    containers: FxHashMap<Vec<u8>, Container>,
    known_containers: FxHashSet<Vec<u8>>,
    new_containers: Vec<NewContainer>,
    machine: Machine,
    interfaces: Vec<Interface>,
    settings: Settings,
    counters: Counters,
    lookup: Option<Box<dyn ProcessLookup>>,
    first_timestamp: u64,
    last_purge: u64,
    lineage_epoch: u32,
}

impl Default for World {
    fn default() -> World {
        World::new(Settings::default())
    }
}

impl World {
    /// An empty world.
    pub fn new(settings: Settings) -> World {
        World {
            threads: ThreadTable::default(),
            people: People::default(),
            containers: FxHashMap::default(),
            known_containers: FxHashSet::default(),
            new_containers: Vec::new(),
            machine: Machine::default(),
            interfaces: Vec::new(),
            settings,
            counters: Counters::default(),
            lookup: None,
            first_timestamp: 0,
            last_purge: 0,
            lineage_epoch: 0,
        }
    }

    /// Gives the means to find processes that events name first.
    pub fn set_lookup(&mut self, lookup: Box<dyn ProcessLookup>) {
        self.lookup = Some(lookup);
    }

    /// Takes in a whole machine. What was known of the same threads is replaced.
    pub fn load(&mut self, snapshot: Snapshot) {
        self.machine = snapshot.machine;
        self.interfaces = snapshot.interfaces;
        for user in snapshot.users {
            self.people.add_user(b"", user);
        }
        for group in snapshot.groups {
            self.people.add_group(b"", group);
        }
        for process in snapshot.processes {
            self.insert_process(process);
        }
        self.count_groups();
    }

    /// Takes in one thread, with the descriptors of its process when it is the main one.
    pub fn insert_process(&mut self, process: ProcessEntry) {
        let before = self.threads.by_tid(process.thread.tid).map(|entry| entry.thread.ptid);
        if before.is_none() && self.threads.len() >= self.settings.threads {
            self.counters.threads_refused += 1;
            return;
        }
        let mut fds = FdTable::default();
        for (number, fd) in process.fds {
            if !fds.insert(number, Arc::new(fd), self.settings.fds_per_process) {
                self.counters.fds_refused += 1;
            }
        }
        let mut thread = process.thread;
        thread.container_id = self.container_of(&thread.cgroups, thread.pid);
        let (tid, pid, ptid) = (thread.tid, thread.pid, thread.ptid);
        if let Some(before) = before {
            self.orphan(tid, before);
        }
        self.threads.insert(thread, Arc::new(fds));
        if tid == pid {
            self.adopt(tid, ptid);
        }
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
    }

    fn count_groups(&mut self) {
        let mut living: FxHashMap<i64, u32> = FxHashMap::default();
        for entry in self.threads.iter().filter(|entry| !entry.thread.dead) {
            *living.entry(entry.thread.pid).or_default() += 1;
        }
        for (pid, count) in living {
            if let Some(main) = self.threads.by_tid_mut(pid) {
                main.group = count;
            }
        }
    }

    /// The container that cgroups (`subsystem=path` entries) tell of: 12 digits, empty on the host. One that is new is
    /// noted for [`World::take_new_containers`].
    pub(crate) fn container_of(&mut self, cgroups: &[u8], pid: i64) -> Bytes {
        let found = skua_event::param::strings(cgroups).find_map(|entry| {
            let path = entry.iter().position(|byte| *byte == b'=').and_then(|at| entry.get(at + 1..))?;
            let host = self.settings.host_cgroups.iter().any(|prefix| path.starts_with(prefix.as_bytes()));
            if host { None } else { skua_workload::container_of_cgroup(path) }
        });
        let Some(found) = found else { return Bytes::from(&b""[..]) };
        let short = found.short_id();
        if !self.known_containers.contains(short) {
            self.known_containers.insert(short.to_vec());
            self.new_containers.push(NewContainer {
                engine: found.engine,
                id: String::from_utf8_lossy(short).into_owned(),
                full_id: String::from_utf8_lossy(found.id).into_owned(),
                pid,
            });
        }
        Bytes::from(short)
    }

    /// Containers seen for the first time since the last call.
    pub fn take_new_containers(&mut self) -> Vec<NewContainer> {
        std::mem::take(&mut self.new_containers)
    }

    /// Puts a container's metadata in. `id` has 12 digits.
    pub fn set_container(&mut self, id: &[u8], container: Container) {
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
        self.known_containers.insert(id.to_vec());
        self.containers.insert(id.to_vec(), container);
        // What processes of this container show has changed.
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
    }

    /// Forgets a container with its users and groups.
    pub fn remove_container(&mut self, id: &[u8]) {
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
        self.containers.remove(id);
        self.known_containers.remove(id);
        self.people.forget_container(id);
    }

    /// What is known of a container. `id` has 12 digits.
    pub fn container(&self, id: &[u8]) -> Option<&Container> {
        self.containers.get(id)
    }

    /// A user of the host (no container), or of a container.
    pub fn user(&self, container: &[u8], uid: u32) -> Option<&User> {
        self.people.user(container, uid)
    }

    /// A group of the host (no container), or of a container.
    pub fn group(&self, container: &[u8], gid: u32) -> Option<&Group> {
        self.people.group(container, gid)
    }

    /// Adds a user of the host (no container), or of a container.
    pub fn add_user(&mut self, container: &[u8], user: User) {
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
        self.people.add_user(container, user);
    }

    /// Adds a group of the host (no container), or of a container.
    pub fn add_group(&mut self, container: &[u8], group: Group) {
        self.lineage_epoch = self.lineage_epoch.wrapping_add(1);
        self.people.add_group(container, group);
    }

    /// The address is one of this machine's.
    pub fn is_local_address(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.interfaces.iter().any(|interface| interface.address == address)
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Addresses of the machine.
    pub fn interfaces(&self) -> &[Interface] {
        &self.interfaces
    }

    /// Bounds and habits.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Timestamp of the first event, 0 before it.
    pub fn first_timestamp(&self) -> u64 {
        self.first_timestamp
    }

    /// Changes whenever something of a process changes that its descendants may show, a parent link does, or what is
    /// known of containers, users and groups. What was decided from a process's lineage holds while this and the
    /// process's own generation are equal.
    pub fn lineage_epoch(&self) -> u32 {
        self.lineage_epoch.wrapping_add(self.threads.arrivals())
    }

    /// What was counted since the start.
    pub fn counters(&self) -> Counters {
        Counters { threads: self.threads.len() as u64, ..self.counters }
    }

    /// The thread of that id.
    pub fn thread(&self, tid: i64) -> Option<(ThreadKey, &Thread)> {
        let slot = self.threads.slot(tid)?;
        Some((self.threads.key(slot)?, &self.threads.entry(slot)?.thread))
    }

    fn main_entry(&self, thread: &Thread) -> Option<&Entry> {
        self.threads.by_tid(thread.pid)
    }

    /// The main thread of a thread's process.
    pub fn main_thread(&self, thread: &Thread) -> Option<&Thread> {
        self.main_entry(thread).map(|entry| &entry.thread)
    }

    /// Working directory of a thread's process, ending in `/`.
    pub fn cwd<'a>(&'a self, thread: &'a Thread) -> &'a [u8] {
        self.main_thread(thread).map_or(&thread.cwd, |main| &main.cwd)
    }

    /// A descriptor of a thread's process.
    pub fn fd(&self, thread: &Thread, number: i64) -> Option<&Fd> {
        self.main_entry(thread)?.fds.get(number).map(Arc::as_ref)
    }

    /// The descriptors of a thread's process.
    pub fn fds<'a>(&'a self, thread: &Thread) -> impl Iterator<Item = (i64, &'a Fd)> + use<'a> {
        self.main_entry(thread)
            .into_iter()
            .flat_map(|entry| entry.fds.iter())
            .map(|(number, fd)| (number, &**fd))
    }

    /// Number of open descriptors of a thread's process.
    pub fn fd_count(&self, thread: &Thread) -> usize {
        self.main_entry(thread).map_or(0, |entry| entry.fds.len())
    }

    /// Living threads of a thread's process.
    pub fn group_threads(&self, thread: &Thread) -> u32 {
        self.main_entry(thread).map_or(0, |entry| entry.group)
    }

    /// All threads.
    pub fn threads(&self) -> impl Iterator<Item = &Thread> {
        self.threads.iter().map(|entry| &entry.thread)
    }
}
