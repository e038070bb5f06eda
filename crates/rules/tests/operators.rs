//! Operators by types: what each says of one known event. The answers are those that the public engine gave.

// A test that cannot go on should say where.
#![allow(clippy::unwrap_used)]

use skua_event::{Event, EventBuilder, code};
use skua_rules::{Engine, EngineOptions, FalcoBugs, LoadOptions, RuleSet, Source};
use skua_world::snapshot::{ProcessEntry, Snapshot};
use skua_world::{Bytes, Thread, World};

fn machine() -> World {
    let process = |pid: i64, ptid: i64, comm: &str, exe: &str, args: &str| {
        let mut thread = Thread::unknown(pid);
        thread.pid = pid;
        thread.ptid = ptid;
        thread.comm = Bytes::from(comm.as_bytes());
        thread.exe = Bytes::from(exe.as_bytes());
        thread.exepath = Bytes::from(exe.as_bytes());
        thread.args = Bytes::from(args.as_bytes());
        thread.cwd = Bytes::from(&b"/srv/"[..]);
        thread.uid = 33;
        thread.invented = false;
        ProcessEntry { thread, fds: Vec::new() }
    };
    let mut world = World::default();
    world.load(Snapshot {
        processes: vec![
            process(1, 0, "systemd", "/sbin/init", ""),
            process(10, 1, "bash", "/usr/bin/bash", ""),
            process(20, 10, "Curl", "/usr/bin/curl", "-s\0http://x/\0"),
        ],
        ..Snapshot::default()
    });
    world
}

/// Says for each condition whether a rule with it matches the event.
fn answers(block: &[u8], conditions: &[&str], bugs: FalcoBugs) -> Vec<bool> {
    let rules: String = conditions
        .iter()
        .enumerate()
        .map(|(index, condition)| {
            let condition = serde_json::to_string(condition).unwrap();
            format!("- rule: r{index}\n  desc: d\n  condition: {condition}\n  output: o\n  priority: INFO\n")
        })
        .collect();
    let options = LoadOptions { falco_bugs: bugs, ..LoadOptions::default() };
    let report = RuleSet::load(&[Source { name: "r.yaml".into(), text: rules }], &options);
    let errors: Vec<_> = report.errors().collect();
    assert!(errors.is_empty(), "{errors:?}");
    let options = EngineOptions { rule_matching: skua_rules::RuleMatching::All, ..EngineOptions::default() };
    let mut engine = Engine::new(report.rules.unwrap(), options);
    let mut world = machine();
    // The socket that the connection is made with.
    let socket = EventBuilder::new(code::SOCKET_SOCKET_X, 900, 20).i64(6).u32(2).u32(1).u32(0).build();
    world.apply(&Event::parse(&socket, 0, 1).unwrap());
    let event = Event::parse(block, 0, 2).unwrap();
    let seen = world.apply(&event);
    let view = world.view(&event, &seen);
    let mut found = vec![false; conditions.len()];
    engine.matches(&view, &mut |rule| found[rule.0 as usize] = true);
    found
}

fn check(block: &[u8], cases: &[(&str, bool)]) {
    let conditions: Vec<&str> = cases.iter().map(|(condition, _)| *condition).collect();
    for ((condition, expected), found) in cases.iter().zip(answers(block, &conditions, FalcoBugs::Keep)) {
        assert_eq!(found, *expected, "{condition}");
    }
}

fn open() -> Vec<u8> {
    EventBuilder::new(code::SYSCALL_OPENAT_2_X, 1_000, 20)
        .i64(5)
        .i64(-100)
        .str("/etc/ssh/sshd_config")
        .u32(1)
        .u32(0)
        .u32(8)
        .u64(9)
        .build()
}

fn connect() -> Vec<u8> {
    let tuple =
        [&[2u8, 10, 0, 0, 5][..], &40_000u16.to_le_bytes(), &[93, 184, 216, 34], &443u16.to_le_bytes()]
            .concat();
    EventBuilder::new(code::SOCKET_CONNECT_X, 1_000, 20).i64(0).bytes(&tuple).i64(6).build()
}

#[test]
fn texts() {
    check(
        &open(),
        &[
            ("proc.name = Curl", true),
            ("proc.name = curl", false),
            ("proc.name != curl", true),
            ("proc.name in (bash, Curl)", true),
            ("proc.name in ()", false),
            ("proc.name glob \"C*\"", true),
            ("proc.name glob \"c*\"", false),
            ("proc.name iglob \"c*\"", true),
            ("proc.name contains ur", true),
            ("proc.name contains \"\"", true),
            ("proc.name icontains CURL", true),
            ("proc.name startswith Cu", true),
            ("proc.name endswith rl", true),
            ("proc.name regex \"C[a-z]+\"", true),
            ("proc.name regex \"[a-z]+\"", false),
            ("proc.name startswith oneof (C, Cu)", false),
            ("proc.name startswith anyof (C, Cu)", true),
            ("proc.name startswith allof (C, Cu)", true),
            ("proc.name != allof (a, Curl)", false),
            ("fd.name pmatch (/etc/ssh)", true),
            ("fd.name pmatch (/etc/s)", false),
            ("fd.name pmatch (\"/e*\")", true),
            ("proc.cmdline contains http", true),
            ("proc.name exists", true),
            ("tolower(proc.name) = curl", true),
            ("basename(fd.name) = sshd_config", true),
            ("len(proc.name) = 4", true),
            ("concat(proc.name, \"-\", proc.pname) = Curl-bash", true),
            ("join(\",\", (proc.name, proc.pname)) = \"Curl,bash\"", true),
            ("proc.name = val(proc.pname)", false),
            ("proc.pname in val(proc.pname)", true),
        ],
    );
}

