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
    /// Transport that the socket was made for; it shows once the socket has ends.
    pub pending_l4proto: L4Proto,
    /// A connection is being made and neither succeeded nor failed yet.
    pub pending: bool,
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

impl Fd {
    /// A descriptor of that kind of which nothing more is known.
    pub fn new(kind: FdKind) -> Fd {
        // The default of an empty slice is one for all, where any other way allocates.
        let nothing = Bytes::default();
        Fd {
            kind,
            name: nothing.clone(),
            name_raw: nothing,
            source: None,
            destination: None,
            unix_peers: (0, 0),
            l4proto: L4Proto::Na,
            role: Role::None,
            pending_l4proto: L4Proto::Unknown,
            pending: false,
            connected: false,
            open_flags: 0,
            dev: 0,
            mount_id: 0,
            ino: 0,
            pid: -1,
            upper_layer: false,
            lower_layer: false,
        }
    }

    /// A socket of IP that has both ends.
    pub fn is_connected_ip(&self) -> bool {
        matches!(self.kind, FdKind::Ipv4 | FdKind::Ipv6)
            && self.source.is_some()
            && self.destination.is_some()
    }
}

/// `address:port`; IPv6 addresses stand without brackets, as the public tools print them.
pub fn endpoint_name(address: IpAddr, port: u16) -> String {
    format!("{address}:{port}")
}

/// `address:port->address:port`.
pub fn tuple_name(source: Option<(IpAddr, u16)>, destination: Option<(IpAddr, u16)>) -> String {
    let name = |end: Option<(IpAddr, u16)>| {
        end.map_or(String::new(), |(address, port)| endpoint_name(address, port))
    };
    format!("{}->{}", name(source), name(destination))
}

/// An IPv4 address that comes as an IPv6 one is shown as what it is.
pub fn unmapped(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}
