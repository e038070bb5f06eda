//! The parsers of /proc on any bytes: no panic, and what they give keeps its form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skua_sensor::procfs::{accounts, cgroup, fdinfo, mounts, net, stat, status};
use skua_world::L4Proto;

fuzz_target!(|data: &[u8]| {
    let _ = stat::parse(data);
    let _ = status::parse(data);
    let _ = fdinfo::parse(data);
    let _ = mounts::overlays(data);
    let _ = (accounts::users(data), accounts::groups(data));
    let mut sockets = net::Sockets::default();
    sockets.add_inet(data, L4Proto::Tcp, false);
    sockets.add_inet(data, L4Proto::Udp, true);
    sockets.add_unix(data);
    sockets.add_netlink(data);
    let entries = cgroup::parse(data);
    assert!(entries.is_empty() || entries.ends_with(b"\0"));
});