#[test]
fn numbers_and_truth_values() {
    check(
        &open(),
        &[
            ("fd.num = 5", true),
            ("fd.num != 5", false),
            ("fd.num < 6", true),
            ("fd.num <= 4", false),
            ("fd.num > -1", true),
            ("fd.num in (4, 5)", true),
            ("user.uid = 33", true),
            ("evt.is_open_read = true", true),
            ("evt.is_open_write = true", false),
            ("evt.is_open_write != true", true),
            ("evt.num > 0", true),
            ("evt.num = 0", false),
            ("not evt.num = 0", true),
        ],
    );
}

#[test]
fn what_has_no_value_is_equal_to_nothing_and_different_from_nothing() {
    check(
        &open(),
        &[
            ("fd.sip = 1.2.3.4", false),
            ("fd.sip != 1.2.3.4", false),
            ("not fd.sip = 1.2.3.4", true),
            ("fd.sip exists", false),
            ("fd.sport in (80)", false),
            ("proc.aname[9] != x", false),
        ],
    );
}

#[test]
fn ancestors_match_when_any_does() {
    check(
        &open(),
        &[
            ("proc.aname = bash", true),
            ("proc.aname != bash", true),
            ("proc.aname in (systemd)", true),
            ("proc.aname[1] = bash", true),
            ("proc.aname[2] = systemd", true),
            ("proc.apid = 1", true),
            ("proc.apid in (1)", false),
            ("proc.apid[1] in (10)", true),
        ],
    );
}

#[test]
fn both_ends_of_a_socket() {
    let cases = [
        ("fd.ip = 10.0.0.5", true),
        ("fd.ip = 93.184.216.34", true),
        ("fd.ip != 93.184.216.34", false),
        ("fd.ip != 1.1.1.1", true),
        ("fd.ip in (93.184.216.34)", false),
        ("fd.sip in (93.184.216.34)", true),
        ("fd.net = 10.0.0.0/8", true),
        ("fd.net != 10.0.0.0/8", false),
        ("fd.net in (1.0.0.0/8, 10.0.0.0/8)", false),
        ("fd.net in (10.0.0.0/8, 1.0.0.0/8)", true),
        ("fd.snet in (1.0.0.0/8, 93.0.0.0/8)", true),
        ("fd.port in (443)", true),
        ("fd.port > 443", true),
        ("fd.sport = https", true),
        ("fd.types in (ipv4)", true),
    ];
    check(&connect(), &cases);
    let fixed = answers(
        &connect(),
        &["fd.ip in (93.184.216.34)", "fd.net in (1.0.0.0/8, 10.0.0.0/8)", "fd.ip in (1.1.1.1)"],
        FalcoBugs::Fix,
    );
    assert_eq!(fixed, [true, true, false]);
}

#[test]
fn outputs_show_fields_widths_and_what_is_missing() {
    let text = "- rule: r\n  desc: d\n  condition: evt.type = openat\n  priority: WARNING\n  tags: [b, a]\n  output: \
                'file=%fd.name up=%toupper(proc.name) [%6proc.name] [%2proc.name] gone=%proc.aname[9] uid=%user.uid.'\n";
    let report =
        RuleSet::load(&[Source { name: "r.yaml".into(), text: text.into() }], &LoadOptions::default());
    let set = report.rules.unwrap();
    let mut world = machine();
    let block = open();
    let event = Event::parse(&block, 0, 1).unwrap();
    let seen = world.apply(&event);
    let view = world.view(&event, &seen);
    let alert = set.rules()[0].render(&view, &"host".into());
    assert_eq!(alert.message, "file=/etc/ssh/sshd_config up=CURL [Curl  ] [Cu] gone=<NA> uid=33.");
    let names: Vec<&str> = alert.output_fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["evt.time", "fd.name", "proc.name", "proc.aname[9]", "user.uid"]);
    assert_eq!(alert.output_fields[3].1, skua_alert::FieldValue::Null);
    assert_eq!(alert.output_fields[4].1, skua_alert::FieldValue::Uint(33));
    assert_eq!(&*alert.tags, ["a", "b"]);
}
