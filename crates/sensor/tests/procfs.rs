//! The scan of this machine, checked on what this test opened itself.

use skua_sensor::procfs::Procfs;
use skua_world::{Fd, FdKind, Role};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixListener;
use std::time::Instant;

fn find(fds: &[(i64, Fd)], number: i32) -> &Fd {
    let found = fds.iter().find(|(each, _)| *each == i64::from(number));
    &found.unwrap_or_else(|| panic!("descriptor {number} is missing")).1
}

#[test]
fn own_process_is_read_as_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
    let port = listener.local_addr().expect("an address").port();
    let client = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    let (server, _) = listener.accept().expect("a connection");
    let client_port = client.local_addr().expect("an address").port();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("socket");
    let unix = UnixListener::bind(&path).expect("a unix socket");
    let file = std::fs::File::create(folder.path().join("file")).expect("a file");
    let (pipe, _writer) = rustix::pipe::pipe().expect("a pipe");
    let event = rustix::event::eventfd(0, rustix::event::EventfdFlags::CLOEXEC).expect("an eventfd");
    let memfd = rustix::fs::memfd_create("note", rustix::fs::MemfdFlags::CLOEXEC).expect("a memfd");

    let procfs = Procfs::default();
    let started = Instant::now();
    let (snapshot, counters) = procfs.scan().expect("a scan");
    println!("scanned {} threads, {} descriptors in {:?}", counters.threads, counters.fds, started.elapsed());
    let pid = i64::from(std::process::id());
    let own: Vec<_> = snapshot.processes.iter().filter(|entry| entry.thread.pid == pid).collect();
    let main = own.iter().find(|entry| entry.thread.is_main()).expect("the main thread");
    assert!(own.len() > 1, "the test's own thread is one more");
    assert!(own.iter().all(|entry| entry.thread.is_main() || entry.fds.is_empty()));

    let thread = &main.thread;
    let exe = std::env::current_exe().expect("a program");
    assert_eq!(&*thread.exepath, exe.as_os_str().as_encoded_bytes());
    assert_eq!(thread.ptid, i64::from(rustix::process::getppid().expect("a parent").as_raw_nonzero().get()));
    assert!(thread.cwd.ends_with(b"/") && &*thread.root == b"/");
    assert!(thread.cgroups.starts_with(b"cpuset=/") && thread.cgroups.ends_with(b"\0"));
    assert_eq!(thread.uid, rustix::process::geteuid().as_raw());
    assert!(thread.exe_ino > 0 && thread.exe_ino_mtime > 0 && !thread.exe_from_memfd);
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    let age = now as i128 - i128::from(thread.clone_ts);
    assert!((-1_000_000_000..600_000_000_000).contains(&age), "started {age} ns ago");

    let fds = &main.fds;
    let listening = find(fds, listener.as_raw_fd());
    assert_eq!((listening.kind, listening.role), (FdKind::Ipv4Server, Role::Server));
    assert_eq!(&*listening.name, format!("127.0.0.1:{port}").as_bytes());
    let name = format!("127.0.0.1:{client_port}->127.0.0.1:{port}");
    let accepted = find(fds, server.as_raw_fd());
    assert_eq!((accepted.role, &*accepted.name), (Role::Server, name.as_bytes()));
    let connected = find(fds, client.as_raw_fd());
    assert_eq!((connected.role, &*connected.name), (Role::Client, name.as_bytes()));
    let bound = find(fds, unix.as_raw_fd());
    assert_eq!((bound.kind, &*bound.name), (FdKind::Unix, path.as_os_str().as_encoded_bytes()));
    let opened = find(fds, file.as_raw_fd());
    assert_eq!(opened.kind, FdKind::File);
    assert!(opened.name.ends_with(b"/file") && opened.ino > 0 && opened.open_flags & 2 != 0);
    assert_eq!(find(fds, pipe.as_raw_fd()).kind, FdKind::Pipe);
    assert_eq!(find(fds, event.as_raw_fd()).kind, FdKind::Event);
    let memory = find(fds, memfd.as_raw_fd());
    assert_eq!((memory.kind, &*memory.name), (FdKind::Memfd, &b"memfd:note"[..]));

    let again = procfs.read_process(pid, true);
    assert_eq!(again.first().map(|entry| entry.thread.clone_ts), Some(thread.clone_ts));
    let alone = procfs.read_fd(pid, i64::from(server.as_raw_fd())).expect("a descriptor");
    assert_eq!(&*alone.name, name.as_bytes());
    assert!(procfs.read_process(i64::from(i32::MAX), true).is_empty());
}
