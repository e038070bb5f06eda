//! What must hold of a world after any event, and random events to try it with.

use crate::{Settings, World};
use proptest::prelude::*;
use skua_event::code::EVENT_MAX;
use skua_event::{EVENTS, Event, EventBuilder, EventCode, code};
use std::collections::HashSet;
use std::fmt::Write;

const LIMITS: Settings =
    Settings { threads: 40, fds_per_process: 12, host_cgroups: Vec::new(), utc_offset: 0 };

impl World {
    /// Says what does not hold of the tables.
    fn inconsistency(&self) -> Option<String> {
        if self.threads.len() > LIMITS.threads || self.threads.len() != self.threads.iter().count() {
            return Some(format!("{} threads are kept", self.threads.len()));
        }
        for entry in self.threads.iter() {
            let thread = &entry.thread;
            let slot = self.threads.slot(thread.tid);
            if slot.and_then(|slot| self.threads.entry(slot)).is_none_or(|at| at.thread.tid != thread.tid) {
                return Some(format!("{} is not found by its id", thread.tid));
            }
            if entry.fds.len() > LIMITS.fds_per_process || entry.fds.len() != entry.fds.iter().count() {
                return Some(format!("{} has {} descriptors", thread.tid, entry.fds.len()));
            }
            let children: HashSet<i64> = entry.children.iter().copied().collect();
            if children.len() != entry.children.len() {
                return Some(format!("{} has a child twice: {:?}", thread.tid, entry.children));
            }
            if let Some(child) = children.iter().find(|child| self.threads.slot(**child).is_none()) {
                return Some(format!("{} has a child {child} that is gone", thread.tid));
            }
            if self.ancestors(thread).count() > self.threads.len().max(128) {
                return Some(format!("{} has ancestors without end", thread.tid));
            }
        }
        None
    }
}

/// An event of any code, by one of a few threads, whose numbers are small so that events meet.
fn any_event() -> impl Strategy<Value = (u16, i64, Vec<Vec<u8>>)> {
    let value = prop_oneof![
        4 => (0..9_i64).prop_map(|number| number.to_le_bytes().to_vec()),
        1 => Just((-1_i64).to_le_bytes().to_vec()),
        1 => (0..70_u32).prop_map(|number| number.to_le_bytes().to_vec()),
        1 => Just(b"../tmp//x\0".to_vec()),
        1 => Just(vec![2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        1 => prop::collection::vec(any::<u8>(), 0..24),
    ];
    let usual = prop::sample::select(vec![
        code::SYSCALL_CLONE_20_X.0,
        code::SYSCALL_CLONE_20_X.0,
        code::SYSCALL_EXECVE_19_X.0,
        code::PROCEXIT_1_E.0,
        code::SYSCALL_OPENAT_2_X.0,
        code::SYSCALL_DUP2_X.0,
        code::SYSCALL_CLOSE_X.0,
    ]);
    let code = prop_oneof![3 => usual, 2 => 0..EVENT_MAX as u16];
    (code, 0..9_i64, prop::collection::vec(value, 32))
}

/// Numbers that make a clone's parameters a family: results and ids small, flags sometimes those of a thread.
fn shape(code: u16, params: &mut [Vec<u8>]) {
    let Some(flags) = params.get_mut(15).filter(|_| code == code::SYSCALL_CLONE_20_X.0) else { return };
    let thread = flags.first().is_some_and(|byte| byte % 2 == 1);
    *flags = (u32::from(thread) << 13).to_le_bytes().to_vec();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_events_leave_the_tables_consistent_and_bounded(
        events in prop::collection::vec((any_event(), 0..4_u64), 1..120)
    ) {
        let mut world = World::new(LIMITS);
        let mut now = 1;
        let mut story = String::new();
        for (number, ((code, tid, mut params), pause)) in events.into_iter().enumerate() {
            now += pause * 1_000_000_000;
            shape(code, &mut params);
            let mut event = EventBuilder::new(EventCode(code), now, tid);
            for param in params.iter().take(EVENTS[usize::from(code)].params.len()) {
                event = event.bytes(param);
            }
            let block = event.build();
            let event = Event::parse(&block, 0, number as u64).unwrap();
            let numbers: Vec<i64> = (0..6).filter_map(|index| event.int(index)).collect();
            writeln!(story, "{} of {tid}: {numbers:?}", event.info.id).unwrap();
            let seen = world.apply(&event);
            prop_assert_eq!(world.view(&event, &seen).event.tid(), tid);
            world.settle(&event, &seen);
            let wrong = world.inconsistency();
            prop_assert!(wrong.is_none(), "{} after\n{story}", wrong.unwrap_or_default());
        }
    }
}
