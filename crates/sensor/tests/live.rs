//! The sensor on this machine's kernel. Without root, or where the kernel refuses the programs, each test says
//! `skipped` and why.
//!
//! The sensor does not watch its own process, so what is watched is done by this same test binary started anew: the
//! test `actor` does what the variable names, and nothing otherwise.

use skua_event::param::{SockAddr, SockTuple, sockaddr, socktuple, strings};
use skua_event::{EVENTS, Event, EventCode, ParamType, code};
use skua_sensor::{Config, Drops, Sensor, Wanted, probe};
use std::collections::BTreeSet;
use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

type Outcome = Result<(), Box<dyn Error>>;

const ACTOR: &str = "SKUA_LIVE_ACTOR";

/// One sensor at a time: their own starting would fill each other's rings.
static ONE: Mutex<()> = Mutex::new(());

/// What was seen of one child and its descendants' calls, oldest first.
struct Seen {
    pid: i64,
    events: Vec<Vec<u8>>,
    drops: Drops,
}

impl Seen {
    fn of(&self, code: EventCode) -> impl Iterator<Item = Event<'_>> {
        self.events
            .iter()
            .filter_map(|bytes| Event::parse(bytes, 0, 0).ok())
            .filter(move |event| event.code() == code)
    }

    /// Events of the child's own threads.
    fn own(&self, code: EventCode) -> impl Iterator<Item = Event<'_>> {
        self.of(code).filter(|event| event.tid() == self.pid)
    }
}

fn wanted(codes: impl IntoIterator<Item = EventCode>) -> Wanted {
    Wanted { codes: codes.into_iter().collect(), environment: true, snaplen: 80 }
}

fn everything() -> Wanted {
    wanted(EVENTS.iter().filter(|event| event.is_live()).map(|event| event.code))
}

/// Starts a sensor; `None` when this machine cannot, after saying so.
fn start(wanted: Wanted, bulk_ring_bytes: u32) -> Result<Option<Sensor>, Box<dyn Error>> {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: not root");
        return Ok(None);
    }
    let found = probe();
    for needed in ["btf", "ringbuf", "tp_btf"] {
        if !found.has(needed) {
            println!("skipped: this kernel has no {needed}");
            return Ok(None);
        }
    }
    let config = Config { vital_ring_bytes: 1 << 19, bulk_ring_bytes, wanted, force_rung: None };
    Ok(Some(Sensor::start(config).map_err(|error| error.chain())?))
}

fn actor_command(action: &str) -> Result<Command, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", "actor", "--nocapture", "--test-threads=1"]).env(ACTOR, action);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    Ok(command)
}

/// Runs a child until it has ended and its end was seen.
fn watch(sensor: &mut Sensor, mut child: Child) -> Result<Seen, Box<dyn Error>> {
    let pid = i64::from(child.id());
    drop(child.stdin.take());
    let mut events: Vec<Vec<u8>> = Vec::new();
    let limit = Instant::now() + Duration::from_secs(20);
    let mut ended = false;
    let mut last = 0;
    while !ended {
        if Instant::now() > limit {
            return Err("the child's end was not seen within 20 s".into());
        }
        sensor.poll(Duration::from_millis(20), &mut |cpu, bytes| {
            let event = Event::parse(bytes, cpu, 1).expect("a record of the kernel half is an event block");
            assert!(event.timestamp() >= last, "events come in the order of their time");
            last = event.timestamp();
            ended |= event.code() == code::PROCEXIT_1_E && event.tid() == pid;
            events.push(bytes.to_vec());
        })?;
    }
    child.wait()?;
    Ok(Seen { pid, events, drops: sensor.drops()? })
}

