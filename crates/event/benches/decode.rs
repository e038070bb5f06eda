//! Reading event blocks: events per second.
#![allow(clippy::unwrap_used, reason = "helpers of a benchmark")]

use divan::{Bencher, black_box, counter::ItemsCount};
use skua_event::{Event, EventBuilder, code};

fn main() {
    divan::main();
}

fn openat() -> Vec<u8> {
    EventBuilder::new(code::SYSCALL_OPENAT_2_X, 1, 7)
        .i64(3)
        .i64(-100)
        .str("/etc/ld.so.cache")
        .u32(1)
        .u32(0)
        .u32(0x801)
        .u64(1234)
        .build()
}

fn execve() -> Vec<u8> {
    let mut event = EventBuilder::new(code::SYSCALL_EXECVE_19_X, 1, 7).i64(0).str("ls").bytes(b"-l\0/tmp\0");
    for param in 3..code::SYSCALL_EXECVE_19_X.info().unwrap().params.len() {
        event = match param {
            13 => event.str("ls"),
            14 => event.bytes(b"cpuset=/\0cpu=/\0cpuacct=/\0io=/\0memory=/\0"),
            15 => event.bytes(b"HOME=/root\0PATH=/usr/bin:/bin\0TERM=xterm\0"),
            27 | 30 => event.str("/usr/bin/ls"),
            _ => event.u64(1),
        };
    }
    event.build()
}

/// The check of a block, as each event of the ring passes it once.
#[divan::bench(args = ["openat", "execve"])]
fn parse(bencher: Bencher<'_, '_>, which: &str) {
    let block = if which == "execve" { execve() } else { openat() };
    bencher.counter(ItemsCount::new(1_usize)).bench(|| Event::parse(black_box(&block), 0, 1).unwrap().code());
}

/// The last string of a block: the parameter that lies behind all lengths.
#[divan::bench(args = ["openat", "execve"])]
fn parse_and_read_a_name(bencher: Bencher<'_, '_>, which: &str) {
    let (block, index) = if which == "execve" { (execve(), 30) } else { (openat(), 2) };
    bencher.counter(ItemsCount::new(1_usize)).bench(|| {
        let event = Event::parse(black_box(&block), 0, 1).unwrap();
        event.str(index).map(<[u8]>::len)
    });
}
