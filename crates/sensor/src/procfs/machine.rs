//! The machine itself: processors, memory, name, addresses, accounts.

use super::text::{key_value, lines, number};
use super::{accounts, process::read_capped};
use crate::clock;
use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat, openat2};
use skua_world::snapshot::{Group, Interface, Machine, User};
use std::fs::File;
use std::io::Read;
use std::net::IpAddr;
use std::path::Path;

/// Longest account file that is read: a container chooses its own.
const MAX_ACCOUNTS: usize = 1 << 20;

/// Reads what the kernel says of the machine; what it does not say is zero.
pub(super) fn machine(root: &Path) -> Machine {
    let mut buffer = Vec::new();
    let mut read = |name: &str| {
        read_capped(&root.join(name), 1 << 20, &mut buffer);
        buffer.clone()
    };
    let stat = read("stat");
    let is_cpu =
        |line: &&[u8]| line.strip_prefix(b"cpu").and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit);
    let memory = read("meminfo");
    let total = lines(&memory).filter_map(key_value).find(|(key, _)| *key == b"MemTotal");
    let kib: u64 = total.and_then(|(_, value)| number(value.strip_suffix(b" kB")?)).unwrap_or_default();
    Machine {
        cpus: lines(&stat).filter(is_cpu).count() as u32,
        memory: kib.saturating_mul(1024),
        max_pid: number(&read("sys/kernel/pid_max")).unwrap_or_default(),
        hostname: rustix::system::uname().nodename().to_bytes().to_vec(),
        boot_ts: clock::boot_epoch(),
    }
}

/// Addresses of the interfaces of this process' network namespace.
pub(super) fn interfaces() -> Vec<Interface> {
    let Ok(entries) = nix::ifaddrs::getifaddrs() else { return Vec::new() };
    let ip = |address: Option<nix::sys::socket::SockaddrStorage>| {
        let address = address?;
        let version_4 = address.as_sockaddr_in().map(|address| IpAddr::V4(address.ip()));
        version_4.or_else(|| address.as_sockaddr_in6().map(|address| IpAddr::V6(address.ip())))
    };
    entries
        .filter_map(|entry| {
            let address = ip(entry.address)?;
            // In megabits per second; virtual interfaces have none.
            let speed = std::fs::read(format!("/sys/class/net/{}/speed", entry.interface_name));
            let speed = speed.ok().and_then(|text| number::<u64>(&text)).unwrap_or_default();
            Some(Interface {
                address,
                netmask: ip(entry.netmask)?,
                broadcast: ip(entry.broadcast),
                link_speed: speed.saturating_mul(1_000_000),
                name: entry.interface_name.into_bytes(),
            })
        })
        .collect()
}

/// Users and groups of the root folder `root`, which its owner may have filled with anything: links never lead out of
/// it, only ordinary files of bounded size are read.
pub(super) fn accounts(root: &Path) -> (Vec<User>, Vec<Group>) {
    let users = read_under(root, "etc/passwd").map(|text| accounts::users(&text));
    let groups = read_under(root, "etc/group").map(|text| accounts::groups(&text));
    (users.unwrap_or_default(), groups.unwrap_or_default())
}

fn read_under(root: &Path, name: &str) -> Option<Vec<u8>> {
    let folder = openat(CWD, root, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).ok()?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let resolve = ResolveFlags::IN_ROOT | ResolveFlags::NO_MAGICLINKS;
    let file = File::from(openat2(&folder, name, flags, Mode::empty(), resolve).ok()?);
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut text = Vec::new();
    file.take(MAX_ACCOUNTS as u64).read_to_end(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_described() {
        let machine = machine(Path::new("/proc"));
        assert!(machine.cpus > 0 && machine.memory > 1 << 20 && machine.max_pid > 0 && machine.boot_ts > 0);
        assert!(interfaces().iter().any(|interface| interface.address.is_loopback()));
        assert!(accounts(Path::new("/")).0.iter().any(|user| user.uid == 0));
    }

    #[test]
    fn links_do_not_lead_out_of_a_root() {
        let root = std::env::temp_dir().join(format!("skua-accounts-{}", std::process::id()));
        std::fs::create_dir_all(root.join("etc")).expect("a folder");
        std::os::unix::fs::symlink("/etc/passwd", root.join("etc/group")).expect("a link");
        std::os::unix::fs::symlink("/real", root.join("etc/passwd")).expect("a link");
        std::fs::write(root.join("real"), "inside:x:7:7::/:\n").expect("a file");
        let (users, groups) = accounts(&root);
        std::fs::remove_dir_all(&root).expect("removed");
        assert_eq!(users.first().map(|user| user.uid), Some(7));
        // `group` leads to `passwd` inside, whose one line has number 7 as well; never to the machine's file.
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].name, b"inside");
    }
}
