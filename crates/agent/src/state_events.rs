//! Which events the world needs, whatever the rules ask for.

use skua_event::syscalls::{STATE, Sc};
use skua_event::{EVENTS, EventSet, code};

/// Live events of the system calls that state is fed from, and the end of processes.
pub(crate) fn state_events() -> EventSet {
    let calls: Vec<Sc> = STATE.iter().filter_map(|name| Sc::from_name(name)).collect();
    let mut set: EventSet = EVENTS
        .iter()
        .filter(|event| event.is_live() && event.syscalls.iter().any(|call| calls.contains(call)))
        .map(|event| event.code)
        .collect();
    set.insert(code::PROCEXIT_1_E);
    set
}

/// Events that are never asked of the sensor unless all are: plain reads and writes, which Falco leaves out as well.
pub(crate) fn ignored_events() -> EventSet {
    let ignored = [
        "read", "write", "readv", "writev", "pread", "pwrite", "preadv", "pwritev", "send", "recv",
        "sendfile",
    ];
    EVENTS.iter().filter(|event| ignored.contains(&event.name)).map(|event| event.code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_is_fed_from_what_makes_and_ends_processes_and_descriptors() {
        let set = state_events();
        for code in
            [code::SYSCALL_EXECVE_19_X, code::SYSCALL_CLONE3_X, code::SYSCALL_CLOSE_X, code::SOCKET_CONNECT_X]
        {
            assert!(set.contains(code), "{code:?}");
        }
        assert!(!set.contains(code::SYSCALL_READ_X) && !set.contains(code::SYSCALL_MMAP_X));
        assert!(ignored_events().contains(code::SYSCALL_WRITE_X));
    }
}
