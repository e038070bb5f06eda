//! The state of a machine at one moment: what a scan of /proc gives, and what a capture holds before its events.

use crate::fd::Fd;
use crate::thread::Thread;
use std::net::IpAddr;

/// One thread of the snapshot with the descriptors of its process (given with the main thread only).
#[derive(Clone, Debug)]
pub struct ProcessEntry {
    /// The thread. `clone_ts` is its start.
    pub thread: Thread,
    /// Descriptors by number.
    pub fds: Vec<(i64, Fd)>,
}

/// A user of the machine, or of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Number.
    pub uid: u32,
    /// Main group.
    pub gid: u32,
    /// Name.
    pub name: Vec<u8>,
    /// Home directory.
    pub home: Vec<u8>,
    /// Login shell.
    pub shell: Vec<u8>,
}

/// A group of the machine, or of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Number.
    pub gid: u32,
    /// Name.
    pub name: Vec<u8>,
}

/// An address of a network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// Name, as `eth0`.
    pub name: Vec<u8>,
    /// Address.
    pub address: IpAddr,
    /// Network mask.
    pub netmask: IpAddr,
    /// Broadcast address.
    pub broadcast: Option<IpAddr>,
    /// Speed in bits per second, 0 unknown.
    pub link_speed: u64,
}

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Number of CPUs.
    pub cpus: u32,
    /// Bytes of memory.
    pub memory: u64,
    /// Largest process id.
    pub max_pid: u64,
    /// Host name.
    pub hostname: Vec<u8>,
    /// Boot time, nanoseconds since the epoch.
    pub boot_ts: u64,
}

/// Everything at once.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The machine.
    pub machine: Machine,
    /// Threads, processes first-in-line not required.
    pub processes: Vec<ProcessEntry>,
    /// Users of the machine.
    pub users: Vec<User>,
    /// Groups of the machine.
    pub groups: Vec<Group>,
    /// Addresses of the machine.
    pub interfaces: Vec<Interface>,
}
