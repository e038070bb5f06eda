//! Reading an event block: header, parameter lengths, parameter bytes.
//!
//! Layout (little endian, packed): `ts` u64 nanoseconds since the epoch, `tid` u64, `len` u32 of the whole event,
//! `type` u16, `nparams` u32, then one length per parameter (u16, or u32 for events with large payloads), then the
//! parameters' bytes.

use crate::{EventCode, EventFlags, EventInfo};

/// Bytes of the fixed header.
pub const HEADER_BYTES: usize = 26;

/// An event block, borrowed from where it was read.
#[derive(Clone, Copy)]
pub struct Event<'a> {
    bytes: &'a [u8],
    /// The code's description.
    pub info: &'static EventInfo,
    /// Number of this event among those delivered, from 1.
    pub number: u64,
    /// CPU on which it happened.
    pub cpu: u16,
    /// Parameters that the block really has.
    count: u32,
    data: u32,
}

/// Why bytes are not an event block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Shorter than a header.
    Short(usize),
    /// The code is beyond the table.
    UnknownCode(u16),
    /// The header's length is not that of the bytes given.
    Length {
        /// Length the header states.
        stated: u32,
        /// Bytes that are there.
        found: usize,
    },
    /// The parameter lengths do not fit into the event.
    Parameters {
        /// Parameters stated.
        count: u32,
    },
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Malformed::Short(bytes) => {
                write!(f, "{bytes} bytes are too few for an event header of {HEADER_BYTES}")
            }
            Malformed::UnknownCode(code) => write!(f, "event code {code} is not known"),
            Malformed::Length { stated, found } => {
                write!(f, "event states {stated} bytes, {found} are there")
            }
            Malformed::Parameters { count } => {
                write!(f, "lengths of {count} parameters do not fit into the event")
            }
        }
    }
}

impl std::error::Error for Malformed {}

impl<'a> Event<'a> {
    /// Checks that `bytes` are one whole event block. Parameters can then be read without further errors.
    pub fn parse(bytes: &'a [u8], cpu: u16, number: u64) -> Result<Event<'a>, Malformed> {
        if bytes.len() < HEADER_BYTES {
            return Err(Malformed::Short(bytes.len()));
        }
        let code = u16_at(bytes, 20);
        let info = EventCode(code).info().ok_or(Malformed::UnknownCode(code))?;
        let stated = u32_at(bytes, 16);
        if stated as usize != bytes.len() {
            return Err(Malformed::Length { stated, found: bytes.len() });
        }
        let count = u32_at(bytes, 22);
        let width = if info.flags.contains(EventFlags::LARGE_PAYLOAD) { 4 } else { 2 };
        let data = (count as usize)
            .checked_mul(width)
            .and_then(|lengths| lengths.checked_add(HEADER_BYTES))
            .filter(|data| *data <= bytes.len())
            .ok_or(Malformed::Parameters { count })?;
        let event = Event { bytes, info, number, cpu, count, data: data as u32 };
        let total: usize = (0..count as usize).map(|index| event.length(index)).sum();
        if total > bytes.len() - data {
            return Err(Malformed::Parameters { count });
        }
        Ok(event)
    }

    /// Nanoseconds since the epoch.
    #[inline]
    pub fn timestamp(&self) -> u64 {
        u64_at(self.bytes, 0)
    }

    /// Thread that caused the event.
    #[inline]
    pub fn tid(&self) -> i64 {
        u64_at(self.bytes, 8) as i64
    }

    /// The event's code.
    #[inline]
    pub fn code(&self) -> EventCode {
        self.info.code
    }

    /// Number of parameters that the block holds; older writers may give fewer than the table has.
    #[inline]
    pub fn params(&self) -> usize {
        self.count as usize
    }

    /// The whole block as it was read.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    #[inline]
    fn length(&self, index: usize) -> usize {
        if self.info.flags.contains(EventFlags::LARGE_PAYLOAD) {
            u32_at(self.bytes, HEADER_BYTES + index * 4) as usize
        } else {
            usize::from(u16_at(self.bytes, HEADER_BYTES + index * 2))
        }
    }

    /// Bytes of a parameter; empty means that its value is not known. `None` when the block has no such parameter.
    #[inline]
    pub fn param(&self, index: usize) -> Option<&'a [u8]> {
        if index >= self.count as usize {
            return None;
        }
        let start: usize = self.data as usize + (0..index).map(|before| self.length(before)).sum::<usize>();
        self.bytes.get(start..start + self.length(index))
    }

    /// The parameters in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        let mut start = self.data as usize;
        (0..self.params()).map(move |index| {
            let end = start + self.length(index);
            let bytes = self.bytes.get(start..end).unwrap_or_default();
            start = end;
            bytes
        })
    }

    /// Signed integer of 1, 2, 4 or 8 bytes, sign-extended. `None` when missing or of another length.
    #[inline]
    pub fn int(&self, index: usize) -> Option<i64> {
        crate::param::int(self.param(index)?)
    }

    /// Unsigned integer of 1, 2, 4 or 8 bytes. `None` when missing or of another length.
    #[inline]
    pub fn uint(&self, index: usize) -> Option<u64> {
        crate::param::uint(self.param(index)?)
    }

    /// A string without its NUL. `None` when missing or empty in the format's sense (no bytes at all).
    #[inline]
    pub fn str(&self, index: usize) -> Option<&'a [u8]> {
        crate::param::str(self.param(index)?)
    }
}

impl std::fmt::Debug for Event<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct(self.info.id);
        debug.field("number", &self.number).field("ts", &self.timestamp()).field("tid", &self.tid());
        for (param, bytes) in self.info.params.iter().zip(self.iter()) {
            debug.field(param.name, &bytes.escape_ascii().to_string());
        }
        debug.finish()
    }
}

#[inline]
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[inline]
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}
