//! Processes: where they come from, what they become, who inherits them.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use skua_event::code;
use skua_world::snapshot::ProcessEntry;
use skua_world::{ProcessLookup, Settings, Thread};
use support::{CHILD_IN_PIDNS, CLONE_PARENT, CLONE_VFORK, Machine, O_CLOEXEC, SECOND, bytes};

#[test]
fn either_side_of_a_clone_makes_the_child_once() {
    let mut machine = Machine::new();
    machine.clone_side(100, 101, 100, 1, 0);
    let (key, child) = machine.world.thread(101).unwrap();
    assert_eq!((child.pid, child.ptid, &child.comm[..]), (101, 100, &b"bash"[..]));
    machine.fork(100, 101);
    assert_eq!(machine.world.thread(101).unwrap().0, key, "the child's own side found it made already");

    machine.fork(100, 102);
    machine.clone_side(100, 102, 100, 1, 0);
    assert_eq!(machine.ancestors(102), [100, 1]);
    assert_eq!(machine.world.counters().threads, 4);
}

#[test]
fn the_parents_side_is_not_believed_where_its_numbers_may_be_others() {
    for flags in [CHILD_IN_PIDNS, CLONE_PARENT, CLONE_VFORK] {
        let mut machine = Machine::new();
        machine.clone_side(100, 101, 100, 1, flags);
        assert!(machine.get(101).is_none(), "flags {flags:#x}");
    }
}

#[test]
fn an_id_that_is_used_again_after_a_while_is_another_process() {
    let mut machine = Machine::new();
    machine.fork(100, 101);
    machine.exec(101, "/usr/bin/cat", &[], "/");
    let (before, _) = machine.world.thread(101).unwrap();
    machine.now += 3 * SECOND;
    machine.fork(1, 101);
    let (after, child) = machine.world.thread(101).unwrap();
    assert_ne!(before, after);
    assert_eq!((child.ptid, &child.exepath[..]), (1, &b""[..]));
    // The first parent no longer has it: its end must not hand the child over.
    machine.exit(100, 1);
    assert_eq!(machine.ancestors(101), [1]);
}

#[test]
fn a_child_starts_as_a_copy_and_goes_its_own_way() {
    let mut machine = Machine::new();
    machine.open(100, 3, "/etc/passwd", 1);
    machine.fork(100, 101);
    assert_eq!(machine.fd_name(101, 3), "/etc/passwd");
    assert_eq!(&machine.get(101).unwrap().cwd[..], b"/home/ann/");

    let close = machine.close(101, 3);
    machine.play(close);
    assert_eq!((machine.fd_name(101, 3), machine.fd_name(100, 3)), ("".into(), "/etc/passwd".into()));
    let chdir = machine.event(code::SYSCALL_CHDIR_X, 101).i64(0).str("../bob");
    machine.play(chdir);
    assert_eq!(&machine.get(101).unwrap().cwd[..], b"/home/bob/");
    assert_eq!(&machine.get(100).unwrap().cwd[..], b"/home/ann/");
}

#[test]
fn threads_share_descriptors_and_folder_with_their_process() {
    let mut machine = Machine::new();
    machine.thread(100, 105, 1);
    machine.open(105, 3, "notes", 1);
    assert_eq!(machine.fd_name(100, 3), "/home/ann/notes");
    let chdir = machine.event(code::SYSCALL_CHDIR_X, 105).i64(0).str("/srv");
    machine.play(chdir);
    machine.open(100, 4, "x", 1);
    assert_eq!(machine.fd_name(105, 4), "/srv/x");
    assert_eq!(machine.world.group_threads(machine.get(105).unwrap()), 2);
}

#[test]
fn exec_changes_the_program_and_closes_what_was_marked() {
    let mut machine = Machine::new();
    machine.fork(100, 101);
    machine.open(101, 3, "/kept", 1);
    machine.open(101, 4, "/marked", 1 | O_CLOEXEC);
    machine.thread(101, 102, 100);
    let (before, _) = machine.world.thread(101).unwrap();
    machine.exec(101, "/usr/bin/a-name-beyond-fifteen", &["-x", "y"], "/");
    let (after, thread) = machine.world.thread(101).unwrap();
    assert_ne!(before.generation, after.generation);
    assert_eq!(&thread.comm[..], b"a-name-beyond-f");
    assert_eq!(
        (&thread.exepath[..], &thread.args[..]),
        (&b"/usr/bin/a-name-beyond-fifteen"[..], &b"-x\0y\0"[..])
    );
    assert_eq!((thread.uid, thread.gid, thread.loginuid, thread.tty), (33, 34, 1000, 34816));
    assert_eq!((thread.exe_ino, thread.exe_ino_ctime, thread.exe_ino_mtime), (11, 12, 13));
    assert_eq!(&thread.cwd[..], b"/home/ann/");
    assert_eq!((machine.fd_name(101, 3), machine.fd_name(101, 4)), ("/kept".into(), "".into()));
    assert!(machine.get(102).is_none(), "other threads end with an exec");
    assert_eq!(machine.world.group_threads(machine.get(101).unwrap()), 1);
}

#[test]
fn a_failed_exec_changes_nothing() {
    let mut machine = Machine::new();
    let (before, _) = machine.world.thread(100).unwrap();
    let event = machine.event(code::SYSCALL_EXECVE_19_X, 100).i64(-2).str("nothing");
    machine.play(event);
    let (after, thread) = machine.world.thread(100).unwrap();
    assert_eq!((before, &thread.comm[..]), (after, &b"bash"[..]));
}

