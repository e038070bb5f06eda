//! Descriptors of a process: `/proc/PID/fd` and what its links name.

use super::fdinfo;
use super::net::{Socket, Sockets};
use super::text::number;
use rustix::fs::{FileType, Stat};
use skua_world::{Bytes, Fd, FdKind, L4Proto, Role};
use std::net::IpAddr;

/// A descriptor before sockets are filled in.
fn plain(kind: FdKind, name: &[u8]) -> Fd {
    Fd { name: Bytes::from(name), ..Fd::new(kind) }
}

/// Number in `socket:[4242]`.
fn bracketed(target: &[u8], kind: &[u8]) -> Option<u64> {
    number(target.strip_prefix(kind)?.strip_prefix(b":[")?.strip_suffix(b"]")?)
}

/// What a link of `/proc/PID/fd` says by itself. `None` for paths, whose kind their inode tells.
fn by_link(target: &[u8]) -> Option<FdKind> {
    if bracketed(target, b"pipe").is_some() {
        return Some(FdKind::Pipe);
    }
    if target.starts_with(b"/memfd:") {
        return Some(FdKind::Memfd);
    }
    if target.starts_with(b"pidfd:") {
        return Some(FdKind::Pidfd);
    }
    let anonymous = target.strip_prefix(b"anon_inode:")?;
    Some(match anonymous {
        b"[eventfd]" => FdKind::Event,
        b"[eventpoll]" => FdKind::Eventpoll,
        b"inotify" => FdKind::Inotify,
        b"[timerfd]" => FdKind::Timerfd,
        b"[signalfd]" => FdKind::Signalfd,
        b"[io_uring]" => FdKind::IoUring,
        b"[userfaultfd]" => FdKind::Userfaultfd,
        b"[pidfd]" => FdKind::Pidfd,
        name if name.starts_with(b"bpf") => FdKind::Bpf,
        _ => FdKind::Unsupported,
    })
}

/// Makes the descriptor of a link's target, its information file and its inode.
pub(super) fn describe(target: &[u8], info: &[u8], stat: Option<&Stat>, sockets: &Sockets) -> Fd {
    let info = fdinfo::parse(info);
    let mut fd = match (bracketed(target, b"socket"), by_link(target)) {
        (Some(inode), _) => socket(target, sockets.by_inode.get(&inode), &sockets.listened),
        (None, Some(FdKind::Memfd)) => {
            let name = target.strip_prefix(b"/").unwrap_or(target);
            plain(FdKind::Memfd, name.strip_suffix(b" (deleted)").unwrap_or(name))
        }
        (None, Some(FdKind::Pidfd)) => {
            let mut fd = plain(FdKind::Pidfd, format!("/proc/{}", info.pid).as_bytes());
            fd.pid = info.pid;
            fd
        }
        (None, Some(kind)) => plain(kind, target),
        (None, None) => {
            let kind = match stat.map(|stat| FileType::from_raw_mode(stat.st_mode)) {
                Some(FileType::Directory) => FdKind::Directory,
                Some(FileType::Fifo) => FdKind::Pipe,
                _ if target.starts_with(b"/") => FdKind::File,
                _ => FdKind::Unsupported,
            };
            let mut fd = plain(kind, target);
            fd.name_raw = fd.name.clone();
            fd
        }
    };
    fd.open_flags = fdinfo::capture_flags(info.flags);
    fd.mount_id = info.mount_id;
    if let Some(stat) = stat {
        // Captures hold 32 bits, which is how the kernel itself packs device numbers.
        fd.dev = stat.st_dev as u32;
        fd.ino = stat.st_ino;
    }
    fd
}

fn socket(target: &[u8], found: Option<&Socket>, listened: &std::collections::HashSet<u16>) -> Fd {
    match found {
        Some(Socket::Inet { l4proto, local, remote, listening, v6 }) => {
            let one_sided = *listening || remote.1 == 0;
            let version_4 = local.0.is_ipv4() && (remote.0.is_ipv4() || one_sided) && !(*v6 && one_sided);
            let kind = match (version_4, one_sided) {
                (true, true) => FdKind::Ipv4Server,
                (true, false) => FdKind::Ipv4,
                (false, true) => FdKind::Ipv6Server,
                (false, false) => FdKind::Ipv6,
            };
            let mut fd = plain(kind, b"");
            fd.l4proto = *l4proto;
            fd.pending_l4proto = *l4proto;
            if one_sided {
                fd.name = Bytes::from(format!("{}:{}", local.0, local.1).as_bytes());
                fd.destination = Some(*local);
                fd.role = Role::Server;
            } else {
                // A connection to a port that is listened on was accepted, so the other end is its client.
                let server = *l4proto == L4Proto::Tcp && listened.contains(&local.1);
                let (source, destination) = if server { (remote, local) } else { (local, remote) };
                fd.role = if server { Role::Server } else { Role::Client };
                fd.name = tuple_name(source, destination);
                (fd.source, fd.destination) = (Some(*source), Some(*destination));
                fd.connected = true;
            }
            fd
        }
        Some(Socket::Unix { address, path }) => {
            let mut fd = plain(FdKind::Unix, path);
            fd.unix_peers = (*address, 0);
            fd
        }
        Some(Socket::Netlink) => plain(FdKind::Netlink, b""),
        None => plain(FdKind::Unknown, target),
    }
}

fn tuple_name(source: &(IpAddr, u16), destination: &(IpAddr, u16)) -> Bytes {
    Bytes::from(format!("{}:{}->{}:{}", source.0, source.1, destination.0, destination.1).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_tell_kinds() {
        let none = Sockets::default();
        let kind = |target: &[u8]| describe(target, b"", None, &none).kind;
        for (target, expected) in [
            (&b"pipe:[5]"[..], FdKind::Pipe),
            (b"anon_inode:[eventpoll]", FdKind::Eventpoll),
            (b"anon_inode:inotify", FdKind::Inotify),
            (b"anon_inode:bpf-prog", FdKind::Bpf),
            (b"anon_inode:bpf_link", FdKind::Bpf),
            (b"anon_inode:[perf_event]", FdKind::Unsupported),
            (b"socket:[9]", FdKind::Unknown),
            (b"/etc/passwd", FdKind::File),
            (b"net:[4026531840]", FdKind::Unsupported),
        ] {
            assert_eq!(kind(target), expected, "{}", String::from_utf8_lossy(target));
        }
        assert_eq!(&*describe(b"/memfd:x (deleted)", b"", None, &none).name, b"memfd:x");
        assert_eq!(describe(b"anon_inode:[pidfd]", b"Pid:\t7\n", None, &none).pid, 7);
    }

    #[test]
    fn accepted_connections_are_turned_round() {
        let mut sockets = Sockets::default();
        let (here, there) = ((IpAddr::from([10, 0, 0, 1]), 80), (IpAddr::from([10, 0, 0, 2]), 4000));
        let inet =
            Socket::Inet { l4proto: L4Proto::Tcp, local: here, remote: there, listening: false, v6: true };
        sockets.by_inode.insert(9, inet);
        let client = describe(b"socket:[9]", b"", None, &sockets);
        assert_eq!((&*client.name, client.role), (&b"10.0.0.1:80->10.0.0.2:4000"[..], Role::Client));
        sockets.listened.insert(80);
        let server = describe(b"socket:[9]", b"", None, &sockets);
        assert_eq!((&*server.name, server.role), (&b"10.0.0.2:4000->10.0.0.1:80"[..], Role::Server));
        assert_eq!((server.kind, server.source), (FdKind::Ipv4, Some(there)));
    }
}
