//! Decoding of single parameters.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Signed integer of 1, 2, 4 or 8 little-endian bytes, sign-extended.
#[inline]
pub fn int(bytes: &[u8]) -> Option<i64> {
    Some(match *bytes {
        [a] => i64::from(a as i8),
        [a, b] => i64::from(i16::from_le_bytes([a, b])),
        [a, b, c, d] => i64::from(i32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => i64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => return None,
    })
}

/// Unsigned integer of 1, 2, 4 or 8 little-endian bytes.
#[inline]
pub fn uint(bytes: &[u8]) -> Option<u64> {
    Some(match *bytes {
        [a] => u64::from(a),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a, b, c, d] => u64::from(u32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => return None,
    })
}

/// A string up to its first NUL; `None` when there are no bytes at all (not known).
#[inline]
pub fn str(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [] => None,
        _ => Some(bytes.iter().position(|b| *b == 0).map_or(bytes, |end| bytes.get(..end).unwrap_or(bytes))),
    }
}

/// The strings of a NUL-separated list. A last NUL ends the last string and does not begin another.
pub fn strings(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let body = bytes.strip_suffix(&[0]).unwrap_or(bytes);
    body.split(|b| *b == 0).take(if bytes.is_empty() { 0 } else { usize::MAX })
}

/// Address families of the format (the kernel's numbers).
pub mod family {
    /// Unix sockets.
    pub const UNIX: u8 = 1;
    /// IPv4.
    pub const INET: u8 = 2;
    /// IPv6.
    pub const INET6: u8 = 10;
}

/// The ends of a socket, as a `socktuple` parameter holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SockTuple<'a> {
    /// IPv4 or IPv6. Source is the client as far as the event knows.
    Ip {
        /// Source address.
        source: IpAddr,
        /// Source port.
        source_port: u16,
        /// Destination address.
        destination: IpAddr,
        /// Destination port.
        destination_port: u16,
    },
    /// Unix: the kernel's addresses of both ends and the path.
    Unix {
        /// Address of this end.
        source: u64,
        /// Address of the other end.
        destination: u64,
        /// Path, empty for unnamed sockets.
        path: &'a [u8],
    },
}

/// Decodes a `socktuple` parameter: family u8, then addresses and ports (little endian) or pointers and path.
/// `None` for an empty, truncated or unknown one.
pub fn socktuple(bytes: &[u8]) -> Option<SockTuple<'_>> {
    let (&family, rest) = bytes.split_first()?;
    match family {
        family::INET => {
            let (source, source_port, rest) = endpoint4(rest)?;
            let (destination, destination_port, _) = endpoint4(rest)?;
            Some(SockTuple::Ip { source, source_port, destination, destination_port })
        }
        family::INET6 => {
            let (source, source_port, rest) = endpoint6(rest)?;
            let (destination, destination_port, _) = endpoint6(rest)?;
            Some(SockTuple::Ip { source, source_port, destination, destination_port })
        }
        family::UNIX => {
            let source = u64::from_le_bytes(rest.get(..8)?.try_into().ok()?);
            let destination = u64::from_le_bytes(rest.get(8..16)?.try_into().ok()?);
            Some(SockTuple::Unix { source, destination, path: str(rest.get(16..)?).unwrap_or_default() })
        }
        _ => None,
    }
}

/// A socket address, as a `sockaddr` parameter holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SockAddr<'a> {
    /// IPv4 or IPv6 with its port.
    Ip(IpAddr, u16),
    /// Unix path; abstract names begin with NUL in the kernel and are given without it.
    Unix(&'a [u8]),
}

/// Decodes a `sockaddr` parameter: family u8, then address and port (little endian) or path.
pub fn sockaddr(bytes: &[u8]) -> Option<SockAddr<'_>> {
    let (&family, rest) = bytes.split_first()?;
    match family {
        family::INET => endpoint4(rest).map(|(address, port, _)| SockAddr::Ip(address, port)),
        family::INET6 => endpoint6(rest).map(|(address, port, _)| SockAddr::Ip(address, port)),
        family::UNIX => Some(SockAddr::Unix(str(rest).unwrap_or_default())),
        _ => None,
    }
}

fn endpoint4(bytes: &[u8]) -> Option<(IpAddr, u16, &[u8])> {
    let address: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    let port = u16::from_le_bytes(bytes.get(4..6)?.try_into().ok()?);
    Some((IpAddr::V4(Ipv4Addr::from(address)), port, bytes.get(6..)?))
}

fn endpoint6(bytes: &[u8]) -> Option<(IpAddr, u16, &[u8])> {
    let address: [u8; 16] = bytes.get(..16)?.try_into().ok()?;
    let port = u16::from_le_bytes(bytes.get(16..18)?.try_into().ok()?);
    Some((IpAddr::V6(Ipv6Addr::from(address)), port, bytes.get(18..)?))
}

/// The descriptors of a `fdlist` parameter: count u16, then (fd i64, events i16) each.
pub fn fdlist(bytes: &[u8]) -> impl Iterator<Item = (i64, i16)> + '_ {
    bytes.get(2..).unwrap_or_default().chunks_exact(10).filter_map(|entry| {
        let fd = i64::from_le_bytes(entry.get(..8)?.try_into().ok()?);
        let events = i16::from_le_bytes(entry.get(8..10)?.try_into().ok()?);
        Some((fd, events))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_at_their_nul() {
        let all = |bytes| strings(bytes).map(<[u8]>::to_vec).collect::<Vec<_>>();
        assert_eq!(all(b""), Vec::<Vec<u8>>::new());
        assert_eq!(all(b"a\0b\0"), [b"a".to_vec(), b"b".to_vec()]);
        assert_eq!(all(b"a\0\0"), [b"a".to_vec(), b"".to_vec()]);
        assert_eq!(all(b"a\0b"), [b"a".to_vec(), b"b".to_vec()]);
        assert_eq!(str(b"a\0b"), Some(&b"a"[..]));
        assert_eq!(str(b""), None);
    }

    #[test]
    fn truncated_addresses_are_refused() {
        let whole = [2, 127, 0, 0, 1, 80, 0, 10, 0, 0, 1, 1, 2];
        assert!(matches!(
            socktuple(&whole),
            Some(SockTuple::Ip { source_port: 80, destination_port: 513, .. })
        ));
        for cut in 0..whole.len() {
            assert_eq!(socktuple(&whole[..cut]), None);
        }
        assert_eq!(sockaddr(&[1, b'/', b'x', 0]), Some(SockAddr::Unix(b"/x")));
    }
}
