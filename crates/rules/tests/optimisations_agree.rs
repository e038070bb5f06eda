//! Whatever is switched on, the same rules match: random rules over random events, every answer compared with that of
//! the engine that has everything switched off.

// A test that cannot go on should say where.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use skua_event::{EVENTS, Event, EventBuilder, EventInfo, ParamType};
use skua_rules::{Engine, EngineOptions, LoadOptions, RuleId, RuleMatching, RuleSet, Source};
use skua_world::World;

const TEXTS: [&str; 12] = [
    "bash",
    "sh",
    "nginx",
    "cat",
    "/etc/passwd",
    "/etc/shadow",
    "/etc/ssh/x",
    "/tmp/x",
    "/usr/bin/cat",
    "root",
    "-la",
    "eth",
];
const EVENT_NAMES: [&str; 15] = [
    "open", "openat", "execve", "execveat", "clone", "procexit", "chdir", "setuid", "connect", "close",
    "dup2", "unlinkat", "syscall", "setsid", "fchmodat",
];

fn text() -> impl Strategy<Value = String> {
    proptest::sample::select(&TEXTS[..]).prop_map(str::to_owned)
}

fn atom() -> BoxedStrategy<String> {
    let texts = || {
        proptest::sample::select(
            &[
                "proc.name",
                "proc.pname",
                "proc.cmdline",
                "proc.exepath",
                "proc.exe",
                "fd.name",
                "fd.directory",
                "fd.filename",
                "proc.aname",
                "proc.aname[2]",
                "proc.pexe",
                "evt.arg.flags",
                "evt.arg.path",
                "proc.cwd",
                "container.id",
                "user.name",
                "proc.sname",
                "evt.res",
                "proc.env",
                "evt.args",
                "fs.path.name",
                "tolower(proc.name)",
                "basename(fd.name)",
                "concat(proc.name, proc.pname)",
            ][..],
        )
    };
    let numbers = || {
        proptest::sample::select(
            &[
                "fd.num",
                "evt.rawres",
                "user.uid",
                "proc.pid",
                "proc.ppid",
                "fd.sport",
                "proc.tty",
                "evt.num",
                "proc.apid",
            ][..],
        )
    };
    let event = || proptest::sample::select(&EVENT_NAMES[..]);
    prop_oneof![
        4 => (event(), event()).prop_map(|(a, b)| format!("evt.type in ({a}, {b})")),
        2 => event().prop_map(|name| format!("evt.type = {name}")),
        1 => event().prop_map(|name| format!("evt.type != {name}")),
        6 => (texts(), proptest::sample::select(
                &["=", "!=", "contains", "startswith", "endswith", "glob", "iglob", "icontains"][..]), text())
            .prop_map(|(field, op, text)| format!("{field} {op} {text}")),
        3 => (texts(), text(), text()).prop_map(|(field, a, b)| format!("{field} in ({a}, {b})")),
        1 => (texts(), text(), text()).prop_map(|(field, a, b)| format!("{field} pmatch ({a}, {b})")),
        1 => (texts(), proptest::sample::select(&["oneof", "anyof", "allof"][..]), text(), text())
            .prop_map(|(field, modifier, a, b)| format!("{field} startswith {modifier} ({a}, {b})")),
        1 => texts().prop_map(|field| format!("{field} exists")),
        1 => texts().prop_map(|field| format!("{field} regex \"[a-z]+\"")),
        2 => (numbers(), proptest::sample::select(&["=", "!=", "<", ">=", ">"][..]), -2..6i32)
            .prop_map(|(field, op, number)| format!("{field} {op} {}", if field == "fd.sport" { number.abs() } else { number })),
        1 => (numbers(), 0..4u32, 0..4u32).prop_map(|(field, a, b)| format!("{field} in ({a}, {b})")),
        1 => Just("proc.name = val(proc.pname)".to_owned()),
        1 => Just("evt.is_open_write = true".to_owned()),
        1 => Just("fd.types intersects (file, pipe)".to_owned()),
        1 => Just("fd.net = 10.0.0.0/8".to_owned()),
        1 => Just("fd.ip != 10.0.0.1".to_owned()),
    ]
    .boxed()
}

fn condition() -> impl Strategy<Value = String> {
    atom().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..5).prop_map(|all| format!("({})", all.join(" and "))),
            proptest::collection::vec(inner.clone(), 2..5).prop_map(|any| format!("({})", any.join(" or "))),
            inner.prop_map(|one| format!("not ({one})")),
        ]
    })
}

