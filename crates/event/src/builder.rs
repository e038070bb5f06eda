//! Writing an event block.

use crate::{EventCode, EventFlags, HEADER_BYTES};

/// Builds one event block, parameter by parameter, in the table's order.
#[derive(Clone, Debug)]
pub struct EventBuilder {
    code: EventCode,
    timestamp: u64,
    tid: i64,
    lengths: Vec<u32>,
    data: Vec<u8>,
}

impl EventBuilder {
    /// Begins an event. `timestamp` in nanoseconds since the epoch.
    pub fn new(code: EventCode, timestamp: u64, tid: i64) -> EventBuilder {
        EventBuilder { code, timestamp, tid, lengths: Vec::new(), data: Vec::new() }
    }

    /// Adds a parameter of these bytes; none means that its value is not known.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> EventBuilder {
        self.lengths.push(bytes.len() as u32);
        self.data.extend_from_slice(bytes);
        self
    }

    /// Adds a parameter whose value is not known.
    #[must_use]
    pub fn empty(self) -> EventBuilder {
        self.bytes(&[])
    }

    /// Adds a string, with the NUL that ends it.
    #[must_use]
    pub fn str(self, text: impl AsRef<[u8]>) -> EventBuilder {
        self.bytes(&[text.as_ref(), &[0]].concat())
    }

    /// Adds an integer of 8 bytes.
    #[must_use]
    pub fn i64(self, value: i64) -> EventBuilder {
        self.bytes(&value.to_le_bytes())
    }

    /// Adds an unsigned integer of 8 bytes.
    #[must_use]
    pub fn u64(self, value: u64) -> EventBuilder {
        self.bytes(&value.to_le_bytes())
    }

    /// Adds an unsigned integer of 4 bytes.
    #[must_use]
    pub fn u32(self, value: u32) -> EventBuilder {
        self.bytes(&value.to_le_bytes())
    }

    /// Adds an unsigned integer of 2 bytes.
    #[must_use]
    pub fn u16(self, value: u16) -> EventBuilder {
        self.bytes(&value.to_le_bytes())
    }

    /// Adds a byte.
    #[must_use]
    pub fn u8(self, value: u8) -> EventBuilder {
        self.bytes(&[value])
    }

    /// The block. Parameters longer than 65,535 bytes are cut to that in events without large payloads.
    pub fn build(self) -> Vec<u8> {
        let large = self.code.info().is_some_and(|info| info.flags.contains(EventFlags::LARGE_PAYLOAD));
        let mut out = Vec::with_capacity(HEADER_BYTES + self.lengths.len() * 4 + self.data.len());
        out.extend_from_slice(&self.timestamp.to_le_bytes());
        out.extend_from_slice(&self.tid.to_le_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&self.code.0.to_le_bytes());
        out.extend_from_slice(&(self.lengths.len() as u32).to_le_bytes());
        let kept = |length: u32| if large { length } else { length.min(u32::from(u16::MAX)) };
        for length in &self.lengths {
            if large {
                out.extend_from_slice(&length.to_le_bytes());
            } else {
                out.extend_from_slice(&(kept(*length) as u16).to_le_bytes());
            }
        }
        let mut rest = self.data.as_slice();
        for length in &self.lengths {
            let (param, after) = rest.split_at(*length as usize);
            out.extend_from_slice(param.get(..kept(*length) as usize).unwrap_or(param));
            rest = after;
        }
        let total = out.len() as u32;
        out[16..20].copy_from_slice(&total.to_le_bytes());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Event, Malformed, code};

    #[test]
    fn what_is_built_reads_back() {
        let bytes = EventBuilder::new(code::SYSCALL_CHMOD_X, 5, 7).i64(-2).str("/tmp/x").u32(0o644).build();
        let event = Event::parse(&bytes, 1, 9).unwrap();
        assert_eq!((event.timestamp(), event.tid(), event.params()), (5, 7, 3));
        assert_eq!(
            (event.int(0), event.str(1), event.uint(2)),
            (Some(-2), Some(&b"/tmp/x"[..]), Some(0o644))
        );
        assert_eq!(event.param(3), None);
        for cut in 0..bytes.len() {
            assert!(Event::parse(&bytes[..cut], 1, 9).is_err());
        }
    }

    #[test]
    fn lengths_beyond_the_block_are_refused() {
        let mut bytes = EventBuilder::new(code::SYSCALL_CHMOD_X, 5, 7).i64(0).build();
        bytes[HEADER_BYTES] = 200;
        assert_eq!(Event::parse(&bytes, 0, 1).unwrap_err(), Malformed::Parameters { count: 1 });
        bytes[22..26].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Event::parse(&bytes, 0, 1).unwrap_err(), Malformed::Parameters { count: u32::MAX });
    }

    #[test]
    fn large_payloads_have_wide_lengths() {
        let long = vec![b'x'; 70_000];
        let bytes = EventBuilder::new(code::ASYNCEVENT_E, 1, 1).u32(0).str("container").bytes(&long).build();
        let event = Event::parse(&bytes, 0, 1).unwrap();
        assert_eq!(event.param(2).map(<[u8]>::len), Some(70_000));
    }
}
