//! A machine to play events on: each helper is one event as the sensor gives it.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "helpers of tests; not every test uses all"
)]

use skua_event::{Event, EventBuilder, EventCode, code};
use skua_world::snapshot::{ProcessEntry, Snapshot};
use skua_world::{Fd, Settings, Thread, View, World};
use std::sync::Arc;

pub const AT_FDCWD: i64 = -100;
pub const CLONE_PARENT: u32 = 1 << 8;
pub const CLONE_THREAD: u32 = 1 << 13;
pub const CLONE_VFORK: u32 = 1 << 27;
pub const CHILD_IN_PIDNS: u32 = 1 << 29;
pub const O_DIRECTORY: u32 = 1 << 10;
pub const O_CLOEXEC: u32 = 1 << 12;
pub const SECOND: u64 = 1_000_000_000;

/// A world that begins with systemd (1) and a shell (100) whose folder is /home/ann.
pub struct Machine {
    pub world: World,
    pub now: u64,
    number: u64,
}

impl Machine {
    pub fn new() -> Machine {
        Machine::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Machine {
        let mut world = World::new(settings);
        let process = |tid, ptid, name: &str, cwd: &str| {
            let mut thread = Thread::unknown(tid);
            thread.pid = tid;
            thread.vtid = tid;
            thread.vpid = tid;
            thread.ptid = ptid;
            thread.comm = bytes(name);
            thread.exe = bytes(name);
            thread.cwd = bytes(cwd);
            thread.invented = false;
            ProcessEntry { thread, fds: Vec::new() }
        };
        let processes = vec![process(1, 0, "systemd", "/"), process(100, 1, "bash", "/home/ann/")];
        world.load(Snapshot { processes, ..Snapshot::default() });
        Machine { world, now: 1_000 * SECOND, number: 0 }
    }

    /// Begins an event of a thread, a microsecond after the one before.
    pub fn event(&mut self, code: EventCode, tid: i64) -> EventBuilder {
        self.now += 1_000;
        EventBuilder::new(code, self.now, tid)
    }

    /// Plays an event and shows its view to `look`.
    pub fn see<T>(&mut self, event: EventBuilder, look: impl FnOnce(&View<'_>) -> T) -> T {
        self.number += 1;
        let block = event.build();
        let event = Event::parse(&block, 0, self.number).unwrap();
        let seen = self.world.apply(&event);
        let looked = look(&self.world.view(&event, &seen));
        self.world.settle(&event, &seen);
        looked
    }

    pub fn play(&mut self, event: EventBuilder) {
        self.see(event, |_| ());
    }

    /// One side of a clone: `result` 0 is the child's.
    pub fn clone_side(&mut self, tid: i64, result: i64, pid: i64, ptid: i64, flags: u32) {
        let event = self.clone_event(tid, result, pid, ptid, flags);
        self.play(event);
    }

    pub fn clone_event(&mut self, tid: i64, result: i64, pid: i64, ptid: i64, flags: u32) -> EventBuilder {
        self.event(code::SYSCALL_CLONE_20_X, tid)
            .i64(result)
            .str("bash")
            .bytes(b"")
            .i64(tid)
            .i64(pid)
            .i64(ptid)
            .str("")
            .i64(1024)
            .u64(0)
            .u64(0)
            .u32(0)
            .u32(0)
            .u32(0)
            .str("bash")
            .bytes(b"memory=/\0")
            .u32(flags)
            .u32(0)
            .u32(0)
            .i64(tid)
            .i64(pid)
            .u64(0)
    }

    /// A new process, told of by the child.
    pub fn fork(&mut self, parent: i64, child: i64) {
        self.clone_side(child, 0, child, parent, 0);
    }

    /// A new thread of process `pid`, told of by the thread.
    pub fn thread(&mut self, pid: i64, tid: i64, ptid: i64) {
        self.clone_side(tid, 0, pid, ptid, CLONE_THREAD);
    }

    pub fn exec(&mut self, tid: i64, path: &str, args: &[&str], cgroups: &str) {
        let event = self.exec_event(tid, path, args, cgroups);
        self.play(event);
    }

    pub fn exec_event(&mut self, tid: i64, path: &str, args: &[&str], cgroups: &str) -> EventBuilder {
        let comm = path.rsplit('/').next().unwrap();
        let args: Vec<u8> = args.iter().flat_map(|arg| [arg.as_bytes(), b"\0"].concat()).collect();
        self.event(code::SYSCALL_EXECVE_19_X, tid)
            .i64(0)
            .str(comm)
            .bytes(&args)
            .i64(tid)
            .i64(tid)
            .i64(1)
            .str("")
            .u64(1024)
            .u64(0)
            .u64(0)
            .u32(1)
            .u32(1)
            .u32(0)
            .str(&comm[..comm.len().min(15)])
            .bytes(format!("memory={cgroups}\0").as_bytes())
            .bytes(b"HOME=/root\0")
            .u32(34816)
            .i64(tid)
            .u32(1000)
            .u32(0)
            .u64(0)
            .u64(7)
            .u64(7)
            .u64(11)
            .u64(12)
            .u64(13)
            .u32(33)
            .str(path)
            .i64(tid)
            .u32(34)
            .str(path)
    }

    pub fn openat(&mut self, tid: i64, result: i64, dirfd: i64, path: &str, flags: u32) -> EventBuilder {
        let event = self.event(code::SYSCALL_OPENAT_2_X, tid);
        event.i64(result).i64(dirfd).str(path).u32(flags).u32(0).u32(1).u64(2)
    }

    pub fn open(&mut self, tid: i64, number: i64, path: &str, flags: u32) {
        let event = self.openat(tid, number, AT_FDCWD, path, flags);
        self.play(event);
    }

    pub fn close(&mut self, tid: i64, number: i64) -> EventBuilder {
        self.event(code::SYSCALL_CLOSE_X, tid).i64(0).i64(number)
    }

    /// The end of a thread; `reaper` 0 when the kernel did not tell who takes its children.
    pub fn exit(&mut self, tid: i64, reaper: i64) {
        let event = self.exit_event(tid, reaper);
        self.play(event);
    }

    pub fn exit_event(&mut self, tid: i64, reaper: i64) -> EventBuilder {
        self.event(code::PROCEXIT_1_E, tid).i64(0).i64(0).u8(0).u8(0).i64(reaper)
    }

    pub fn get(&self, tid: i64) -> Option<&Thread> {
        self.world.thread(tid).map(|(_, thread)| thread)
    }

    pub fn fd(&self, tid: i64, number: i64) -> Option<&Fd> {
        self.world.fd(self.get(tid)?, number)
    }

    /// Name of a descriptor, empty when there is none.
    pub fn fd_name(&self, tid: i64, number: i64) -> String {
        self.fd(tid, number).map_or(String::new(), |fd| String::from_utf8_lossy(&fd.name).into_owned())
    }

    /// Ids of the ancestors, from the parent up.
    pub fn ancestors(&self, tid: i64) -> Vec<i64> {
        self.get(tid)
            .map(|thread| self.world.ancestors(thread).map(|ancestor| ancestor.tid).collect())
            .unwrap_or_default()
    }
}

pub fn bytes(text: &str) -> Arc<[u8]> {
    Arc::from(text.as_bytes())
}

/// A tuple parameter of IPv4.
pub fn tuple4(source: ([u8; 4], u16), destination: ([u8; 4], u16)) -> Vec<u8> {
    let mut out = vec![2];
    for (address, port) in [source, destination] {
        out.extend(address);
        out.extend(port.to_le_bytes());
    }
    out
}

/// An address parameter of IPv4.
pub fn address4(address: [u8; 4], port: u16) -> Vec<u8> {
    [&[2][..], &address, &port.to_le_bytes()].concat()
}
