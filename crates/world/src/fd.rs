//! An open file descriptor.

use crate::Bytes;
use std::net::IpAddr;

/// What a descriptor stands for. The names are those that `fd.type` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FdKind {
    Unknown,
    File,
    Directory,
    Ipv4,
    Ipv4Server,
    Ipv6,
    Ipv6Server,
    Unix,
    Pipe,
    Event,
    Signalfd,
    Eventpoll,
    Inotify,
    Timerfd,
    Netlink,
    Bpf,
    Userfaultfd,
    IoUring,
    Memfd,
    Pidfd,
    Unsupported,
}

/// Transport of an IP socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum L4Proto {
    #[default]
    Unknown,
    Na,
    Tcp,
    Udp,
    Icmp,
    Raw,
}

/// Which side of a connection this process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum Role {
    #[default]
    None,
    Client,
    Server,
}

/// A descriptor's kind, name and, for sockets, ends.
#[derive(Clone, Debug)]
pub struct Fd {
    /// Kind.
    pub kind: FdKind,
    /// Absolute cleaned path, or `address:port->address:port`, or `address:port` for listeners.
    pub name: Bytes,
    /// Path as the program gave it; empty when the kind has none.
    pub name_raw: Bytes,
    /// Source (client) end of a tuple; for listeners unset.
    pub source: Option<(IpAddr, u16)>,
    /// Destination (server) end; for listeners the bound address.
    pub destination: Option<(IpAddr, u16)>,
    /// Kernel addresses of both ends of a unix socket.
    pub unix_peers: (u64, u64),
    /// Transport.
    pub l4proto: L4Proto,
    /// Side that this process takes.
    pub role: Role,
    /// A connection was made, or data went through.
    pub connected: bool,
    /// Open flags in the format's values (`O_…` of value table 0).
    pub open_flags: u32,
    /// Device.
    pub dev: u32,
    /// Mount id, from start-up scans.
    pub mount_id: u32,
    /// Inode.
    pub ino: u64,
    /// Process that a pidfd stands for.
    pub pid: i64,
    /// File on the upper layer of an overlay.
    pub upper_layer: bool,
    /// File on the lower layer of an overlay.
    pub lower_layer: bool,
}