/// A parameter's bytes: `seed` chooses among few values, so that they often meet the constants.
fn param(kind: ParamType, seed: u64) -> Vec<u8> {
    let text = TEXTS[(seed % TEXTS.len() as u64) as usize];
    let other = TEXTS[(seed / 16 % TEXTS.len() as u64) as usize];
    let small = (seed % 7) as i64 - 2;
    match kind {
        ParamType::Charbuf | ParamType::Fspath | ParamType::Fsrelpath => format!("{text}\0").into_bytes(),
        ParamType::Bytebuf => text.as_bytes().to_vec(),
        ParamType::Charbufarray => format!("{text}\0{other}\0").into_bytes(),
        ParamType::CharbufPairArray => format!("{text}=a\0{other}=b\0").into_bytes(),
        ParamType::Int8
        | ParamType::Uint8
        | ParamType::Flags8
        | ParamType::Enumflags8
        | ParamType::Sigtype => {
            vec![small as u8]
        }
        ParamType::Int16
        | ParamType::Uint16
        | ParamType::Flags16
        | ParamType::Enumflags16
        | ParamType::Port
        | ParamType::Syscallid => (small as i16).to_le_bytes().to_vec(),
        ParamType::Int32
        | ParamType::Uint32
        | ParamType::Fd32
        | ParamType::Pid32
        | ParamType::Uid
        | ParamType::Gid
        | ParamType::Flags32
        | ParamType::Enumflags32
        | ParamType::Mode
        | ParamType::Sigset => (small as i32).to_le_bytes().to_vec(),
        ParamType::Socktuple => {
            let mut tuple = vec![2, 10, 0, 0, (seed % 3) as u8, 1, 0, 192, 168, 0, 1, 3, 0];
            if seed.is_multiple_of(5) {
                tuple.clear();
            }
            tuple
        }
        ParamType::Sockaddr => vec![2, 10, 0, 0, (seed % 3) as u8, 1, 0],
        ParamType::Fdlist | ParamType::Dyn | ParamType::Ipv4addr | ParamType::Ipv6addr => Vec::new(),
        _ => small.to_le_bytes().to_vec(),
    }
}

fn block(info: &EventInfo, timestamp: u64, tid: i64, seed: u64) -> Vec<u8> {
    let mut builder = EventBuilder::new(info.code, timestamp, tid);
    for (index, one) in info.params.iter().enumerate() {
        let seed = seed.rotate_left(index as u32 * 5) ^ (index as u64);
        builder = builder.bytes(&param(one.kind, seed));
    }
    builder.build()
}

fn all_switches() -> Vec<EngineOptions> {
    (0..64u32)
        .map(|bits| EngineOptions {
            rule_matching: RuleMatching::All,
            index_by_event: bits & 1 != 0,
            fold_event_types: bits & 2 != 0,
            reorder: bits & 4 != 0,
            remember_answers: bits & 8 != 0,
            group_questions: bits & 16 != 0,
            remember_processes: bits & 32 != 0,
        })
        .collect()
}

fn matches(engine: &mut Engine, view: &skua_world::View<'_>) -> Vec<RuleId> {
    let mut found = Vec::new();
    engine.matches(view, &mut |rule| found.push(rule));
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_switch_gives_the_same_answers(
        conditions in proptest::collection::vec(condition(), 4..14),
        events in proptest::collection::vec((0..1000usize, 1..6i64, any::<u64>()), 20..60),
    ) {
        let rules: String = conditions
            .iter()
            .enumerate()
            .map(|(index, condition)| {
                let condition = serde_json::to_string(condition).unwrap();
                format!("- rule: r{index}\n  desc: d\n  condition: {condition}\n  output: o\n  priority: INFO\n")
            })
            .collect();
        let report = RuleSet::load(&[Source { name: "r.yaml".into(), text: rules }], &LoadOptions::default());
        let errors: Vec<_> = report.errors().collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
        let set = report.rules.unwrap();
        let mut naive = Engine::new(set.clone(), EngineOptions { rule_matching: RuleMatching::All, ..EngineOptions::naive() });
        let mut engines: Vec<Engine> =
            all_switches().into_iter().map(|options| Engine::new(set.clone(), options)).collect();
        let mut first = Engine::new(set, EngineOptions::default());

        let kinds: Vec<&EventInfo> =
            EVENTS.iter().filter(|event| event.is_live() && EVENT_NAMES.contains(&event.name)).collect();
        let mut world = World::default();
        for (number, (kind, tid, seed)) in events.into_iter().enumerate() {
            let info = kinds[kind % kinds.len()];
            let bytes = block(info, number as u64 + 1, tid, seed);
            let event = Event::parse(&bytes, 0, number as u64 + 1).unwrap();
            let seen = world.apply(&event);
            {
                let view = world.view(&event, &seen);
                let expected = matches(&mut naive, &view);
                for engine in &mut engines {
                    let found = matches(engine, &view);
                    prop_assert_eq!(&found, &expected, "{:?} {:?} {:?}", engine.options(), event, conditions);
                    let possible = engine.events_of_process(&view);
                    prop_assert!(expected.is_empty() || possible.contains(event.code()));
                }
                prop_assert_eq!(matches(&mut first, &view), expected.into_iter().take(1).collect::<Vec<_>>());
            }
            world.settle(&event, &seen);
        }
    }
}