/// Does one thing, for the tests that watch this binary from outside.
#[test]
fn actor() -> Outcome {
    let Ok(action) = std::env::var(ACTOR) else { return Ok(()) };
    // Nothing is done before the watcher knows this process' number and lets go.
    std::io::stdin().read_to_end(&mut Vec::new())?;
    let folder = tempfile::tempdir()?;
    match action.as_str() {
        "file" => {
            std::env::set_current_dir(&folder)?;
            use std::os::unix::fs::OpenOptionsExt;
            let mut options = std::fs::OpenOptions::new();
            let mut file = options.create(true).read(true).write(true).mode(0o640).open("skua-live")?;
            file.write_all(b"words that are kept")?;
            std::fs::rename("skua-live", "skua-later")?;
            // The parent finds out device and inode after us.
            let kept = std::env::temp_dir().join(format!("skua-live-{}", std::process::id()));
            std::fs::rename("skua-later", kept)?;
            std::fs::remove_file("skua-absent").expect_err("there is no such file");
        }
        "tcp" => {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            let mut client = TcpStream::connect(listener.local_addr()?)?;
            let (mut server, _) = listener.accept()?;
            client.write_all(b"hello")?;
            server.read_exact(&mut [0; 5])?;
            let listener = TcpListener::bind("[::1]:0")?;
            TcpStream::connect(listener.local_addr()?)?;
        }
        "unix" => {
            let path = folder.path().join("socket");
            let listener = UnixListener::bind(&path)?;
            let mut client = UnixStream::connect(&path)?;
            let (mut server, _) = listener.accept()?;
            client.write_all(b"hello")?;
            server.read_exact(&mut [0; 5])?;
        }
        "exec" => {
            let deep = folder.path().join("a".repeat(200)).join("b");
            std::fs::create_dir_all(&deep)?;
            let program = deep.join("program");
            std::fs::copy("/bin/true", &program)?;
            Command::new(&program).args(["first", "second word", ""]).env("SKUA_MARK", "kept").status()?;
            Command::new("/nowhere/skua").status().expect_err("there is no such program");
        }
        "killed" => {
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL)?;
        }
        "thread" => {
            std::thread::spawn(|| std::fs::read("/dev/null")).join().map_err(|_| "thread")??.truncate(0)
        }
        "many" => {
            for _ in 0..20_000 {
                std::fs::File::open("/dev/null")?;
            }
        }
        #[cfg(target_arch = "x86_64")]
        "ia32" => {
            dup_as_32_bit_programs_do(12_345);
        }
        "shell" => {
            Command::new("/bin/sh")
                .args(["-c", "for i in 1 2 3; do ls -l /proc/self/ | cat; done; umask; cd /; kill -0 $$"])
                .stdout(Stdio::null())
                .status()?;
            let pair = UnixStream::pair()?;
            drop(pair);
        }
        other => return Err(format!("no such action: {other}").into()),
    }
    // Only its own end, not that of the test harness.
    Ok(())
}

/// `dup` by the entry of 32-bit programs, which 64-bit ones can use as well.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
fn dup_as_32_bit_programs_do(fd: u64) {
    // SAFETY: the call takes one number and touches no memory; rbx, which the compiler keeps for itself, is restored.
    unsafe {
        std::arch::asm!("xchg rbx, {fd}", "int 0x80", "xchg rbx, {fd}", fd = inout(reg) fd => _, inout("rax") 41_u64 => _);
    }
}

#[cfg(target_arch = "x86_64")]
#[test]
fn the_calls_of_32_bit_programs_are_seen_too() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let Some(mut sensor) = start(wanted([code::SYSCALL_DUP_1_X, code::SYSCALL_MUNMAP_X]), 1 << 20)? else {
        return Ok(());
    };
    if !sensor.rungs().iter().any(|hook| hook.hook == "sys_exit") {
        println!("skipped: trampolines follow the calls of 64-bit programs only");
        return Ok(());
    }
    let seen = watch(&mut sensor, actor_command("ia32")?.spawn()?)?;
    if seen.of(code::PROCEXIT_1_E).any(|event| event.tid() == seen.pid && event.int(2) == Some(11)) {
        println!("skipped: this kernel runs no 32-bit programs");
        return Ok(());
    }
    let dup =
        seen.of(code::SYSCALL_DUP_1_X).find(|event| event.int(1) == Some(12_345)).ok_or("dup not seen")?;
    assert_eq!(dup.int(0), Some(-9));
    Ok(())
}

