//! The walk over /proc.

use super::net::Sockets;
use super::stat::Stat;
use super::status::Status;
use super::text::{fields, lines, number};
use super::{cgroup, fd, machine, mounts, stat, status};
use crate::clock;
use rustix::fs::{Mode, OFlags};
use skua_world::snapshot::{Group, ProcessEntry, Snapshot, User};
use skua_world::{Bytes, Fd, L4Proto, Thread};
use std::collections::HashMap;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Descriptors of one process that are read at most; as many as the world keeps.
const MAX_FDS: usize = 4096;

/// Bytes of arguments and of the environment that are kept, as the kernel half keeps.
const MAX_ARGUMENTS: usize = 4096;

/// Longest file of one process that is read otherwise.
const MAX_FILE: usize = 1 << 16;

/// Room made for each read; nearly every file of a process fits.
const READ_SIZE: usize = 8192;

/// Longest socket table that is read.
const MAX_TABLE: usize = 64 << 20;

/// Value of `CLONE_THREAD | CLONE_FILES` in captures: what a thread found at start is known to have been made with.
const THREAD_FLAGS: u32 = 8192 | 1;

/// Bit of the capability that overrides file permissions.
const CAP_DAC_OVERRIDE: u64 = 1 << 1;

/// Type number of overlay file systems (statfs(2)).
const OVERLAYFS: i64 = 0x794c_7630;

/// What a scan left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanCounters {
    /// Processes and threads read.
    pub threads: u64,
    /// Descriptors read.
    pub fds: u64,
    /// Processes and threads that ended meanwhile or could not be read.
    pub vanished: u64,
    /// Processes with more descriptors than are read.
    pub fds_cut: u64,
}

/// A mounted procfs.
#[derive(Clone, Debug)]
pub struct Procfs {
    root: PathBuf,
    boot_ts: u64,
    ticks_per_second: u64,
}

/// What is read once for each namespace.
#[derive(Default)]
struct Namespaces {
    sockets: HashMap<u64, Rc<Sockets>>,
    pid_starts: HashMap<u64, u64>,
    overlays: HashMap<u64, Rc<Vec<mounts::Overlay>>>,
    counters: ScanCounters,
    buffer: Vec<u8>,
}

impl Default for Procfs {
    fn default() -> Self {
        Self::at("/proc")
    }
}

