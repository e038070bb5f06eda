//! Rule evaluation alone: events that the world has taken in already, given to engines with the public rule files.
//!
//! `cargo bench -p skua-rules`; the rule files are looked for beside the checkout, as tests do.

use divan::{Bencher, counter::ItemsCount};
use skua_event::{Event, EventBuilder, EventCode, code};
use skua_rules::{Engine, EngineOptions, LoadOptions, RuleSet, Source};
use skua_world::snapshot::{ProcessEntry, Snapshot};
use skua_world::{Bytes, Observation, Thread, World};
use std::path::PathBuf;

const EVENTS: usize = 20_000;
const PROCESSES: i64 = 300;

fn main() {
    divan::main();
}

fn bytes(text: &str) -> Bytes {
    Bytes::from(text.as_bytes())
}

/// The public rule files, the first `count` of them.
fn rules(count: usize) -> Option<RuleSet> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let names = ["falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml"];
    let folder = [root.join("../shared/rules"), root.join("../../shared/rules")]
        .into_iter()
        .find(|path| path.is_dir())?;
    let files: Vec<Source> = names
        .iter()
        .take(count)
        .filter_map(|name| {
            Some(Source { name: (*name).into(), text: std::fs::read_to_string(folder.join(name)).ok()? })
        })
        .collect();
    RuleSet::load(&files, &LoadOptions::default()).rules
}

/// A machine with a few hundred processes of ordinary kinds.
fn machine() -> World {
    let kinds = [
        ("systemd", "/usr/lib/systemd/systemd", ""),
        ("bash", "/usr/bin/bash", "-c\0make -j4\0"),
        ("cc1", "/usr/lib/gcc/x86_64-linux-gnu/12/cc1", "-quiet\0-O2\0main.c\0"),
        ("nginx", "/usr/sbin/nginx", "-g\0daemon off;\0"),
        ("python3", "/usr/bin/python3.11", "manage.py\0runserver\0"),
        ("postgres", "/usr/lib/postgresql/15/bin/postgres", "-D\0/var/lib/postgresql\0"),
    ];
    let mut snapshot = Snapshot::default();
    for pid in 1..=PROCESSES {
        let (comm, exe, args) = kinds[pid as usize % kinds.len()];
        let mut thread = Thread::unknown(pid);
        thread.pid = pid;
        thread.ptid = if pid > 10 { pid / 2 } else { 1 };
        thread.comm = bytes(comm);
        thread.exe = bytes(exe);
        thread.exepath = bytes(exe);
        thread.args = bytes(args);
        thread.cwd = bytes("/srv/app/");
        thread.invented = false;
        snapshot.processes.push(ProcessEntry { thread, fds: Vec::new() });
    }
    let mut world = World::default();
    world.load(snapshot);
    world
}

fn event(number: usize) -> Vec<u8> {
    let tid = (number as i64 * 7919) % PROCESSES + 1;
    let timestamp = 1_700_000_000_000_000_000 + number as u64 * 1_000;
    let new = |code: EventCode| EventBuilder::new(code, timestamp, tid);
    let paths = [
        "/usr/lib/x86_64-linux-gnu/libc.so.6",
        "/etc/ld.so.cache",
        "/proc/self/stat",
        "/srv/app/main.py",
        "/usr/include/stdio.h",
        "/tmp/ccXq1.s",
        "/var/log/nginx/access.log",
        "/etc/passwd",
    ];
    let path = paths[number % paths.len()];
    match number % 10 {
        0..=6 => new(code::SYSCALL_OPENAT_2_X)
            .i64(3 + (number % 20) as i64)
            .i64(-100)
            .str(path)
            .u32(if number.is_multiple_of(7) { 0x2 } else { 0x1 })
            .u32(0)
            .u32(8)
            .u64(number as u64)
            .build(),
        7 => new(code::SYSCALL_CLOSE_X).i64(0).i64(3 + (number % 20) as i64).build(),
        8 => {
            let tuple =
                [&[2u8, 10, 0, 0, 5][..], &40_000u16.to_le_bytes(), &[10, 0, 0, 9], &5432u16.to_le_bytes()]
                    .concat();
            new(code::SOCKET_CONNECT_X).i64(0).bytes(&tuple).i64(5).build()
        }
        _ => new(code::SYSCALL_DUP2_X).i64(9).i64(3).i64(9).build(),
    }
}

fn evaluate(bencher: Bencher<'_, '_>, files: usize, options: EngineOptions) {
    let Some(set) = rules(files) else {
        eprintln!("skipped: the public rule files are not beside the checkout");
        return;
    };
    let mut world = machine();
    let blocks: Vec<Vec<u8>> = (0..EVENTS).map(event).collect();
    let events: Vec<Event<'_>> = blocks
        .iter()
        .enumerate()
        .filter_map(|(number, block)| Event::parse(block, 0, number as u64 + 1).ok())
        .collect();
    let seen: Vec<Observation> = events
        .iter()
        .map(|event| {
            let seen = world.apply(event);
            world.settle(event, &seen);
            seen
        })
        .collect();
    let mut engine = Engine::new(set, options);
    bencher.counter(ItemsCount::new(events.len())).bench_local(|| {
        let mut found = 0u64;
        for (event, seen) in events.iter().zip(&seen) {
            let view = world.view(event, seen);
            engine.matches(&view, &mut |_| found += 1);
        }
        found
    });
}

/// Every optimisation on. The argument is the number of public rule files.
#[divan::bench(args = [1, 3], sample_count = 20)]
fn optimised(bencher: Bencher<'_, '_>, files: usize) {
    evaluate(bencher, files, EngineOptions::default());
}

/// As [`optimised`], but nothing is remembered with the processes.
#[divan::bench(args = [1, 3], sample_count = 20)]
fn without_process_memory(bencher: Bencher<'_, '_>, files: usize) {
    evaluate(bencher, files, EngineOptions { remember_processes: false, ..EngineOptions::default() });
}

/// Only the index by event type, as the public engine does.
#[divan::bench(args = [1, 3], sample_count = 10)]
fn index_only(bencher: Bencher<'_, '_>, files: usize) {
    evaluate(bencher, files, EngineOptions { index_by_event: true, ..EngineOptions::naive() });
}

/// Every optimisation off.
#[divan::bench(args = [1, 3], sample_count = 5)]
fn naive(bencher: Bencher<'_, '_>, files: usize) {
    evaluate(bencher, files, EngineOptions::naive());
}