#[test]
fn an_open_file_is_seen_with_its_flags_device_and_inode() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let codes = [
        code::SYSCALL_OPENAT_2_X,
        code::SYSCALL_CLOSE_X,
        code::SYSCALL_WRITE_X,
        code::SYSCALL_RENAME_X,
        code::SYSCALL_UNLINK_2_X,
    ];
    let Some(mut sensor) = start(wanted(codes), 1 << 20)? else { return Ok(()) };
    let seen = watch(&mut sensor, actor_command("file")?.spawn()?)?;
    let path = std::env::temp_dir().join(format!("skua-live-{}", seen.pid));
    let metadata = std::fs::metadata(&path)?;
    std::fs::remove_file(&path)?;
    let open = seen
        .of(code::SYSCALL_OPENAT_2_X)
        .find(|event| event.str(2) == Some(b"skua-live"))
        .ok_or("open not seen")?;
    let fd = open.int(0).ok_or("no fd")?;
    assert!(fd > 2);
    assert_eq!(open.int(1), Some(-100), "relative to the working directory");
    // RDWR, CREAT, CLOEXEC, F_CREATED in the format's numbers.
    assert_eq!(open.uint(3), Some(3 | 4 | 4096 | 16384));
    assert_eq!(open.uint(4), Some(0o640));
    assert_eq!(open.uint(5), Some(metadata.dev()));
    assert_eq!(open.uint(6), Some(metadata.ino()));
    let write =
        seen.of(code::SYSCALL_WRITE_X).find(|event| event.int(2) == Some(fd)).ok_or("write not seen")?;
    assert_eq!(write.param(1), Some(&b"words that are kept"[..]));
    let close = seen
        .of(code::SYSCALL_CLOSE_X)
        .find(|event| event.timestamp() > open.timestamp() && event.int(1) == Some(fd));
    assert_eq!(close.ok_or("close not seen")?.int(0), Some(0));
    let unlink = seen
        .of(code::SYSCALL_UNLINK_2_X)
        .find(|event| event.str(1) == Some(b"skua-absent"))
        .ok_or("unlink not seen")?;
    assert_eq!(unlink.int(0), Some(-2), "failures carry their error");
    assert_eq!(seen.drops.lost(), 0);
    Ok(())
}

#[test]
fn an_executed_program_is_seen_as_the_kernel_knows_it() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let codes = [
        code::SYSCALL_EXECVE_19_X,
        code::SYSCALL_CLONE_20_X,
        code::SYSCALL_CLONE3_X,
        code::SYSCALL_VFORK_20_X,
        code::SYSCALL_FORK_20_X,
    ];
    let Some(mut sensor) = start(wanted(codes), 1 << 20)? else { return Ok(()) };
    let seen = watch(&mut sensor, actor_command("exec")?.spawn()?)?;
    let exec = seen
        .of(code::SYSCALL_EXECVE_19_X)
        .find(|event| event.int(0) == Some(0) && event.str(13) == Some(b"program"))
        .ok_or("exec not seen")?;
    let exe = exec.str(1).ok_or("no exe")?;
    assert!(exe.ends_with(b"/b/program"));
    assert_eq!(exec.param(2), Some(&b"first\0second word\0\0"[..]));
    assert_eq!(exec.int(5), Some(seen.pid), "the parent");
    assert_eq!(exec.str(27), Some(exe), "the path that the kernel resolved, through a long name");
    assert_eq!(exec.str(30), Some(exe));
    assert!(strings(exec.param(15).ok_or("no environment")?).any(|one| one == b"SKUA_MARK=kept"));
    assert_eq!(exec.uint(26), Some(0), "uid");
    let groups: Vec<&[u8]> = strings(exec.param(14).ok_or("no control groups")?).collect();
    assert!(
        !groups.is_empty() && groups.iter().all(|one| one.windows(2).any(|pair| pair == b"=/")),
        "{groups:?}"
    );
    let born =
        [code::SYSCALL_CLONE_20_X, code::SYSCALL_CLONE3_X, code::SYSCALL_VFORK_20_X, code::SYSCALL_FORK_20_X]
            .into_iter()
            .flat_map(|code| seen.of(code))
            .find(|event| event.tid() == exec.tid())
            .ok_or("the child's birth was not seen")?;
    assert_eq!((born.int(0), born.int(5)), (Some(0), Some(seen.pid)));
    assert!(born.timestamp() < exec.timestamp());
    assert!(
        seen.of(code::SYSCALL_EXECVE_19_X)
            .any(|event| event.int(0) == Some(-2) && event.str(30) == Some(b"/nowhere/skua")),
        "a failed exec says what was asked for"
    );
    Ok(())
}

