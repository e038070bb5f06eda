//! `/proc/PID/stat` and `/proc/PID/task/TID/stat` (proc_pid_stat(5)).

use super::text::{fields, number};

/// What is used of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    /// Task name; may hold any byte, brackets and blanks included.
    pub comm: Vec<u8>,
    /// State letter; `Z` and `X` are dead.
    pub state: u8,
    /// Parent process.
    pub ppid: i64,
    /// Process group.
    pub pgrp: i64,
    /// Session.
    pub session: i64,
    /// Controlling terminal, device number in the kernel's short form; 0 none.
    pub tty: u32,
    /// Minor page faults.
    pub minor_faults: u64,
    /// Major page faults.
    pub major_faults: u64,
    /// Threads of the process.
    pub threads: u32,
    /// Start, in clock ticks since boot.
    pub start_ticks: u64,
}

/// Parses the file; `None` when it is cut off or none.
pub fn parse(text: &[u8]) -> Option<Stat> {
    // The name is the only free text, and the last closing bracket ends it.
    let open = text.iter().position(|byte| *byte == b'(')?;
    let close = text.iter().rposition(|byte| *byte == b')')?;
    let comm = text.get(open + 1..close)?.to_vec();
    let mut rest = fields(text.get(close + 1..)?);
    let state = *rest.next()?.first()?;
    let ppid = number(rest.next()?)?;
    let pgrp = number(rest.next()?)?;
    let session = number(rest.next()?)?;
    let tty = number::<i64>(rest.next()?)? as u32;
    // tpgid and flags stand between.
    let minor_faults = number(rest.nth(2)?)?;
    let major_faults = number(rest.nth(1)?)?;
    // cmajflt utime stime cutime cstime priority nice
    let threads = number(rest.nth(7)?)?;
    // itrealvalue
    let start_ticks = number(rest.nth(1)?)?;
    Some(Stat { comm, state, ppid, pgrp, session, tty, minor_faults, major_faults, threads, start_ticks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_is_whole() {
        let text = b"77 (a) b (c) S 1 77 70 34816 -1 4194304 11 22 33 44 5 6 7 8 20 0 3 0 123456 1 2 3\n";
        let stat = parse(text).expect("a stat line");
        assert_eq!(stat.comm, b"a) b (c");
        assert_eq!((stat.state, stat.ppid, stat.pgrp, stat.session, stat.tty), (b'S', 1, 77, 70, 34816));
        assert_eq!((stat.minor_faults, stat.major_faults, stat.start_ticks), (11, 33, 123_456));
        assert_eq!(stat.threads, 3);
    }

    #[test]
    fn own_file_is_read_and_pieces_are_refused() {
        let text = std::fs::read("/proc/self/stat").expect("procfs");
        assert!(parse(&text).is_some_and(|stat| stat.start_ticks > 0));
        for end in 0..20 {
            assert_eq!(parse(&text[..end]), None);
        }
        assert_eq!(parse(b")("), None);
    }
}