impl Procfs {
    /// The procfs mounted at `root`; it must be that of the initial pid namespace for ids to be the host's.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            boot_ts: clock::boot_epoch(),
            ticks_per_second: rustix::param::clock_ticks_per_second().max(1),
        }
    }

    /// Reads the whole machine. Fails only when the folder itself cannot be listed.
    pub fn scan(&self) -> Result<(Snapshot, ScanCounters), std::io::Error> {
        let mut namespaces = Namespaces::default();
        let mut processes = Vec::new();
        for entry in std::fs::read_dir(&self.root)? {
            let Some(pid) = entry.ok().and_then(|entry| number::<i64>(entry.file_name().as_bytes())) else {
                continue;
            };
            if !self.process(pid, true, &mut namespaces, &mut processes) {
                namespaces.counters.vanished += 1;
            }
        }
        let (users, groups) = machine::accounts(Path::new("/"));
        let machine = machine::machine(&self.root);
        let interfaces = machine::interfaces();
        Ok((Snapshot { machine, processes, users, groups, interfaces }, namespaces.counters))
    }

    /// Reads the process that thread `tid` belongs to, all its threads included, main thread first. Descriptors cost
    /// the reading of socket tables and are read when `with_fds` is set. Empty when it is gone.
    pub fn read_process(&self, tid: i64, with_fds: bool) -> Vec<ProcessEntry> {
        let mut namespaces = Namespaces::default();
        let mut entries = Vec::new();
        read_capped(&self.root.join(format!("{tid}/status")), MAX_FILE, &mut namespaces.buffer);
        let pid = status::parse(&namespaces.buffer).tgid;
        if pid > 0 {
            self.process(pid, with_fds, &mut namespaces, &mut entries);
        }
        entries
    }

    /// One descriptor of a process, as after it was passed over a unix socket.
    pub fn read_fd(&self, pid: i64, number: i64) -> Option<Fd> {
        let folder = self.root.join(pid.to_string());
        let mut namespaces = Namespaces::default();
        let sockets = self.sockets(&folder, &mut namespaces);
        describe_fd(&folder, &number.to_string(), &sockets, &mut namespaces.buffer)
    }

    /// Users and groups of a container, from the files in the root folder of one of its processes.
    pub fn container_accounts(&self, pid: i64) -> (Vec<User>, Vec<Group>) {
        machine::accounts(&self.root.join(format!("{pid}/root")))
    }

    /// Appends a process and its threads; `false` when it has vanished.
    fn process(
        &self,
        pid: i64,
        with_fds: bool,
        namespaces: &mut Namespaces,
        entries: &mut Vec<ProcessEntry>,
    ) -> bool {
        let folder = self.root.join(pid.to_string());
        let Some((stat, status)) = read_task(&folder, &mut namespaces.buffer) else { return false };
        let single = stat.threads == 1;
        // Kernel threads and zombies: no arguments, environment, descriptors.
        let has_memory = status.vm_size > 0;
        let main = self.main_thread(pid, &folder, stat, &status, namespaces);
        namespaces.counters.threads += 1;
        let first = entries.len();
        let fds = if with_fds && has_memory { self.fds(&folder, namespaces) } else { Vec::new() };
        entries.push(ProcessEntry { thread: main, fds });

        if single {
            return true;
        }
        let Ok(tasks) = std::fs::read_dir(folder.join("task")) else { return true };
        for task in tasks.flatten() {
            let Some(tid) = number::<i64>(task.file_name().as_bytes()).filter(|tid| *tid != pid) else {
                continue;
            };
            let Some((stat, status)) = read_task(&task.path(), &mut namespaces.buffer) else {
                namespaces.counters.vanished += 1;
                continue;
            };
            let Some(main) = entries.get(first) else { break };
            let mut thread = main.thread.clone();
            thread.tid = tid;
            thread.flags = THREAD_FLAGS;
            self.fill_task(&mut thread, &stat, &status);
            namespaces.counters.threads += 1;
            entries.push(ProcessEntry { thread, fds: Vec::new() });
        }
        true
    }

    /// What each thread has of its own.
    fn fill_task(&self, thread: &mut Thread, stat: &Stat, status: &Status) {
        thread.comm = Bytes::from(stat.comm.as_slice());
        thread.vtid = status.vtid;
        thread.uid = status.euid;
        thread.gid = status.egid;
        thread.cap_permitted = status.cap_permitted;
        thread.cap_inheritable = status.cap_inheritable;
        thread.cap_effective = status.cap_effective;
        thread.clone_ts = self.start_ts(stat);
        thread.pfmajor = stat.major_faults;
        thread.pfminor = stat.minor_faults;
        thread.dead = matches!(stat.state, b'X' | b'x');
    }

    /// Nanoseconds since the epoch.
    fn start_ts(&self, stat: &Stat) -> u64 {
        let nanoseconds = u128::from(stat.start_ticks) * 1_000_000_000 / u128::from(self.ticks_per_second);
        self.boot_ts.saturating_add(u64::try_from(nanoseconds).unwrap_or_default())
    }

    fn main_thread(
        &self,
        pid: i64,
        folder: &Path,
        stat: Stat,
        status: &Status,
        namespaces: &mut Namespaces,
    ) -> Thread {
        let buffer = &mut namespaces.buffer;
        read_capped(&folder.join("cmdline"), MAX_ARGUMENTS, buffer);
        // A kernel thread has no arguments; its name stands for the program.
        let (exe, args) = match buffer.iter().position(|byte| *byte == 0) {
            Some(end) => (Bytes::from(&buffer[..end]), ended(buffer.get(end + 1..).unwrap_or_default())),
            None if buffer.is_empty() => (Bytes::from(stat.comm.as_slice()), ended(b"")),
            None => (Bytes::from(buffer.as_slice()), ended(b"")),
        };
        buffer.clear();
        if status.vm_size > 0 {
            read_capped(&folder.join("environ"), MAX_ARGUMENTS, buffer);
        }
        let env = ended(buffer);
        read_capped(&folder.join("cgroup"), MAX_FILE, buffer);
        let cgroups = cgroup::parse(buffer);
        read_capped(&folder.join("loginuid"), MAX_FILE, buffer);
        let loginuid = number(buffer).unwrap_or(u32::MAX);
        read_capped(&folder.join("limits"), MAX_FILE, buffer);
        let fdlimit = open_files_limit(buffer);

        let mut cwd = link(&folder.join("cwd"));
        if !cwd.ends_with(b"/") {
            cwd.push(b'/');
        }
        let mut root = link(&folder.join("root"));
        if root.is_empty() {
            root.push(b'/');
        }
        let link_text = link(&folder.join("exe"));
        let deleted = link_text.strip_suffix(b" (deleted)");
        let path = deleted.unwrap_or(&link_text);
        let from_memfd = path.starts_with(b"/memfd:");
        let exepath = if from_memfd { path.strip_prefix(b"/").unwrap_or(path) } else { path };

        let mut thread = Thread {
            tid: pid,
            pid,
            ptid: stat.ppid,
            vtid: status.vtid,
            vpid: status.vpid,
            sid: status.vsid,
            vpgid: status.vpgid,
            pgid: stat.pgrp,
            reaper_tid: -1,
            comm: Bytes::from(stat.comm.as_slice()),
            exe,
            exepath: Bytes::from(exepath),
            args,
            env,
            cwd: Bytes::from(cwd.as_slice()),
            root: Bytes::from(root.as_slice()),
            cgroups: Bytes::from(cgroups.as_slice()),
            uid: status.euid,
            gid: status.egid,
            loginuid,
            cap_permitted: status.cap_permitted,
            cap_inheritable: status.cap_inheritable,
            cap_effective: status.cap_effective,
            flags: 0,
            tty: stat.tty,
            fdlimit,
            clone_ts: 0,
            exec_ts: 0,
            pidns_init_start_ts: 0,
            exe_ino: 0,
            exe_ino_ctime: 0,
            exe_ino_mtime: 0,
            exe_writable: false,
            exe_upper_layer: false,
            exe_lower_layer: false,
            exe_from_memfd: from_memfd,
            vmsize_kb: status.vm_size,
            vmrss_kb: status.vm_rss,
            vmswap_kb: status.vm_swap,
            pfmajor: 0,
            pfminor: 0,
            container_id: Bytes::from(&b""[..]),
            dead: false,
            invented: false,
            last_access_ts: 0,
        };
        self.fill_task(&mut thread, &stat, status);
        thread.pidns_init_start_ts = self.pid_namespace_start(folder, status, &thread, namespaces);
        if !link_text.is_empty() {
            executable(folder, Path::new(std::ffi::OsStr::from_bytes(path)), &mut thread, namespaces);
        }
        thread
    }

    /// Start of the first process of the pid namespace in nanoseconds since the boot, as events have it; 0 for the
    /// initial one.
    fn pid_namespace_start(
        &self,
        folder: &Path,
        status: &Status,
        thread: &Thread,
        namespaces: &mut Namespaces,
    ) -> u64 {
        if status.pid_namespaces <= 1 {
            return 0;
        }
        let inode = namespace(folder, "pid");
        if status.vpid == 1 {
            let start = thread.clone_ts.saturating_sub(self.boot_ts);
            namespaces.pid_starts.insert(inode, start);
            return start;
        }
        if let Some(start) = namespaces.pid_starts.get(&inode) {
            return *start;
        }
        // The namespace's own procfs, when the container has one mounted, shows its first process.
        read_capped(&folder.join("root/proc/1/stat"), MAX_FILE, &mut namespaces.buffer);
        let start = stat::parse(&namespaces.buffer)
            .map_or(0, |stat| self.start_ts(&stat).saturating_sub(self.boot_ts));
        namespaces.pid_starts.insert(inode, start);
        start
    }

    /// Descriptors by number, at most [`MAX_FDS`].
    fn fds(&self, folder: &Path, namespaces: &mut Namespaces) -> Vec<(i64, Fd)> {
        let Ok(entries) = std::fs::read_dir(folder.join("fd")) else { return Vec::new() };
        let sockets = self.sockets(folder, namespaces);
        let mut fds = Vec::new();
        for entry in entries.flatten() {
            if fds.len() >= MAX_FDS {
                namespaces.counters.fds_cut += 1;
                break;
            }
            let name = entry.file_name();
            let (Some(number), Some(text)) = (number::<i64>(name.as_bytes()), name.to_str()) else {
                continue;
            };
            if let Some(fd) = describe_fd(folder, text, &sockets, &mut namespaces.buffer) {
                fds.push((number, fd));
            }
        }
        namespaces.counters.fds += fds.len() as u64;
        fds
    }

    /// The socket tables of the process' network namespace, read once.
    fn sockets(&self, folder: &Path, namespaces: &mut Namespaces) -> Rc<Sockets> {
        const INET: [(&str, L4Proto, bool); 8] = [
            ("tcp", L4Proto::Tcp, false),
            ("tcp6", L4Proto::Tcp, true),
            ("udp", L4Proto::Udp, false),
            ("udp6", L4Proto::Udp, true),
            ("raw", L4Proto::Raw, false),
            ("raw6", L4Proto::Raw, true),
            ("icmp", L4Proto::Icmp, false),
            ("icmp6", L4Proto::Icmp, true),
        ];
        let inode = namespace(folder, "net");
        if let Some(sockets) = namespaces.sockets.get(&inode) {
            return Rc::clone(sockets);
        }
        let mut sockets = Sockets::default();
        let buffer = &mut namespaces.buffer;
        for (table, l4proto, v6) in INET {
            read_capped(&folder.join("net").join(table), MAX_TABLE, buffer);
            sockets.add_inet(buffer, l4proto, v6);
        }
        read_capped(&folder.join("net/unix"), MAX_TABLE, buffer);
        sockets.add_unix(buffer);
        read_capped(&folder.join("net/netlink"), MAX_TABLE, buffer);
        sockets.add_netlink(buffer);
        let sockets = Rc::new(sockets);
        namespaces.sockets.insert(inode, Rc::clone(&sockets));
        sockets
    }
}

