//! What is asked of the sensor.

use skua_event::syscalls::X86_64;
use skua_event::{EventSet, code};

/// What is asked of the sensor: nothing else is captured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Event codes.
    pub codes: EventSet,
    /// The environment of executed programs.
    pub environment: bool,
    /// Bytes of data buffers kept, 0 none; at most 4,095.
    pub snaplen: u16,
}

/// The kernel half keeps one function per system call; where the kernel's name differs from the public one.
const FUNCTION_NAMES: [(&str, &str); 6] = [
    ("stat", "newstat"),
    ("lstat", "newlstat"),
    ("fstat", "newfstat"),
    ("sendfile", "sendfile64"),
    ("umount2", "umount"),
    ("uname", "newuname"),
];

/// A system call that is asked for: number and function name in the kernel, without prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WantedCall {
    pub(crate) number: u16,
    pub(crate) name: &'static str,
}

impl Wanted {
    /// The system calls whose exits give the wanted events. The clone family is always among them when any clone event
    /// is wanted, and successful execs come from their own hook.
    pub(crate) fn calls(&self) -> Vec<WantedCall> {
        X86_64
            .iter()
            .filter(|call| !call.generic && self.codes.contains(call.exit))
            .map(|call| WantedCall {
                number: call.number,
                name: FUNCTION_NAMES
                    .iter()
                    .find(|(public, _)| *public == call.name)
                    .map_or(call.name, |(_, kernel)| kernel),
            })
            .collect()
    }

    pub(crate) fn signals(&self) -> bool {
        self.codes.contains(code::SIGNALDELIVER_E)
    }

    pub(crate) fn page_faults(&self) -> bool {
        self.codes.contains(code::PAGE_FAULT_E)
    }

    pub(crate) fn switches(&self) -> bool {
        self.codes.contains(code::SCHEDSWITCH_6_E)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_calls_of_wanted_events_are_asked_for() {
        let wanted = Wanted {
            codes: [code::SYSCALL_OPENAT_2_X, code::SYSCALL_UMOUNT2_X].into_iter().collect(),
            ..Wanted::default()
        };
        let names: Vec<&str> = wanted.calls().iter().map(|call| call.name).collect();
        assert_eq!(names, ["umount", "openat"]);
    }
}
