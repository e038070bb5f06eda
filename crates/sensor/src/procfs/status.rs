//! `/proc/PID/status` (proc_pid_status(5)).

use super::text::{fields, hex, key_value, lines, number};

/// What is used of it. Lists of ids go from the reader's namespace inwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Thread group.
    pub tgid: i64,
    /// Effective user.
    pub euid: u32,
    /// Effective group.
    pub egid: u32,
    /// Thread id in the innermost pid namespace.
    pub vtid: i64,
    /// Thread group in the innermost pid namespace.
    pub vpid: i64,
    /// Process group in the innermost pid namespace.
    pub vpgid: i64,
    /// Session in the innermost pid namespace.
    pub vsid: i64,
    /// Pid namespaces that the thread is seen in; 1 for the reader's own.
    pub pid_namespaces: usize,
    /// Inheritable capabilities.
    pub cap_inheritable: u64,
    /// Permitted capabilities.
    pub cap_permitted: u64,
    /// Effective capabilities.
    pub cap_effective: u64,
    /// Virtual size, KiB.
    pub vm_size: u32,
    /// Resident size, KiB.
    pub vm_rss: u32,
    /// Swapped size, KiB.
    pub vm_swap: u32,
}

/// Parses the file. Lines that are missing (kernel threads have no sizes) leave zeros.
pub fn parse(text: &[u8]) -> Status {
    let mut status = Status::default();
    let second = |value| fields(value).nth(1).and_then(number).unwrap_or_default();
    let last = |value| fields(value).last().and_then(number).unwrap_or_default();
    let first = |value| fields(value).next().and_then(number).unwrap_or_default();
    let bits = |value| hex(value).unwrap_or_default();
    for (key, value) in lines(text).filter_map(key_value) {
        match key {
            b"Tgid" => status.tgid = number(value).unwrap_or_default(),
            b"Uid" => status.euid = second(value),
            b"Gid" => status.egid = second(value),
            b"NSpid" => {
                status.vtid = last(value);
                status.pid_namespaces = fields(value).count();
            }
            b"NStgid" => status.vpid = last(value),
            b"NSpgid" => status.vpgid = last(value),
            b"NSsid" => status.vsid = last(value),
            b"CapInh" => status.cap_inheritable = bits(value),
            b"CapPrm" => status.cap_permitted = bits(value),
            b"CapEff" => status.cap_effective = bits(value),
            b"VmSize" => status.vm_size = first(value),
            b"VmRSS" => status.vm_rss = first(value),
            b"VmSwap" => status.vm_swap = first(value),
            _ => {}
        }
    }
    status
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_the_innermost_namespace_are_taken() {
        let text = b"Name:\tsleep\nTgid:\t900\nUid:\t1000\t1001\t0\t0\nGid:\t5\t6\t7\t8\nNStgid:\t900\t7\nNSpid:\t901\t8\n\
            NSpgid:\t900\t7\nNSsid:\t0\t0\nVmSize:\t    5460 kB\nVmRSS:\t 12 kB\nCapEff:\t00000000a80425fb\n";
        let status = parse(text);
        assert_eq!((status.tgid, status.vpid, status.vtid, status.vpgid, status.vsid), (900, 7, 8, 7, 0));
        assert_eq!((status.euid, status.egid, status.pid_namespaces), (1001, 6, 2));
        assert_eq!((status.cap_effective, status.vm_size, status.vm_rss), (0xa804_25fb, 5460, 12));
        assert_eq!(
            parse(b"Uid\nUid:\nNSpid:\t-\xff\n:::\n"),
            Status { pid_namespaces: 1, ..Status::default() }
        );
    }
}
