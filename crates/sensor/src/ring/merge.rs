//! Events of all rings in the order of their time.
//!
//! A record's time is taken just before it is copied into its ring, so one that is older than a short while has either
//! been committed or is lost. Each round hands out only what is older than that, which makes the order true across CPUs
//! without waiting for idle ones.

use crate::clock;
use crate::ring::Ring;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How long a record may take from its time to its commit, nanoseconds.
const SETTLING: u64 = 100_000;

/// Merges rings by time.
pub(crate) struct Merge {
    rings: Vec<(u16, Ring)>,
    boot_epoch: u64,
    heads: BinaryHeap<Reverse<(u64, usize)>>,
}

impl Merge {
    /// `rings` with their CPUs; `boot_epoch` is what the kernel half adds to its clock.
    pub(crate) fn new(rings: Vec<(u16, Ring)>, boot_epoch: u64) -> Merge {
        Merge { heads: BinaryHeap::with_capacity(rings.len()), rings, boot_epoch }
    }

    /// Hands out everything that is settled, oldest first; returns how many and whether younger ones wait.
    pub(crate) fn drain(&mut self, sink: &mut dyn FnMut(u16, &[u8])) -> (usize, bool) {
        let horizon = self.boot_epoch + clock::since_boot().saturating_sub(SETTLING);
        let mut delivered = 0;
        let mut waiting = false;
        self.heads.clear();
        for (index, (_, ring)) in self.rings.iter_mut().enumerate() {
            if let Some(time) = head_time(ring) {
                self.heads.push(Reverse((time, index)));
            }
        }
        while let Some(Reverse((time, index))) = self.heads.pop() {
            if time > horizon {
                waiting = true;
                break;
            }
            let next_elsewhere = self.heads.peek().map_or(u64::MAX, |Reverse((time, _))| *time);
            let Some((cpu, ring)) = self.rings.get_mut(index) else { continue };
            // Everything of this ring up to the next ring's head needs no heap.
            while let Some(record) = ring.peek() {
                let time = timestamp(record);
                if time > next_elsewhere || time > horizon {
                    self.heads.push(Reverse((time, index)));
                    break;
                }
                let length = record.len();
                sink(*cpu, record);
                ring.advance(length);
                delivered += 1;
            }
        }
        (delivered, waiting)
    }
}

fn head_time(ring: &mut Ring) -> Option<u64> {
    ring.peek().map(timestamp)
}

fn timestamp(record: &[u8]) -> u64 {
    record.get(..8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}
