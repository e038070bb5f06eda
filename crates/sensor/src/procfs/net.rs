//! Socket tables of a network namespace: `/proc/PID/net/{tcp,tcp6,udp,udp6,raw,raw6,icmp,icmp6,unix,netlink}`
//! (proc(5)).

use super::text::{fields, hex, lines, number};
use skua_world::L4Proto;
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A socket as its table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Socket {
    /// Of the internet families.
    Inet {
        /// Transport.
        l4proto: L4Proto,
        /// Own end.
        local: (IpAddr, u16),
        /// Other end; port 0 when there is none.
        remote: (IpAddr, u16),
        /// TCP in state LISTEN.
        listening: bool,
        /// From the table of version 6, even when the addresses are version 4's.
        v6: bool,
    },
    /// Unix domain: kernel address and path.
    Unix {
        /// Address in the kernel; 0 for readers without rights.
        address: u64,
        /// Path; begins with `@` when abstract, empty when unnamed.
        path: Vec<u8>,
    },
    /// Netlink.
    Netlink,
}

/// All sockets of a network namespace by inode.
#[derive(Clone, Debug, Default)]
pub struct Sockets {
    /// By inode.
    pub by_inode: HashMap<u64, Socket>,
    /// TCP ports that are listened on.
    pub listened: HashSet<u16>,
}

/// State LISTEN in the tables.
const LISTEN: u64 = 0x0a;

impl Sockets {
    /// Adds a table of the internet families. Lines that are none are left out.
    pub fn add_inet(&mut self, text: &[u8], l4proto: L4Proto, v6: bool) {
        for line in lines(text).skip(1) {
            let mut parts = fields(line).skip(1);
            let (Some(local), Some(remote), Some(state)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            // Queues, timer, retransmits, user and timeout stand between.
            let inode = parts.nth(5).and_then(number::<u64>);
            let (Some(local), Some(remote), Some(inode)) = (end(local), end(remote), inode) else { continue };
            let listening = l4proto == L4Proto::Tcp && hex(state) == Some(LISTEN);
            if listening {
                self.listened.insert(local.1);
            }
            // Sockets in TIME_WAIT have no inode.
            if inode != 0 {
                self.by_inode.insert(inode, Socket::Inet { l4proto, local, remote, listening, v6 });
            }
        }
    }

    /// Adds the unix table.
    pub fn add_unix(&mut self, text: &[u8]) {
        for line in lines(text).skip(1) {
            let mut parts = fields(line);
            let address = parts.next().and_then(|part| part.strip_suffix(b":")).and_then(hex);
            let (Some(address), Some(inode)) = (address, parts.nth(5).and_then(number)) else { continue };
            // A path may hold blanks: it is everything after the inode's field and one blank.
            let path = match parts.next() {
                Some(first) => {
                    let start = (first.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
                    line.get(start..).unwrap_or(first).to_vec()
                }
                None => Vec::new(),
            };
            self.by_inode.insert(inode, Socket::Unix { address, path });
        }
    }

    /// Adds the netlink table.
    pub fn add_netlink(&mut self, text: &[u8]) {
        for line in lines(text).skip(1) {
            if let Some(inode) = fields(line).nth(9).and_then(number) {
                self.by_inode.insert(inode, Socket::Netlink);
            }
        }
    }
}

/// `0100007F:1F90`: words of the address in this machine's byte order, port in hexadecimal.
fn end(text: &[u8]) -> Option<(IpAddr, u16)> {
    let colon = text.iter().position(|byte| *byte == b':')?;
    let (address, port) = (text.get(..colon)?, hex(text.get(colon + 1..)?)?);
    let word = |index: usize| {
        let value = hex(address.get(index * 8..index * 8 + 8)?)?;
        Some(u32::try_from(value).ok()?.to_ne_bytes())
    };
    let ip = match address.len() {
        8 => IpAddr::V4(Ipv4Addr::from(word(0)?)),
        32 => {
            let mut octets = [0_u8; 16];
            for (index, chunk) in octets.chunks_exact_mut(4).enumerate() {
                chunk.copy_from_slice(&word(index)?);
            }
            let ip = Ipv6Addr::from(octets);
            ip.to_ipv4_mapped().map_or(IpAddr::V6(ip), IpAddr::V4)
        }
        _ => return None,
    };
    Some((ip, u16::try_from(port).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TCP: &[u8] = b"  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
        \x20  0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 0 100\n\
        \x20  1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 4243 1 0 100\n\
        \x20  2: 0100007F:1F90 0100007F:C351 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0\n";

    #[test]
    #[cfg(target_endian = "little")]
    fn tcp_listeners_and_connections() {
        let mut sockets = Sockets::default();
        sockets.add_inet(TCP, L4Proto::Tcp, false);
        assert_eq!(sockets.by_inode.len(), 2);
        assert!(sockets.listened.contains(&8080));
        let local = (IpAddr::from([127, 0, 0, 1]), 8080);
        let remote = (IpAddr::from([127, 0, 0, 1]), 50000);
        let expected = Socket::Inet { l4proto: L4Proto::Tcp, local, remote, listening: false, v6: false };
        assert_eq!(sockets.by_inode.get(&4243), Some(&expected));
    }

    #[test]
    #[cfg(target_endian = "little")]
    fn version_6_and_mapped_version_4() {
        assert_eq!(end(b"00000000000000000000000001000000:0016"), Some((Ipv6Addr::LOCALHOST.into(), 22)));
        assert_eq!(end(b"0000000000000000FFFF00000100007F:0016"), Some((IpAddr::from([127, 0, 0, 1]), 22)));
        for bad in [&b""[..], b":", b"0:1", b"0100007F:", b"0100007F:10000", b"zzzzzzzz:1"] {
            assert_eq!(end(bad), None);
        }
    }

    #[test]
    fn unix_paths_may_hold_blanks() {
        let mut sockets = Sockets::default();
        sockets.add_unix(
            b"Num RefCount\n\
            ffff8881: 00000002 00000000 00010000 0001 01 77 /run/a b\nffff8882: 3 0 0 1 3 78\nx\n",
        );
        let unix = |address, path: &[u8]| Socket::Unix { address, path: path.to_vec() };
        assert_eq!(sockets.by_inode.get(&77), Some(&unix(0xffff_8881, b"/run/a b")));
        assert_eq!(sockets.by_inode.get(&78), Some(&unix(0xffff_8882, b"")));
        sockets.add_netlink(b"sk Eth Pid\nffff 0 1 0 0 0 0 2 0 99\nshort\n");
        assert_eq!(sockets.by_inode.get(&99), Some(&Socket::Netlink));
    }
}
