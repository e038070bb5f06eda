//! Every field, with every sort of argument, on every kind of live event: a value or none, never a panic.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use skua_event::{EVENTS, Event, EventBuilder, ParamType};
use skua_fields::{ArgumentRule, Field, FieldInfo};
use skua_world::snapshot::{ProcessEntry, Snapshot};
use skua_world::{Thread, World};
use std::sync::LazyLock;

static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let arguments = |info: &FieldInfo| match info.argument {
        ArgumentRule::No => vec![None],
        ArgumentRule::Allowed => vec![None, Some("0"), Some("2"), Some("PATH")],
        ArgumentRule::Required => {
            vec![Some("0"), Some("1"), Some("fd"), Some("flags"), Some("src"), Some("open")]
        }
    };
    skua_fields::all()
        .flat_map(|info| {
            arguments(info).into_iter().filter_map(|argument| Field::bind(info.name, argument).ok())
        })
        .collect()
});

/// A world with a process, its parent and a container's shell.
fn world() -> World {
    let mut world = World::default();
    let process = |tid: i64, ptid: i64| {
        let mut thread = Thread::unknown(tid);
        (thread.pid, thread.ptid, thread.invented) = (tid, ptid, false);
        thread.args = (&b"-c\0\xff\xfe\0"[..]).into();
        thread.env = (&b"PATH=/bin\0=\0broken"[..]).into();
        thread.cwd = (&b"/tmp/"[..]).into();
        ProcessEntry { thread, fds: Vec::new() }
    };
    world.load(Snapshot {
        processes: vec![process(1, 0), process(2, 1), process(3, 2)],
        ..Default::default()
    });
    world
}

/// Bytes of the right length for the type most of the time, else any.
fn value(kind: ParamType, random: &[u8]) -> &[u8] {
    let length = match kind {
        ParamType::Fd | ParamType::Errno | ParamType::Pid => 8,
        ParamType::Flags32 | ParamType::Enumflags32 | ParamType::Mode | ParamType::Uid => 4,
        _ => random.len(),
    };
    let wanted = if random.first().is_some_and(|byte| byte % 8 == 0) { random.len() } else { length };
    random.get(..wanted).unwrap_or(random)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_field_panics_on_any_live_event(
        random in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 32),
        result in -130..12_i64,
    ) {
        let mut world = world();
        for (at, info) in EVENTS.iter().enumerate().filter(|(_, info)| info.is_live()) {
            let mut event = EventBuilder::new(info.code, 5_000_000_000 + at as u64, 3);
            for (index, (param, random)) in info.params.iter().zip(&random).enumerate() {
                event = if index == 0 { event.i64(result) } else { event.bytes(value(param.kind, random)) };
            }
            let block = event.build();
            let event = Event::parse(&block, 0, at as u64 + 1).unwrap();
            let seen = world.apply(&event);
            let view = world.view(&event, &seen);
            for field in FIELDS.iter() {
                if let Some(value) = field.extract(&view) {
                    value.render(field);
                }
                field.candidates(&view, &mut |_| false);
            }
            world.settle(&event, &seen);
        }
    }
}

#[test]
fn most_fields_can_be_bound_in_some_way() {
    // Guards the test above against arguments that nothing takes.
    let bound: std::collections::HashSet<&str> = FIELDS.iter().map(|field| field.info.name).collect();
    let missing: Vec<&str> =
        skua_fields::all().map(|info| info.name).filter(|name| !bound.contains(name)).collect();
    assert!(missing.len() < 5, "{missing:?}");
}
