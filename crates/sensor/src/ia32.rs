//! System calls of 32-bit programs on x86-64: their numbers are others (arch/x86/entry/syscalls/syscall_32.tbl).
//!
//! Only calls whose arguments mean the same in both are decoded: numbers, strings, addresses of sockets. Those that take
//! structures of other layouts (`msghdr`, `iovec`) or all arguments through one pointer (`socketcall`) are counted.

use skua_event::syscalls::X86_64;

/// Of 64-bit programs. These three as in `bpf/include/state.h`.
pub(crate) const WANTED: u8 = 1;
const WANTED_32: u8 = 2;
const UNDECODED_32: u8 = 4;

/// Every socket operation of older 32-bit programs.
const SOCKETCALL: usize = 102;

/// 32-bit number and the name of the call that does the same.
#[rustfmt::skip]
const CALLS: [(u16, &str); 132] = [
    (2, "fork"), (3, "read"), (4, "write"), (5, "open"), (6, "close"), (8, "creat"), (9, "link"),
    (10, "unlink"), (11, "execve"), (12, "chdir"), (14, "mknod"), (15, "chmod"), (21, "mount"),
    (23, "setuid"), (26, "ptrace"), (33, "access"), (37, "kill"), (38, "rename"), (39, "mkdir"),
    (40, "rmdir"), (41, "dup"), (42, "pipe"), (45, "brk"), (46, "setgid"), (52, "umount2"), (54, "ioctl"),
    (55, "fcntl"), (57, "setpgid"), (61, "chroot"), (63, "dup2"), (66, "setsid"), (70, "setreuid"),
    (71, "setregid"), (83, "symlink"), (91, "munmap"), (94, "fchmod"), (120, "clone"), (125, "mprotect"),
    (128, "init_module"), (129, "delete_module"), (131, "quotactl"), (133, "fchdir"), (141, "getdents"),
    (143, "flock"), (150, "mlock"), (151, "munlock"), (152, "mlockall"), (153, "munlockall"),
    (164, "setresuid"), (168, "poll"), (170, "setresgid"), (172, "prctl"), (183, "getcwd"), (185, "capset"),
    (190, "vfork"), (198, "lchown"), (199, "getuid"), (200, "getgid"), (201, "geteuid"), (202, "getegid"),
    (203, "setreuid"), (204, "setregid"), (207, "fchown"), (208, "setresuid"), (209, "getresuid"),
    (210, "setresgid"), (211, "getresgid"), (212, "chown"), (213, "setuid"), (214, "setgid"),
    (220, "getdents64"), (221, "fcntl"), (238, "tkill"), (254, "epoll_create"), (256, "epoll_wait"),
    (270, "tgkill"), (288, "keyctl"), (291, "inotify_init"), (295, "openat"), (296, "mkdirat"),
    (297, "mknodat"), (298, "fchownat"), (301, "unlinkat"), (302, "renameat"), (303, "linkat"),
    (304, "symlinkat"), (306, "fchmodat"), (310, "unshare"), (313, "splice"), (321, "signalfd"),
    (322, "timerfd_create"), (323, "eventfd"), (327, "signalfd4"), (328, "eventfd2"),
    (329, "epoll_create1"), (330, "dup3"), (331, "pipe2"), (332, "inotify_init1"), (340, "prlimit64"),
    (342, "open_by_handle_at"), (346, "setns"), (350, "finit_module"), (353, "renameat2"), (354, "seccomp"),
    (356, "memfd_create"), (357, "bpf"), (358, "execveat"), (359, "socket"), (360, "socketpair"),
    (361, "bind"), (362, "connect"), (363, "listen"), (364, "accept4"), (365, "getsockopt"),
    (366, "setsockopt"), (367, "getsockname"), (368, "getpeername"), (369, "sendto"), (371, "recvfrom"),
    (373, "shutdown"), (374, "userfaultfd"), (376, "mlock2"), (377, "copy_file_range"),
    (425, "io_uring_setup"), (426, "io_uring_enter"), (427, "io_uring_register"), (431, "fsconfig"),
    (434, "pidfd_open"), (435, "clone3"), (436, "close_range"), (437, "openat2"), (438, "pidfd_getfd"),
];

/// Adds to `wanted` and to `numbers`, both indexed by 32-bit number, what 32-bit programs call to do what the 64-bit
/// calls `reached` do.
pub(crate) fn fill(wanted: &mut [u8], numbers: &mut [u16], reached: &[u16]) {
    let mut mark = |number: usize, flag| {
        if let Some(flags) = wanted.get_mut(number) {
            *flags |= flag;
        }
    };
    for call in X86_64.iter().filter(|call| reached.contains(&call.number)) {
        for (number, _) in CALLS.iter().filter(|(_, name)| *name == call.name) {
            mark(usize::from(*number), WANTED_32);
            if let Some(slot) = numbers.get_mut(usize::from(*number)) {
                *slot = call.number;
            }
        }
        if ["socket", "connect", "bind", "accept", "sendto", "recvfrom"].contains(&call.name) {
            mark(SOCKETCALL, UNDECODED_32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_32_bit_programs_lead_to_the_64_bit_number() {
        let (mut wanted, mut numbers) = ([0; 512], [0; 512]);
        fill(&mut wanted, &mut numbers, &[2, 42, 105]);
        assert_eq!((wanted[5], numbers[5]), (WANTED_32, 2), "open");
        assert_eq!((wanted[362], numbers[362]), (WANTED_32, 42), "connect");
        assert_eq!((numbers[23], numbers[213]), (105, 105), "setuid of 16 and of 32 bits");
        assert_eq!(wanted[102], UNDECODED_32);
        assert_eq!(wanted.iter().filter(|flags| **flags != 0).count(), 5);
    }
}
