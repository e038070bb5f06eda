//! Keeping the world true: events per second.
#![allow(clippy::unwrap_used, reason = "helpers of a benchmark")]

#[path = "../tests/support/mod.rs"]
mod support;

use divan::{Bencher, counter::ItemsCount};
use skua_event::{Event, EventBuilder, code};
use skua_world::World;
use support::{AT_FDCWD, Machine};

fn main() {
    divan::main();
}

/// Events as they lie in the ring, to be played again and again on a machine with 1,000 processes.
struct Tape {
    world: World,
    blocks: Vec<Vec<u8>>,
}

impl Tape {
    fn record(events: impl FnOnce(&mut Machine) -> Vec<EventBuilder>) -> Tape {
        let mut machine = Machine::new();
        for child in 1_000..2_000 {
            machine.fork(100, child);
            machine.exec(child, "/usr/bin/sleep", &["60"], "/");
            for number in 0..20 {
                machine.open(child, number, "/var/log/messages", 1);
            }
        }
        let blocks = events(&mut machine).into_iter().map(EventBuilder::build).collect();
        Tape { world: machine.world, blocks }
    }

    fn play(&mut self) {
        for (number, block) in self.blocks.iter().enumerate() {
            let event = Event::parse(block, 0, number as u64).unwrap();
            let seen = self.world.apply(&event);
            divan::black_box(self.world.view(&event, &seen).thread.is_some());
            self.world.settle(&event, &seen);
        }
    }

    fn bench(mut self, bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::new(self.blocks.len())).bench_local(|| self.play());
    }
}

/// Two events: a file is opened and closed.
#[divan::bench]
fn open_and_close(bencher: Bencher<'_, '_>) {
    let tape = Tape::record(|machine| {
        let open = machine.openat(1_500, 33, AT_FDCWD, "/usr/share/locale/locale.alias", 1);
        vec![open, machine.close(1_500, 33)]
    });
    tape.bench(bencher);
}

/// Four events: both sides of a fork, an exec, an exit.
#[divan::bench]
fn fork_exec_exit(bencher: Bencher<'_, '_>) {
    let tape = Tape::record(|machine| {
        vec![
            machine.clone_event(5_000, 0, 5_000, 1_500, 0),
            machine.clone_event(1_500, 5_000, 1_500, 100, 0),
            machine.exec_event(5_000, "/usr/bin/true", &[], "/"),
            machine.exit_event(5_000, 1),
        ]
    });
    tape.bench(bencher);
}

/// One event that changes nothing and names no descriptor.
#[divan::bench]
fn without_effect(bencher: Bencher<'_, '_>) {
    let tape = Tape::record(|machine| {
        vec![machine.event(code::SYSCALL_CHMOD_X, 1_500).i64(0).str("/tmp/x").u32(0o644)]
    });
    tape.bench(bencher);
}

/// One event that reads a descriptor and changes nothing.
#[divan::bench]
fn read_of_a_file(bencher: Bencher<'_, '_>) {
    let tape = Tape::record(|machine| {
        vec![machine.event(code::SYSCALL_READ_X, 1_500).i64(4).bytes(b"abcd").i64(3).u32(4)]
    });
    tape.bench(bencher);
}
