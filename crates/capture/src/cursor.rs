//! Reading little-endian fields off a block's body.

use crate::error::Error;
use skua_world::Bytes;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A place in a block's body.
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
    /// Offset in the file of the first byte of `rest`.
    offset: u64,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8], offset: u64) -> Cursor<'a> {
        Cursor { rest: bytes, offset }
    }

    pub(crate) fn len(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    pub(crate) fn take(&mut self, count: usize, what: &str) -> Result<&'a [u8], Error> {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            return Err(Error::Content {
                offset: self.offset,
                what: format!("{what} needs {count} bytes, {} are left", self.rest.len()),
            });
        };
        self.rest = rest;
        self.offset += count as u64;
        Ok(taken)
    }

    /// A cursor over the next `count` bytes, which this one skips.
    pub(crate) fn part(&mut self, count: usize, what: &str) -> Result<Cursor<'a>, Error> {
        let offset = self.offset;
        Ok(Cursor::new(self.take(count, what)?, offset))
    }

    fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N, what)?);
        Ok(array)
    }

    pub(crate) fn u8(&mut self, what: &str) -> Result<u8, Error> {
        self.array::<1>(what).map(|[byte]| byte)
    }

    pub(crate) fn u16(&mut self, what: &str) -> Result<u16, Error> {
        self.array(what).map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self, what: &str) -> Result<u32, Error> {
        self.array(what).map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self, what: &str) -> Result<u64, Error> {
        self.array(what).map(u64::from_le_bytes)
    }

    pub(crate) fn i64(&mut self, what: &str) -> Result<i64, Error> {
        self.array(what).map(i64::from_le_bytes)
    }

    pub(crate) fn ip4(&mut self, what: &str) -> Result<IpAddr, Error> {
        self.array::<4>(what).map(|octets| Ipv4Addr::from(octets).into())
    }

    pub(crate) fn ip6(&mut self, what: &str) -> Result<IpAddr, Error> {
        self.array::<16>(what).map(|octets| Ipv6Addr::from(octets).into())
    }

    /// Bytes behind a length of 16 bits.
    pub(crate) fn bytes16(&mut self, what: &str) -> Result<&'a [u8], Error> {
        let length = self.u16(what)?;
        self.take(usize::from(length), what)
    }

    /// Text behind a length of 16 bits, up to its first NUL if it has one.
    pub(crate) fn text16(&mut self, what: &str) -> Result<Bytes, Error> {
        let bytes = self.bytes16(what)?;
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        Ok(Bytes::from(bytes.get(..end).unwrap_or(bytes)))
    }

    /// Strings behind a length of 16 bits, each ended by NUL; the last NUL is put where a writer left it out.
    pub(crate) fn strings16(&mut self, what: &str) -> Result<Bytes, Error> {
        let bytes = self.bytes16(what)?;
        Ok(match bytes.last() {
            None | Some(0) => Bytes::from(bytes),
            Some(_) => Bytes::from([bytes, &[0]].concat()),
        })
    }
}
