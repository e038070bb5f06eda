//! `/proc/PID/fdinfo/N` (proc_pid_fdinfo(5)).

use super::text::{key_value, lines, number, octal};

/// What is used of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FdInfo {
    /// Open flags in the kernel's values.
    pub flags: u32,
    /// Mount that the file lies on.
    pub mount_id: u32,
    /// Process that a pidfd stands for.
    pub pid: i64,
}

/// Parses the file; what is missing is zero.
pub fn parse(text: &[u8]) -> FdInfo {
    let mut info = FdInfo::default();
    for (key, value) in lines(text).filter_map(key_value) {
        match key {
            b"flags" => info.flags = octal(value).unwrap_or_default() as u32,
            b"mnt_id" => info.mount_id = number(value).unwrap_or_default(),
            b"Pid" => info.pid = number(value).unwrap_or_default(),
            _ => {}
        }
    }
    info
}

/// The kernel's open flags (this machine's numbers) in those of captures (value table 0).
pub fn capture_flags(flags: u32) -> u32 {
    use rustix::fs::OFlags;
    let kernel = OFlags::from_bits_retain(flags);
    let mut result = match kernel & OFlags::ACCMODE {
        OFlags::WRONLY => 2,
        OFlags::RDWR => 3,
        _ => 1,
    };
    const BITS: [(OFlags, u32); 10] = [
        (OFlags::CREATE, 4),
        (OFlags::APPEND, 8),
        (OFlags::DSYNC, 16),
        (OFlags::EXCL, 32),
        (OFlags::NONBLOCK, 64),
        (OFlags::SYNC, 128),
        (OFlags::TRUNC, 256),
        (OFlags::DIRECT, 512),
        (OFlags::DIRECTORY, 1024),
        (OFlags::CLOEXEC, 4096),
    ];
    for (bit, value) in BITS {
        if kernel.contains(bit) {
            result |= value;
        }
    }
    // Always set for files of 64-bit programs, by the kernel itself and under a number that libc calls 0.
    if flags & 0o100_000 != 0 {
        result |= 2048;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_mount_and_pid_are_read() {
        let info = parse(b"pos:\t0\nflags:\t02000002\nmnt_id:\t15\nino:\t9\nPid:\t77\nNSpid:\t77\n");
        assert_eq!(info, FdInfo { flags: 0o2_000_002, mount_id: 15, pid: 77 });
        assert_eq!(capture_flags(info.flags), 3 | 4096);
        assert_eq!(capture_flags(0), 1);
        assert_eq!(parse(b"flags:\t9\nmnt_id\n"), FdInfo::default());
    }
}
