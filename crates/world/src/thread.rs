//! A thread, and with it the process that it leads or belongs to.

use crate::Bytes;

/// Place of a thread in the table together with its generation: cheap to copy, to compare and to look up, and never
/// mistaken for a later thread of the same place. Consumers keep what they decided about a process in side tables
/// indexed by `slot`, valid while `generation` is equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThreadKey {
    /// Index in the table; small and reused.
    pub slot: u32,
    /// Changes whenever the thread is replaced or anything that process-level fields read has changed (exec, setuid,
    /// setsid, chroot, a parent's exit, …).
    pub generation: u32,
}

/// What is known of a thread. Ids are the host's unless said otherwise; -1 means not known.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Thread id.
    pub tid: i64,
    /// Process (thread group) id.
    pub pid: i64,
    /// Thread id of the parent.
    pub ptid: i64,
    /// Thread and process id inside the own pid namespace.
    pub vtid: i64,
    /// Process id inside the own pid namespace.
    pub vpid: i64,
    /// Session id, inside the own pid namespace.
    pub sid: i64,
    /// Process group id inside the own pid namespace.
    pub vpgid: i64,
    /// Process group id as the host sees it.
    pub pgid: i64,
    /// Tid of the reaper that takes over the children, once known.
    pub reaper_tid: i64,
    /// Task name at the last exec or clone, at most 15 bytes.
    pub comm: Bytes,
    /// First argument as given.
    pub exe: Bytes,
    /// Path of the executed file, links resolved by the kernel.
    pub exepath: Bytes,
    /// Arguments after the first, each ended by NUL.
    pub args: Bytes,
    /// Environment, each entry ended by NUL.
    pub env: Bytes,
    /// Working directory, ends with `/`. Kept in the main thread.
    pub cwd: Bytes,
    /// Root directory (`/` unless changed).
    pub root: Bytes,
    /// `subsystem=path` entries, each ended by NUL.
    pub cgroups: Bytes,
    /// Effective user.
    pub uid: u32,
    /// Effective group.
    pub gid: u32,
    /// Audit login user; `u32::MAX` when unset.
    pub loginuid: u32,
    /// Permitted capabilities, in the format's bit order (the kernel's).
    pub cap_permitted: u64,
    /// Inheritable capabilities.
    pub cap_inheritable: u64,
    /// Effective capabilities.
    pub cap_effective: u64,
    /// Clone flags in the format's values (`CLONE_…` of value table 1) plus the state bits below.
    pub flags: u32,
    /// Controlling terminal, 0 none.
    pub tty: u32,
    /// Soft limit of open descriptors.
    pub fdlimit: i64,
    /// Nanoseconds since the epoch of the clone; 0 when not known (as for fields, found at start).
    pub clone_ts: u64,
    /// Nanoseconds since the epoch of the last exec; 0 when none was seen.
    pub exec_ts: u64,
    /// Start of the pid namespace's init, nanoseconds since the epoch.
    pub pidns_init_start_ts: u64,
    /// Inode of the executable, 0 unknown.
    pub exe_ino: u64,
    /// Change time of the executable, nanoseconds since the epoch.
    pub exe_ino_ctime: u64,
    /// Modification time of the executable, nanoseconds since the epoch.
    pub exe_ino_mtime: u64,
    /// At exec: the executable was writable by the caller.
    pub exe_writable: bool,
    /// At exec: the executable lay on the upper layer of an overlay.
    pub exe_upper_layer: bool,
    /// At exec: the executable lay on the lower layer of an overlay.
    pub exe_lower_layer: bool,
    /// At exec: the executable was an unlinked memory file.
    pub exe_from_memfd: bool,
    /// Virtual size, KiB.
    pub vmsize_kb: u32,
    /// Resident size, KiB.
    pub vmrss_kb: u32,
    /// Swapped size, KiB.
    pub vmswap_kb: u32,
    /// Major page faults.
    pub pfmajor: u64,
    /// Minor page faults.
    pub pfminor: u64,
    /// Container of the thread as its cgroups tell: 12 digits, or empty on the host.
    pub container_id: Bytes,
    /// Seen exiting; kept while its group or its event needs it.
    pub dead: bool,
    /// Made up for an event of a thread that nothing was known of.
    pub invented: bool,
    /// Timestamp of the last event, for purging.
    pub last_access_ts: u64,
}

impl Thread {
    /// A thread of which nothing is known but its id. Strings that fields show are `<NA>`, as in the public tools.
    pub fn unknown(tid: i64) -> Thread {
        let nothing = Bytes::from(&b""[..]);
        let not_available = Bytes::from(&b"<NA>"[..]);
        Thread {
            tid,
            pid: -1,
            ptid: -1,
            vtid: -1,
            vpid: -1,
            sid: -1,
            vpgid: -1,
            pgid: -1,
            reaper_tid: -1,
            comm: not_available.clone(),
            exe: not_available,
            exepath: nothing.clone(),
            args: nothing.clone(),
            env: nothing.clone(),
            cwd: nothing.clone(),
            root: Bytes::from(&b"/"[..]),
            cgroups: nothing.clone(),
            uid: u32::MAX,
            gid: u32::MAX,
            loginuid: u32::MAX,
            cap_permitted: 0,
            cap_inheritable: 0,
            cap_effective: 0,
            flags: 0,
            tty: 0,
            fdlimit: -1,
            clone_ts: 0,
            exec_ts: 0,
            pidns_init_start_ts: 0,
            exe_ino: 0,
            exe_ino_ctime: 0,
            exe_ino_mtime: 0,
            exe_writable: false,
            exe_upper_layer: false,
            exe_lower_layer: false,
            exe_from_memfd: false,
            vmsize_kb: 0,
            vmrss_kb: 0,
            vmswap_kb: 0,
            pfmajor: 0,
            pfminor: 0,
            container_id: nothing,
            dead: false,
            invented: true,
            last_access_ts: 0,
        }
    }

    /// The thread leads its process.
    pub fn is_main(&self) -> bool {
        self.tid == self.pid
    }
}