/// Inode times, writability and overlay layer of the executable.
fn executable(folder: &Path, path: &Path, thread: &mut Thread, namespaces: &mut Namespaces) {
    let exe = folder.join("exe");
    let Ok(metadata) = std::fs::metadata(&exe) else { return };
    let time = |seconds: i64, nanoseconds: i64| {
        let seconds = u64::try_from(seconds).unwrap_or_default().saturating_mul(1_000_000_000);
        seconds.saturating_add(u64::try_from(nanoseconds).unwrap_or_default())
    };
    thread.exe_ino = metadata.ino();
    thread.exe_ino_ctime = time(metadata.ctime(), metadata.ctime_nsec());
    thread.exe_ino_mtime = time(metadata.mtime(), metadata.mtime_nsec());
    let owner = metadata.uid() == thread.uid;
    let group = metadata.gid() == thread.gid;
    let bit = match (owner, group) {
        (true, _) => 0o200,
        (false, true) => 0o020,
        (false, false) => 0o002,
    };
    // An owner counts as able to write: it may give itself the right.
    thread.exe_writable = owner || metadata.mode() & bit != 0 || thread.cap_effective & CAP_DAC_OVERRIDE != 0;

    let overlay = rustix::fs::statfs(&exe).is_ok_and(|statfs| statfs.f_type == OVERLAYFS);
    if !overlay {
        return;
    }
    let inode = namespace(folder, "mnt");
    let overlays = match namespaces.overlays.get(&inode) {
        Some(overlays) => Rc::clone(overlays),
        None => {
            read_capped(&folder.join("mountinfo"), MAX_TABLE, &mut namespaces.buffer);
            let overlays = Rc::new(mounts::overlays(&namespaces.buffer));
            namespaces.overlays.insert(inode, Rc::clone(&overlays));
            overlays
        }
    };
    let Some(holder) = mounts::holder(&overlays, path) else { return };
    let inside = path.strip_prefix(&holder.mount_point).unwrap_or(path);
    let in_upper =
        holder.upper.as_ref().is_some_and(|upper| std::fs::symlink_metadata(upper.join(inside)).is_ok());
    thread.exe_upper_layer = in_upper;
    thread.exe_lower_layer = !in_upper;
}

