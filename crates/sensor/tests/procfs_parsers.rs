//! Parsers of /proc on bytes that no kernel writes.

use proptest::prelude::*;
use skua_sensor::procfs::{accounts, cgroup, fdinfo, mounts, net, stat, status};
use skua_world::L4Proto;

fn feed(text: &[u8]) {
    let _ = stat::parse(text);
    let _ = status::parse(text);
    let _ = fdinfo::parse(text);
    let _ = mounts::overlays(text);
    let _ = accounts::users(text);
    let _ = accounts::groups(text);
    let mut sockets = net::Sockets::default();
    sockets.add_inet(text, L4Proto::Tcp, false);
    sockets.add_unix(text);
    sockets.add_netlink(text);
    let entries = cgroup::parse(text);
    assert!(entries.is_empty() || entries.ends_with(b"\0"));
}

proptest! {
    #[test]
    fn any_bytes(text in proptest::collection::vec(any::<u8>(), 0..400)) {
        feed(&text);
    }

    #[test]
    fn likely_pieces(pieces in proptest::collection::vec(prop_oneof![
        Just("\n"), Just(" "), Just(":"), Just("("), Just(")"), Just("-1"), Just("0"), Just("S"), Just("\\04"),
        Just("0100007F:1F90"), Just("99999999999999999999"), Just("0::/"), Just("NSpid:\t"), Just("Uid:\t"),
        Just("flags:\t"), Just("overlay"), Just(" - "), Just("upperdir="), Just("ffff:"), Just("x:x:1:"),
    ], 0..80)) {
        feed(pieces.concat().as_bytes());
    }
}