#[test]
fn children_go_to_the_reaper_that_the_kernel_names_and_keep_their_lineage() {
    let mut machine = Machine::new();
    machine.fork(100, 101);
    machine.fork(101, 102);
    machine.exit(101, 1);
    assert!(machine.get(101).is_none());
    assert_eq!(machine.ancestors(102), [1]);
}

#[test]
fn a_process_is_seen_in_its_own_end() {
    let mut machine = Machine::new();
    machine.fork(100, 101);
    let exit = machine.event(code::PROCEXIT_1_E, 101).i64(0).i64(0).u8(9).u8(0).i64(1);
    let seen = machine.see(exit, |view| view.thread.map(|(_, thread)| (thread.tid, thread.dead)));
    assert_eq!(seen, Some((101, true)));
    assert!(machine.get(101).is_none());
}

#[test]
fn a_main_thread_stays_until_the_last_of_its_process_ends() {
    let mut machine = Machine::new();
    machine.fork(100, 101);
    machine.thread(101, 102, 100);
    machine.open(102, 3, "/x", 1);
    machine.exit(101, 0);
    assert!(machine.get(101).is_some_and(|main| main.dead));
    assert_eq!(machine.fd_name(102, 3), "/x");
    machine.exit(102, 0);
    assert!(machine.get(101).is_none() && machine.get(102).is_none());
    assert_eq!(machine.world.counters().threads, 2);
}

#[test]
fn credentials_follow_the_calls_that_change_them() {
    let mut machine = Machine::new();
    let (before, _) = machine.world.thread(100).unwrap();
    let setuid = machine.event(code::SYSCALL_SETUID_X, 100).i64(0).u32(65534);
    machine.play(setuid);
    let refused = machine.event(code::SYSCALL_SETUID_X, 100).i64(-1).u32(0);
    machine.play(refused);
    let setres = machine.event(code::SYSCALL_SETRESGID_X, 100).i64(0).u32(5).u32(u32::MAX).u32(6);
    machine.play(setres);
    let (after, thread) = machine.world.thread(100).unwrap();
    assert_eq!((thread.uid, thread.gid), (65534, u32::MAX));
    assert_ne!(before.generation, after.generation);
}

#[test]
fn the_container_comes_from_the_control_group_at_exec_and_is_announced_once() {
    let id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    let mut machine = Machine::new();
    machine.fork(100, 101);
    machine.exec(101, "/bin/sh", &[], &format!("/docker/{id}"));
    assert_eq!(&machine.get(101).unwrap().container_id[..], &id.as_bytes()[..12]);
    machine.fork(101, 102);
    machine.exec(102, "/bin/ls", &[], &format!("/docker/{id}"));
    let new = machine.world.take_new_containers();
    assert_eq!(new.iter().map(|container| container.full_id.as_str()).collect::<Vec<_>>(), [id]);

    let host = Settings { host_cgroups: vec!["/docker/".into()], ..Settings::default() };
    let mut machine = Machine::with(host);
    machine.exec(100, "/bin/sh", &[], &format!("/docker/{id}"));
    assert_eq!(&machine.get(100).unwrap().container_id[..], b"");
}

struct OneProcess;

impl ProcessLookup for OneProcess {
    fn process(&mut self, tid: i64) -> Option<ProcessEntry> {
        let mut thread = Thread::unknown(tid);
        (thread.pid, thread.ptid, thread.invented) = (700, 1, false);
        thread.comm = bytes("found");
        (700..=701).contains(&tid).then_some(ProcessEntry { thread, fds: Vec::new() })
    }
}

#[test]
fn threads_that_events_name_first_are_looked_up_or_made_up() {
    let mut machine = Machine::new();
    machine.world.set_lookup(Box::new(OneProcess));
    machine.open(701, 3, "/x", 1);
    assert_eq!(&machine.get(701).unwrap().comm[..], b"found");
    assert_eq!(machine.fd_name(701, 3), "/x");
    assert!(machine.get(700).is_some(), "with the process that the thread belongs to");
    machine.open(900, 3, "/x", 1);
    assert_eq!(&machine.get(900).unwrap().comm[..], b"<NA>");
    let counters = machine.world.counters();
    assert_eq!((counters.looked_up, counters.invented), (2, 1));
}

#[test]
fn a_full_table_refuses_and_counts() {
    let mut machine = Machine::with(Settings { threads: 3, fds_per_process: 2, ..Settings::default() });
    for child in 101..110 {
        machine.fork(100, child);
    }
    for number in 3..8 {
        machine.open(101, number, "/x", 1);
    }
    let counters = machine.world.counters();
    assert_eq!((counters.threads, counters.threads_refused), (3, 8));
    assert_eq!((machine.world.fd_count(machine.get(101).unwrap()), counters.fds_refused), (2, 3));
}

#[test]
fn made_up_threads_that_stay_silent_are_swept() {
    let mut machine = Machine::new();
    machine.open(900, 3, "/x", 1);
    machine.now += 700 * SECOND;
    machine.open(100, 3, "/x", 1);
    assert!(machine.get(900).is_none() && machine.get(1).is_some());
    assert_eq!(machine.world.counters().purged, 1);
}