fn describe_fd(folder: &Path, number: &str, sockets: &Sockets, buffer: &mut Vec<u8>) -> Option<Fd> {
    let entry = folder.join("fd").join(number);
    let target = link(&entry);
    if target.is_empty() {
        return None;
    }
    // Only paths need their inode looked at; the others say what they are.
    let stat = if target.starts_with(b"/") { rustix::fs::stat(&entry).ok() } else { None };
    read_capped(&folder.join("fdinfo").join(number), MAX_FILE, buffer);
    Some(fd::describe(&target, buffer, stat.as_ref(), sockets))
}

fn read_task(folder: &Path, buffer: &mut Vec<u8>) -> Option<(Stat, Status)> {
    read_capped(&folder.join("stat"), MAX_FILE, buffer);
    let stat = stat::parse(buffer)?;
    read_capped(&folder.join("status"), MAX_FILE, buffer);
    Some((stat, status::parse(buffer)))
}

/// Reads at most `limit` bytes of a file into the emptied buffer; leaves it empty when that fails, as it does whenever
/// a process ends.
pub(super) fn read_capped(path: &Path, limit: usize, buffer: &mut Vec<u8>) {
    buffer.clear();
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOCTTY;
    let Ok(file) = rustix::fs::open(path, flags, Mode::empty()) else { return };
    // Plain reads into the one buffer: asking for sizes first, as the standard library does, is in vain in procfs and
    // takes as long as the reading.
    while buffer.len() < limit {
        buffer.reserve(READ_SIZE);
        match rustix::io::read(&file, rustix::buffer::spare_capacity(buffer)) {
            Ok(0) => break,
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => {
                buffer.clear();
                return;
            }
        }
    }
    buffer.truncate(limit);
}

/// Target of a link; empty when it cannot be read.
fn link(path: &Path) -> Vec<u8> {
    std::fs::read_link(path).map(|target| target.as_os_str().as_bytes().to_vec()).unwrap_or_default()
}

/// Number of a namespace; 0 when it cannot be read.
fn namespace(folder: &Path, kind: &str) -> u64 {
    let target = link(&folder.join("ns").join(kind));
    let digits = target.split(|byte| matches!(byte, b'[' | b']')).nth(1);
    digits.and_then(number).unwrap_or_default()
}

/// Entries that each end with NUL; a last one that was cut off gets its end.
fn ended(text: &[u8]) -> Bytes {
    if text.is_empty() || text.ends_with(b"\0") {
        return Bytes::from(text);
    }
    let mut whole = text.to_vec();
    whole.push(0);
    Bytes::from(whole)
}

/// Soft limit of open files in `/proc/PID/limits`; -1 when unlimited or unknown.
fn open_files_limit(text: &[u8]) -> i64 {
    let line = lines(text).find_map(|line| line.strip_prefix(b"Max open files"));
    line.and_then(|rest| fields(rest).next()).and_then(number).unwrap_or(-1)
}
