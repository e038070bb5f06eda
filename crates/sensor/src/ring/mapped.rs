//! One BPF ring buffer, mapped into memory and read without copying.
//!
//! Layout (kernel/bpf/ringbuf.c): a page with the consumer's position, a page with the producer's, then the data,
//! mapped twice in a row so that a record is always contiguous. A record is a header of 8 bytes (length u32 with a busy
//! and a discard bit, u32 of the kernel's own) and its bytes, padded to 8.

#![allow(unsafe_code)]

use crate::Error;
use aya::maps::MapData;
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

const BUSY: u32 = 1 << 31;
const DISCARD: u32 = 1 << 30;
const RECORD_HEADER: usize = 8;

/// A mapped ring.
pub(crate) struct Ring {
    map: MapData,
    consumer: NonNull<u8>,
    producer: NonNull<u8>,
    page: usize,
    size: usize,
    position: u64,
}

// SAFETY: the mappings belong to this value alone and are not tied to a thread.
unsafe impl Send for Ring {}

impl Ring {
    /// Maps a ring of `size` bytes (a power of two).
    pub(crate) fn new(map: MapData, size: usize) -> Result<Ring, Error> {
        let page = rustix::param::page_size();
        let fail =
            |what| move |error: rustix::io::Errno| Error::Ring { what, source: io::Error::from(error) };
        let fd = map.fd();
        // SAFETY: a new mapping at an address of the kernel's choice touches no memory of ours.
        let consumer = unsafe {
            mmap(ptr::null_mut(), page, ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED, fd.as_fd(), 0)
        }
        .map_err(fail("map the consumer's page"))?;
        // SAFETY: as above; the kernel maps the data twice in a row behind the producer's page.
        let producer = unsafe {
            mmap(ptr::null_mut(), page + 2 * size, ProtFlags::READ, MapFlags::SHARED, fd.as_fd(), page as u64)
        }
        .map_err(fail("map the data"))?;
        let (Some(consumer), Some(producer)) = (NonNull::new(consumer.cast()), NonNull::new(producer.cast()))
        else {
            return Err(Error::Ring { what: "map", source: io::ErrorKind::OutOfMemory.into() });
        };
        let mut ring = Ring { map, consumer, producer, page, size, position: 0 };
        ring.position = ring.consumer_position().load(Ordering::Acquire);
        Ok(ring)
    }

    /// Descriptor to wait on.
    pub(crate) fn fd(&self) -> BorrowedFd<'_> {
        self.map.fd().as_fd()
    }

    fn consumer_position(&self) -> &AtomicU64 {
        // SAFETY: the page is mapped readable and writable as long as self lives, its start is aligned, and both sides
        // use it only atomically.
        unsafe { self.consumer.cast::<AtomicU64>().as_ref() }
    }

    fn producer_position(&self) -> &AtomicU64 {
        // SAFETY: the page is mapped readable as long as self lives, its start is aligned, and it is only read.
        unsafe { self.producer.cast::<AtomicU64>().as_ref() }
    }

    /// The first record that is complete; discarded ones are passed over. None when there is none yet.
    pub(crate) fn peek(&mut self) -> Option<&[u8]> {
        loop {
            let produced = self.producer_position().load(Ordering::Acquire);
            if self.position >= produced {
                return None;
            }
            let at = self.page + (self.position as usize & (self.size - 1));
            // SAFETY: position is below the producer's, so a header of 8 bytes lies at `at`, aligned to 8, inside the
            // doubled mapping of page + 2 * size bytes.
            let header =
                unsafe { self.producer.add(at).cast::<AtomicU32>().as_ref() }.load(Ordering::Acquire);
            if header & BUSY != 0 {
                return None;
            }
            let length = (header & !(BUSY | DISCARD)) as usize;
            if header & DISCARD != 0 {
                self.skip(length);
                continue;
            }
            if length > self.size {
                // Not possible with a sane kernel; reading on would leave the mapping.
                return None;
            }
            // SAFETY: the record was committed (not busy), starts inside the first copy and is no longer than the ring,
            // so it lies inside the doubled mapping; the kernel does not write it again before `advance`, which needs
            // `&mut self` and therefore ends this borrow.
            return Some(unsafe {
                std::slice::from_raw_parts(self.producer.add(at + RECORD_HEADER).as_ptr(), length)
            });
        }
    }

    fn skip(&mut self, length: usize) {
        self.position += ((length + RECORD_HEADER + 7) & !7) as u64;
    }

    /// Gives the room of the first record of `length` bytes back to the kernel.
    pub(crate) fn advance(&mut self, length: usize) {
        self.skip(length);
        self.consumer_position().store(self.position, Ordering::Release);
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        // SAFETY: both mappings were made by `new` with these lengths and nothing borrows from them any more.
        unsafe {
            let _ = munmap(self.consumer.as_ptr().cast(), self.page);
            let _ = munmap(self.producer.as_ptr().cast(), self.page + 2 * self.size);
        }
    }
}