#[test]
fn connections_are_seen_with_both_ends() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let codes =
        [code::SOCKET_CONNECT_X, code::SOCKET_ACCEPT4_6_X, code::SOCKET_BIND_X, code::SOCKET_SENDTO_X];
    let Some(mut sensor) = start(wanted(codes), 1 << 20)? else { return Ok(()) };
    let seen = watch(&mut sensor, actor_command("tcp")?.spawn()?)?;
    let connects: Vec<Event<'_>> =
        seen.of(code::SOCKET_CONNECT_X).filter(|event| event.int(0) == Some(0)).collect();
    let [four, six] = connects.as_slice() else {
        return Err(format!("{} connects seen", connects.len()).into());
    };
    let accept = seen.of(code::SOCKET_ACCEPT4_6_X).next().ok_or("accept not seen")?;
    let tuple = socktuple(four.param(1).unwrap_or_default());
    let Some(SockTuple::Ip { source, source_port, destination, destination_port }) = tuple else {
        return Err(format!("not a tuple of addresses: {tuple:?}").into());
    };
    assert!(source.is_ipv4() && source.is_loopback() && destination.is_loopback() && source_port != 0);
    assert_eq!(socktuple(accept.param(1).unwrap_or_default()), tuple, "source is who connected");
    assert_eq!(
        sockaddr(four.param(3).unwrap_or_default()),
        Some(SockAddr::Ip(destination, destination_port))
    );
    let tuple = socktuple(six.param(1).unwrap_or_default());
    let Some(SockTuple::Ip { source, destination, destination_port, .. }) = tuple else {
        return Err(format!("not a tuple of addresses: {tuple:?}").into());
    };
    assert!(source.is_ipv6() && source.is_loopback() && destination.is_loopback() && destination_port != 0);
    Ok(())
}

#[test]
fn unix_connections_are_seen_with_the_path() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let Some(mut sensor) = start(wanted([code::SOCKET_CONNECT_X, code::SOCKET_ACCEPT4_6_X]), 1 << 20)? else {
        return Ok(());
    };
    let seen = watch(&mut sensor, actor_command("unix")?.spawn()?)?;
    let connect =
        seen.of(code::SOCKET_CONNECT_X).find(|event| event.int(0) == Some(0)).ok_or("connect not seen")?;
    let tuple = connect.param(1).unwrap_or_default();
    assert!(tuple.first() == Some(&1) && tuple.ends_with(b"/socket\0"), "{}", tuple.escape_ascii());
    assert!(connect.param(3).unwrap_or_default().ends_with(b"/socket\0"));
    let accept = seen.of(code::SOCKET_ACCEPT4_6_X).next().ok_or("accept not seen")?;
    assert_eq!(
        accept.param(1).unwrap_or_default().get(1..17),
        tuple.get(1..17),
        "the same two sockets, source first"
    );
    Ok(())
}

#[test]
fn ends_are_seen_with_their_cause_and_threads_with_their_group() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let Some(mut sensor) = start(wanted([code::SYSCALL_CLONE3_X, code::SYSCALL_CLONE_20_X]), 1 << 20)? else {
        return Ok(());
    };
    let child = actor_command("killed")?.spawn()?;
    let seen = watch(&mut sensor, child)?;
    let end = seen.own(code::PROCEXIT_1_E).next().ok_or("end not seen")?;
    assert_eq!((end.int(0), end.int(2)), (Some(9), Some(9)));
    assert_eq!(std::process::ExitStatus::from_raw(end.int(0).unwrap_or_default() as i32).signal(), Some(9));
    let seen = watch(&mut sensor, actor_command("thread")?.spawn()?)?;
    let thread = [code::SYSCALL_CLONE3_X, code::SYSCALL_CLONE_20_X]
        .into_iter()
        .flat_map(|code| seen.of(code))
        .find(|event| event.int(0) == Some(0) && event.int(4) == Some(seen.pid) && event.tid() != seen.pid)
        .ok_or("thread not seen")?;
    assert_eq!(thread.int(3), Some(thread.tid()));
    Ok(())
}

#[test]
fn a_flood_overflows_only_its_own_lane_and_is_counted() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let Some(mut sensor) = start(wanted([code::SYSCALL_OPENAT_2_X, code::SYSCALL_CLOSE_X]), 4096)? else {
        return Ok(());
    };
    let mut child = actor_command("many")?.spawn()?;
    drop(child.stdin.take());
    // Nobody reads while it runs.
    child.wait()?;
    let mut ended = false;
    for _ in 0..20 {
        sensor.poll(Duration::from_millis(5), &mut |cpu, bytes| {
            ended |= Event::parse(bytes, cpu, 1).is_ok_and(|event| {
                event.code() == code::PROCEXIT_1_E && event.tid() == i64::from(child.id())
            });
        })?;
    }
    let drops = sensor.drops()?;
    assert!(ended, "the end came through");
    assert!(drops.ring_full[1] > 30_000, "{drops:?}");
    assert_eq!(drops.ring_full[0], 0);
    let by_name: u64 = drops
        .by_event
        .iter()
        .filter(|(name, _)| ["openat", "close"].contains(name))
        .map(|(_, lost)| lost)
        .sum();
    assert_eq!(by_name, drops.ring_full[1]);
    Ok(())
}

#[test]
fn what_is_wanted_can_change_while_running() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let Some(mut sensor) = start(wanted([code::SYSCALL_OPENAT_2_X]), 1 << 20)? else { return Ok(()) };
    let seen = watch(&mut sensor, actor_command("file")?.spawn()?)?;
    assert!(
        seen.of(code::SYSCALL_OPENAT_2_X).next().is_some()
            && seen.of(code::SYSCALL_RENAME_X).next().is_none()
    );
    std::fs::remove_file(std::env::temp_dir().join(format!("skua-live-{}", seen.pid)))?;
    assert!(
        seen.of(code::SYSCALL_EXECVE_19_X).all(|event| event.param(15).is_some_and(|env| !env.is_empty()))
    );
    sensor.set_wanted(&Wanted {
        snaplen: 0,
        environment: false,
        ..wanted([code::SYSCALL_RENAME_X, code::SYSCALL_WRITE_X])
    })?;
    let seen = watch(&mut sensor, actor_command("file")?.spawn()?)?;
    std::fs::remove_file(std::env::temp_dir().join(format!("skua-live-{}", seen.pid)))?;
    assert!(
        !seen.of(code::SYSCALL_OPENAT_2_X).any(|event| event.str(2) == Some(b"skua-live")),
        "no longer asked for"
    );
    assert!(seen.of(code::SYSCALL_RENAME_X).any(|event| event.str(1) == Some(b"skua-live")));
    assert!(seen.of(code::SYSCALL_WRITE_X).all(|event| event.param(1) == Some(&[])), "no data is kept");
    let seen = watch(&mut sensor, actor_command("exec")?.spawn()?)?;
    assert!(seen.of(code::SYSCALL_EXECVE_19_X).next().is_some());
    assert!(
        seen.of(code::SYSCALL_EXECVE_19_X).all(|event| event.param(15) == Some(&[])),
        "no environment is kept"
    );
    Ok(())
}

/// Bytes that a parameter of that type may have; `None` for those of any length.
fn size(kind: ParamType) -> Option<usize> {
    use ParamType as P;
    match kind {
        P::Int8 | P::Uint8 | P::Flags8 | P::Enumflags8 | P::Sigtype => Some(1),
        P::Int16 | P::Uint16 | P::Flags16 | P::Enumflags16 | P::Syscallid | P::Port => Some(2),
        P::Int32
        | P::Uint32
        | P::Flags32
        | P::Enumflags32
        | P::Uid
        | P::Gid
        | P::Mode
        | P::Fd32
        | P::Pid32
        | P::Sigset
        | P::Ipv4addr => Some(4),
        P::Int64 | P::Uint64 | P::Errno | P::Fd | P::Pid | P::Reltime | P::Abstime => Some(8),
        _ => None,
    }
}

#[test]
fn every_hook_is_reached_and_every_event_has_the_shape_of_the_table() -> Outcome {
    let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let Some(mut sensor) = start(everything(), 1 << 22)? else { return Ok(()) };
    let missing: Vec<_> = sensor.rungs().into_iter().filter(|hook| hook.rung.is_none()).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let mut kinds = BTreeSet::new();
    for action in ["shell", "tcp", "unix", "exec", "thread"] {
        let seen = watch(&mut sensor, actor_command(action)?.spawn()?)?;
        for bytes in &seen.events {
            let event = Event::parse(bytes, 0, 1)?;
            kinds.insert(event.code().0);
            assert_eq!(event.params(), event.info.params.len(), "{event:?}");
            for (param, value) in event.info.params.iter().zip(event.iter()) {
                if let Some(size) = size(param.kind) {
                    assert!(value.is_empty() || value.len() == size, "{} of {event:?}", param.name);
                }
                if matches!(param.kind, ParamType::Charbuf | ParamType::Fspath | ParamType::Fsrelpath) {
                    assert!(value.is_empty() || value.ends_with(b"\0"), "{} of {event:?}", param.name);
                }
            }
        }
    }
    assert!(kinds.len() > 40, "only {} kinds of events were seen", kinds.len());
    Ok(())
}

#[test]
fn a_refused_setting_says_what_was_expected() {
    let config =
        Config { vital_ring_bytes: 5000, bulk_ring_bytes: 1 << 20, wanted: wanted([]), force_rung: None };
    let error = Sensor::start(config).err().map(|error| error.chain()).unwrap_or_default();
    assert_eq!(error, "a ring of 5000 bytes: expected a power of two of at least one page");
}
