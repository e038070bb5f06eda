//! Event codes of the capture format, by their public names.
// Written by `cargo xtask generate` from facts/; do not edit.

use crate::EventCode;

/// Number of event codes of the capture format.
pub const EVENT_MAX: usize = 454;
/// Version of the event schema.
pub const SCHEMA_VERSION: &str = "4.5.1";

/// `syscall`, enter, only in old captures.
pub const GENERIC_E: EventCode = EventCode(0);
/// `syscall`, exit.
pub const GENERIC_X: EventCode = EventCode(1);
/// `open`, enter.
pub const SYSCALL_OPEN_E: EventCode = EventCode(2);
/// `open`, exit.
pub const SYSCALL_OPEN_X: EventCode = EventCode(3);
/// `close`, enter, only in old captures.
pub const SYSCALL_CLOSE_E: EventCode = EventCode(4);
/// `close`, exit.
pub const SYSCALL_CLOSE_X: EventCode = EventCode(5);
/// `read`, enter, only in old captures.
pub const SYSCALL_READ_E: EventCode = EventCode(6);
/// `read`, exit.
pub const SYSCALL_READ_X: EventCode = EventCode(7);
/// `write`, enter, only in old captures.
pub const SYSCALL_WRITE_E: EventCode = EventCode(8);
/// `write`, exit.
pub const SYSCALL_WRITE_X: EventCode = EventCode(9);
/// `brk`, enter, only in old captures.
pub const SYSCALL_BRK_1_E: EventCode = EventCode(10);
/// `brk`, exit, only in old captures.
pub const SYSCALL_BRK_1_X: EventCode = EventCode(11);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_8_E: EventCode = EventCode(12);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_8_X: EventCode = EventCode(13);
/// `clone`, enter, only in old captures.
pub const SYSCALL_CLONE_11_E: EventCode = EventCode(14);
/// `clone`, exit, only in old captures.
pub const SYSCALL_CLONE_11_X: EventCode = EventCode(15);
/// `procexit`, enter, only in old captures.
pub const PROCEXIT_E: EventCode = EventCode(16);
/// `socket`, enter, only in old captures.
pub const SOCKET_SOCKET_E: EventCode = EventCode(18);
/// `socket`, exit.
pub const SOCKET_SOCKET_X: EventCode = EventCode(19);
/// `bind`, enter, only in old captures.
pub const SOCKET_BIND_E: EventCode = EventCode(20);
/// `bind`, exit.
pub const SOCKET_BIND_X: EventCode = EventCode(21);
/// `connect`, enter.
pub const SOCKET_CONNECT_E: EventCode = EventCode(22);
/// `connect`, exit.
pub const SOCKET_CONNECT_X: EventCode = EventCode(23);
/// `listen`, enter, only in old captures.
pub const SOCKET_LISTEN_E: EventCode = EventCode(24);
/// `listen`, exit.
pub const SOCKET_LISTEN_X: EventCode = EventCode(25);
/// `accept`, enter, only in old captures.
pub const SOCKET_ACCEPT_E: EventCode = EventCode(26);
/// `accept`, exit, only in old captures.
pub const SOCKET_ACCEPT_X: EventCode = EventCode(27);
/// `send`, enter, only in old captures.
pub const SOCKET_SEND_E: EventCode = EventCode(28);
/// `send`, exit.
pub const SOCKET_SEND_X: EventCode = EventCode(29);
/// `sendto`, enter, only in old captures.
pub const SOCKET_SENDTO_E: EventCode = EventCode(30);
/// `sendto`, exit.
pub const SOCKET_SENDTO_X: EventCode = EventCode(31);
/// `recv`, enter, only in old captures.
pub const SOCKET_RECV_E: EventCode = EventCode(32);
/// `recv`, exit.
pub const SOCKET_RECV_X: EventCode = EventCode(33);
/// `recvfrom`, enter, only in old captures.
pub const SOCKET_RECVFROM_E: EventCode = EventCode(34);
/// `recvfrom`, exit.
pub const SOCKET_RECVFROM_X: EventCode = EventCode(35);
/// `shutdown`, enter, only in old captures.
pub const SOCKET_SHUTDOWN_E: EventCode = EventCode(36);
/// `shutdown`, exit.
pub const SOCKET_SHUTDOWN_X: EventCode = EventCode(37);
/// `getsockname`, enter, only in old captures.
pub const SOCKET_GETSOCKNAME_E: EventCode = EventCode(38);
/// `getsockname`, exit.
pub const SOCKET_GETSOCKNAME_X: EventCode = EventCode(39);
/// `getpeername`, enter, only in old captures.
pub const SOCKET_GETPEERNAME_E: EventCode = EventCode(40);
/// `getpeername`, exit.
pub const SOCKET_GETPEERNAME_X: EventCode = EventCode(41);
/// `socketpair`, enter, only in old captures.
pub const SOCKET_SOCKETPAIR_E: EventCode = EventCode(42);
/// `socketpair`, exit.
pub const SOCKET_SOCKETPAIR_X: EventCode = EventCode(43);
/// `setsockopt`, enter, only in old captures.
pub const SOCKET_SETSOCKOPT_E: EventCode = EventCode(44);
/// `setsockopt`, exit.
pub const SOCKET_SETSOCKOPT_X: EventCode = EventCode(45);
/// `getsockopt`, enter, only in old captures.
pub const SOCKET_GETSOCKOPT_E: EventCode = EventCode(46);
/// `getsockopt`, exit.
pub const SOCKET_GETSOCKOPT_X: EventCode = EventCode(47);
/// `sendmsg`, enter, only in old captures.
pub const SOCKET_SENDMSG_E: EventCode = EventCode(48);
/// `sendmsg`, exit.
pub const SOCKET_SENDMSG_X: EventCode = EventCode(49);
/// `sendmmsg`, enter, only in old captures.
pub const SOCKET_SENDMMSG_E: EventCode = EventCode(50);
/// `sendmmsg`, exit.
pub const SOCKET_SENDMMSG_X: EventCode = EventCode(51);
/// `recvmsg`, enter, only in old captures.
pub const SOCKET_RECVMSG_E: EventCode = EventCode(52);
/// `recvmsg`, exit.
pub const SOCKET_RECVMSG_X: EventCode = EventCode(53);
/// `recvmmsg`, enter, only in old captures.
pub const SOCKET_RECVMMSG_E: EventCode = EventCode(54);
/// `recvmmsg`, exit.
pub const SOCKET_RECVMMSG_X: EventCode = EventCode(55);
/// `accept`, enter, only in old captures.
pub const SOCKET_ACCEPT4_E: EventCode = EventCode(56);
/// `accept`, exit, only in old captures.
pub const SOCKET_ACCEPT4_X: EventCode = EventCode(57);
/// `creat`, enter.
pub const SYSCALL_CREAT_E: EventCode = EventCode(58);
/// `creat`, exit.
pub const SYSCALL_CREAT_X: EventCode = EventCode(59);
/// `pipe`, enter, only in old captures.
pub const SYSCALL_PIPE_E: EventCode = EventCode(60);
/// `pipe`, exit.
pub const SYSCALL_PIPE_X: EventCode = EventCode(61);
/// `eventfd`, enter, only in old captures.
pub const SYSCALL_EVENTFD_E: EventCode = EventCode(62);
/// `eventfd`, exit.
pub const SYSCALL_EVENTFD_X: EventCode = EventCode(63);
/// `futex`, enter, only in old captures.
pub const SYSCALL_FUTEX_E: EventCode = EventCode(64);
/// `futex`, exit.
pub const SYSCALL_FUTEX_X: EventCode = EventCode(65);
/// `stat`, enter, only in old captures.
pub const SYSCALL_STAT_E: EventCode = EventCode(66);
/// `stat`, exit.
pub const SYSCALL_STAT_X: EventCode = EventCode(67);
/// `lstat`, enter, only in old captures.
pub const SYSCALL_LSTAT_E: EventCode = EventCode(68);
/// `lstat`, exit.
pub const SYSCALL_LSTAT_X: EventCode = EventCode(69);
/// `fstat`, enter, only in old captures.
pub const SYSCALL_FSTAT_E: EventCode = EventCode(70);
/// `fstat`, exit.
pub const SYSCALL_FSTAT_X: EventCode = EventCode(71);
/// `stat64`, enter, only in old captures.
pub const SYSCALL_STAT64_E: EventCode = EventCode(72);
/// `stat64`, exit.
pub const SYSCALL_STAT64_X: EventCode = EventCode(73);
/// `lstat64`, enter, only in old captures.
pub const SYSCALL_LSTAT64_E: EventCode = EventCode(74);
/// `lstat64`, exit.
pub const SYSCALL_LSTAT64_X: EventCode = EventCode(75);
/// `fstat64`, enter, only in old captures.
pub const SYSCALL_FSTAT64_E: EventCode = EventCode(76);
/// `fstat64`, exit.
pub const SYSCALL_FSTAT64_X: EventCode = EventCode(77);
/// `epoll_wait`, enter, only in old captures.
pub const SYSCALL_EPOLLWAIT_E: EventCode = EventCode(78);
/// `epoll_wait`, exit.
pub const SYSCALL_EPOLLWAIT_X: EventCode = EventCode(79);
/// `poll`, enter, only in old captures.
pub const SYSCALL_POLL_E: EventCode = EventCode(80);
/// `poll`, exit.
pub const SYSCALL_POLL_X: EventCode = EventCode(81);
/// `select`, enter, only in old captures.
pub const SYSCALL_SELECT_E: EventCode = EventCode(82);
/// `select`, exit.
pub const SYSCALL_SELECT_X: EventCode = EventCode(83);
/// `select`, enter, only in old captures.
pub const SYSCALL_NEWSELECT_E: EventCode = EventCode(84);
/// `select`, exit, only in old captures.
pub const SYSCALL_NEWSELECT_X: EventCode = EventCode(85);
/// `lseek`, enter, only in old captures.
pub const SYSCALL_LSEEK_E: EventCode = EventCode(86);
/// `lseek`, exit.
pub const SYSCALL_LSEEK_X: EventCode = EventCode(87);
/// `llseek`, enter, only in old captures.
pub const SYSCALL_LLSEEK_E: EventCode = EventCode(88);
/// `llseek`, exit.
pub const SYSCALL_LLSEEK_X: EventCode = EventCode(89);
/// `ioctl`, enter, only in old captures.
pub const SYSCALL_IOCTL_2_E: EventCode = EventCode(90);
/// `ioctl`, exit, only in old captures.
pub const SYSCALL_IOCTL_2_X: EventCode = EventCode(91);
/// `getcwd`, enter, only in old captures.
pub const SYSCALL_GETCWD_E: EventCode = EventCode(92);
/// `getcwd`, exit.
pub const SYSCALL_GETCWD_X: EventCode = EventCode(93);
/// `chdir`, enter, only in old captures.
pub const SYSCALL_CHDIR_E: EventCode = EventCode(94);
/// `chdir`, exit.
pub const SYSCALL_CHDIR_X: EventCode = EventCode(95);
/// `fchdir`, enter, only in old captures.
pub const SYSCALL_FCHDIR_E: EventCode = EventCode(96);
/// `fchdir`, exit.
pub const SYSCALL_FCHDIR_X: EventCode = EventCode(97);
/// `mkdir`, enter, only in old captures.
pub const SYSCALL_MKDIR_E: EventCode = EventCode(98);
/// `mkdir`, exit, only in old captures.
pub const SYSCALL_MKDIR_X: EventCode = EventCode(99);
/// `rmdir`, enter, only in old captures.
pub const SYSCALL_RMDIR_E: EventCode = EventCode(100);
/// `rmdir`, exit, only in old captures.
pub const SYSCALL_RMDIR_X: EventCode = EventCode(101);
/// `openat`, enter, only in old captures.
pub const SYSCALL_OPENAT_E: EventCode = EventCode(102);
/// `openat`, exit, only in old captures.
pub const SYSCALL_OPENAT_X: EventCode = EventCode(103);
/// `link`, enter, only in old captures.
pub const SYSCALL_LINK_E: EventCode = EventCode(104);
/// `link`, exit, only in old captures.
pub const SYSCALL_LINK_X: EventCode = EventCode(105);
/// `linkat`, enter, only in old captures.
pub const SYSCALL_LINKAT_E: EventCode = EventCode(106);
/// `linkat`, exit, only in old captures.
pub const SYSCALL_LINKAT_X: EventCode = EventCode(107);
/// `unlink`, enter, only in old captures.
pub const SYSCALL_UNLINK_E: EventCode = EventCode(108);
/// `unlink`, exit, only in old captures.
pub const SYSCALL_UNLINK_X: EventCode = EventCode(109);
/// `unlinkat`, enter, only in old captures.
pub const SYSCALL_UNLINKAT_E: EventCode = EventCode(110);
/// `unlinkat`, exit, only in old captures.
pub const SYSCALL_UNLINKAT_X: EventCode = EventCode(111);
/// `pread`, enter, only in old captures.
pub const SYSCALL_PREAD_E: EventCode = EventCode(112);
/// `pread`, exit.
pub const SYSCALL_PREAD_X: EventCode = EventCode(113);
/// `pwrite`, enter, only in old captures.
pub const SYSCALL_PWRITE_E: EventCode = EventCode(114);
/// `pwrite`, exit.
pub const SYSCALL_PWRITE_X: EventCode = EventCode(115);
/// `readv`, enter, only in old captures.
pub const SYSCALL_READV_E: EventCode = EventCode(116);
/// `readv`, exit.
pub const SYSCALL_READV_X: EventCode = EventCode(117);
/// `writev`, enter, only in old captures.
pub const SYSCALL_WRITEV_E: EventCode = EventCode(118);
/// `writev`, exit.
pub const SYSCALL_WRITEV_X: EventCode = EventCode(119);
/// `preadv`, enter, only in old captures.
pub const SYSCALL_PREADV_E: EventCode = EventCode(120);
/// `preadv`, exit.
pub const SYSCALL_PREADV_X: EventCode = EventCode(121);
/// `pwritev`, enter, only in old captures.
pub const SYSCALL_PWRITEV_E: EventCode = EventCode(122);
/// `pwritev`, exit.
pub const SYSCALL_PWRITEV_X: EventCode = EventCode(123);
/// `dup`, enter, only in old captures.
pub const SYSCALL_DUP_E: EventCode = EventCode(124);
/// `dup`, exit, only in old captures.
pub const SYSCALL_DUP_X: EventCode = EventCode(125);
/// `signalfd`, enter, only in old captures.
pub const SYSCALL_SIGNALFD_E: EventCode = EventCode(126);
/// `signalfd`, exit.
pub const SYSCALL_SIGNALFD_X: EventCode = EventCode(127);
/// `kill`, enter, only in old captures.
pub const SYSCALL_KILL_E: EventCode = EventCode(128);
/// `kill`, exit.
pub const SYSCALL_KILL_X: EventCode = EventCode(129);
/// `tkill`, enter, only in old captures.
pub const SYSCALL_TKILL_E: EventCode = EventCode(130);
/// `tkill`, exit.
pub const SYSCALL_TKILL_X: EventCode = EventCode(131);
/// `tgkill`, enter, only in old captures.
pub const SYSCALL_TGKILL_E: EventCode = EventCode(132);
/// `tgkill`, exit.
pub const SYSCALL_TGKILL_X: EventCode = EventCode(133);
/// `nanosleep`, enter, only in old captures.
pub const SYSCALL_NANOSLEEP_E: EventCode = EventCode(134);
/// `nanosleep`, exit.
pub const SYSCALL_NANOSLEEP_X: EventCode = EventCode(135);
/// `timerfd_create`, enter, only in old captures.
pub const SYSCALL_TIMERFD_CREATE_E: EventCode = EventCode(136);
/// `timerfd_create`, exit.
pub const SYSCALL_TIMERFD_CREATE_X: EventCode = EventCode(137);
/// `inotify_init`, enter, only in old captures.
pub const SYSCALL_INOTIFY_INIT_E: EventCode = EventCode(138);
/// `inotify_init`, exit.
pub const SYSCALL_INOTIFY_INIT_X: EventCode = EventCode(139);
/// `getrlimit`, enter, only in old captures.
pub const SYSCALL_GETRLIMIT_E: EventCode = EventCode(140);
/// `getrlimit`, exit.
pub const SYSCALL_GETRLIMIT_X: EventCode = EventCode(141);
/// `setrlimit`, enter, only in old captures.
pub const SYSCALL_SETRLIMIT_E: EventCode = EventCode(142);
/// `setrlimit`, exit.
pub const SYSCALL_SETRLIMIT_X: EventCode = EventCode(143);
/// `prlimit`, enter, only in old captures.
pub const SYSCALL_PRLIMIT_E: EventCode = EventCode(144);
/// `prlimit`, exit.
pub const SYSCALL_PRLIMIT_X: EventCode = EventCode(145);
/// `switch`, enter, only in old captures.
pub const SCHEDSWITCH_1_E: EventCode = EventCode(146);
/// `drop`, enter.
pub const DROP_E: EventCode = EventCode(148);
/// `drop`, exit.
pub const DROP_X: EventCode = EventCode(149);
/// `fcntl`, enter, only in old captures.
pub const SYSCALL_FCNTL_E: EventCode = EventCode(150);
/// `fcntl`, exit.
pub const SYSCALL_FCNTL_X: EventCode = EventCode(151);
/// `switch`, enter.
pub const SCHEDSWITCH_6_E: EventCode = EventCode(152);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_13_E: EventCode = EventCode(154);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_13_X: EventCode = EventCode(155);
/// `clone`, enter, only in old captures.
pub const SYSCALL_CLONE_16_E: EventCode = EventCode(156);
/// `clone`, exit, only in old captures.
pub const SYSCALL_CLONE_16_X: EventCode = EventCode(157);
/// `brk`, enter, only in old captures.
pub const SYSCALL_BRK_4_E: EventCode = EventCode(158);
/// `brk`, exit.
pub const SYSCALL_BRK_4_X: EventCode = EventCode(159);
/// `mmap`, enter, only in old captures.
pub const SYSCALL_MMAP_E: EventCode = EventCode(160);
/// `mmap`, exit.
pub const SYSCALL_MMAP_X: EventCode = EventCode(161);
/// `mmap2`, enter, only in old captures.
pub const SYSCALL_MMAP2_E: EventCode = EventCode(162);
/// `mmap2`, exit.
pub const SYSCALL_MMAP2_X: EventCode = EventCode(163);
/// `munmap`, enter, only in old captures.
pub const SYSCALL_MUNMAP_E: EventCode = EventCode(164);
/// `munmap`, exit.
pub const SYSCALL_MUNMAP_X: EventCode = EventCode(165);
/// `splice`, enter, only in old captures.
pub const SYSCALL_SPLICE_E: EventCode = EventCode(166);
/// `splice`, exit.
pub const SYSCALL_SPLICE_X: EventCode = EventCode(167);
/// `ptrace`, enter, only in old captures.
pub const SYSCALL_PTRACE_E: EventCode = EventCode(168);
/// `ptrace`, exit.
pub const SYSCALL_PTRACE_X: EventCode = EventCode(169);
/// `ioctl`, enter, only in old captures.
pub const SYSCALL_IOCTL_3_E: EventCode = EventCode(170);
/// `ioctl`, exit.
pub const SYSCALL_IOCTL_3_X: EventCode = EventCode(171);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_14_E: EventCode = EventCode(172);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_14_X: EventCode = EventCode(173);
/// `rename`, enter, only in old captures.
pub const SYSCALL_RENAME_E: EventCode = EventCode(174);
/// `rename`, exit.
pub const SYSCALL_RENAME_X: EventCode = EventCode(175);
/// `renameat`, enter, only in old captures.
pub const SYSCALL_RENAMEAT_E: EventCode = EventCode(176);
/// `renameat`, exit.
pub const SYSCALL_RENAMEAT_X: EventCode = EventCode(177);
/// `symlink`, enter, only in old captures.
pub const SYSCALL_SYMLINK_E: EventCode = EventCode(178);
/// `symlink`, exit.
pub const SYSCALL_SYMLINK_X: EventCode = EventCode(179);
/// `symlinkat`, enter, only in old captures.
pub const SYSCALL_SYMLINKAT_E: EventCode = EventCode(180);
/// `symlinkat`, exit.
pub const SYSCALL_SYMLINKAT_X: EventCode = EventCode(181);
/// `fork`, enter, only in old captures.
pub const SYSCALL_FORK_E: EventCode = EventCode(182);
/// `fork`, exit, only in old captures.
pub const SYSCALL_FORK_X: EventCode = EventCode(183);
/// `vfork`, enter, only in old captures.
pub const SYSCALL_VFORK_E: EventCode = EventCode(184);
/// `vfork`, exit, only in old captures.
pub const SYSCALL_VFORK_X: EventCode = EventCode(185);
/// `procexit`, enter.
pub const PROCEXIT_1_E: EventCode = EventCode(186);
/// `sendfile`, enter, only in old captures.
pub const SYSCALL_SENDFILE_E: EventCode = EventCode(188);
/// `sendfile`, exit.
pub const SYSCALL_SENDFILE_X: EventCode = EventCode(189);
/// `quotactl`, enter, only in old captures.
pub const SYSCALL_QUOTACTL_E: EventCode = EventCode(190);
/// `quotactl`, exit.
pub const SYSCALL_QUOTACTL_X: EventCode = EventCode(191);
/// `setresuid`, enter, only in old captures.
pub const SYSCALL_SETRESUID_E: EventCode = EventCode(192);
/// `setresuid`, exit.
pub const SYSCALL_SETRESUID_X: EventCode = EventCode(193);
/// `setresgid`, enter, only in old captures.
pub const SYSCALL_SETRESGID_E: EventCode = EventCode(194);
/// `setresgid`, exit.
pub const SYSCALL_SETRESGID_X: EventCode = EventCode(195);
/// `scapevent`, enter.
pub const SCAPEVENT_E: EventCode = EventCode(196);
/// `setuid`, enter, only in old captures.
pub const SYSCALL_SETUID_E: EventCode = EventCode(198);
/// `setuid`, exit.
pub const SYSCALL_SETUID_X: EventCode = EventCode(199);
/// `setgid`, enter, only in old captures.
pub const SYSCALL_SETGID_E: EventCode = EventCode(200);
/// `setgid`, exit.
pub const SYSCALL_SETGID_X: EventCode = EventCode(201);
/// `getuid`, enter, only in old captures.
pub const SYSCALL_GETUID_E: EventCode = EventCode(202);
/// `getuid`, exit.
pub const SYSCALL_GETUID_X: EventCode = EventCode(203);
/// `geteuid`, enter, only in old captures.
pub const SYSCALL_GETEUID_E: EventCode = EventCode(204);
/// `geteuid`, exit.
pub const SYSCALL_GETEUID_X: EventCode = EventCode(205);
/// `getgid`, enter, only in old captures.
pub const SYSCALL_GETGID_E: EventCode = EventCode(206);
/// `getgid`, exit.
pub const SYSCALL_GETGID_X: EventCode = EventCode(207);
/// `getegid`, enter, only in old captures.
pub const SYSCALL_GETEGID_E: EventCode = EventCode(208);
/// `getegid`, exit.
pub const SYSCALL_GETEGID_X: EventCode = EventCode(209);
/// `getresuid`, enter, only in old captures.
pub const SYSCALL_GETRESUID_E: EventCode = EventCode(210);
/// `getresuid`, exit.
pub const SYSCALL_GETRESUID_X: EventCode = EventCode(211);
/// `getresgid`, enter, only in old captures.
pub const SYSCALL_GETRESGID_E: EventCode = EventCode(212);
/// `getresgid`, exit.
pub const SYSCALL_GETRESGID_X: EventCode = EventCode(213);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_15_E: EventCode = EventCode(214);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_15_X: EventCode = EventCode(215);
/// `clone`, enter, only in old captures.
pub const SYSCALL_CLONE_17_E: EventCode = EventCode(216);
/// `clone`, exit, only in old captures.
pub const SYSCALL_CLONE_17_X: EventCode = EventCode(217);
/// `fork`, enter, only in old captures.
pub const SYSCALL_FORK_17_E: EventCode = EventCode(218);
/// `fork`, exit, only in old captures.
pub const SYSCALL_FORK_17_X: EventCode = EventCode(219);
/// `vfork`, enter, only in old captures.
pub const SYSCALL_VFORK_17_E: EventCode = EventCode(220);
/// `vfork`, exit, only in old captures.
pub const SYSCALL_VFORK_17_X: EventCode = EventCode(221);
/// `clone`, enter, only in old captures.
pub const SYSCALL_CLONE_20_E: EventCode = EventCode(222);
/// `clone`, exit.
pub const SYSCALL_CLONE_20_X: EventCode = EventCode(223);
/// `fork`, enter, only in old captures.
pub const SYSCALL_FORK_20_E: EventCode = EventCode(224);
/// `fork`, exit.
pub const SYSCALL_FORK_20_X: EventCode = EventCode(225);
/// `vfork`, enter, only in old captures.
pub const SYSCALL_VFORK_20_E: EventCode = EventCode(226);
/// `vfork`, exit.
pub const SYSCALL_VFORK_20_X: EventCode = EventCode(227);
/// `container`, enter, only in old captures.
pub const CONTAINER_E: EventCode = EventCode(228);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_16_E: EventCode = EventCode(230);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_16_X: EventCode = EventCode(231);
/// `signaldeliver`, enter.
pub const SIGNALDELIVER_E: EventCode = EventCode(232);
/// `procinfo`, enter.
pub const PROCINFO_E: EventCode = EventCode(234);
/// `getdents`, enter, only in old captures.
pub const SYSCALL_GETDENTS_E: EventCode = EventCode(236);
/// `getdents`, exit.
pub const SYSCALL_GETDENTS_X: EventCode = EventCode(237);
/// `getdents64`, enter, only in old captures.
pub const SYSCALL_GETDENTS64_E: EventCode = EventCode(238);
/// `getdents64`, exit.
pub const SYSCALL_GETDENTS64_X: EventCode = EventCode(239);
/// `setns`, enter, only in old captures.
pub const SYSCALL_SETNS_E: EventCode = EventCode(240);
/// `setns`, exit.
pub const SYSCALL_SETNS_X: EventCode = EventCode(241);
/// `flock`, enter, only in old captures.
pub const SYSCALL_FLOCK_E: EventCode = EventCode(242);
/// `flock`, exit.
pub const SYSCALL_FLOCK_X: EventCode = EventCode(243);
/// `cpu_hotplug`, enter.
pub const CPU_HOTPLUG_E: EventCode = EventCode(244);
/// `accept`, enter, only in old captures.
pub const SOCKET_ACCEPT_5_E: EventCode = EventCode(246);
/// `accept`, exit.
pub const SOCKET_ACCEPT_5_X: EventCode = EventCode(247);
/// `accept`, enter, only in old captures.
pub const SOCKET_ACCEPT4_5_E: EventCode = EventCode(248);
/// `accept`, exit, only in old captures.
pub const SOCKET_ACCEPT4_5_X: EventCode = EventCode(249);
/// `semop`, enter, only in old captures.
pub const SYSCALL_SEMOP_E: EventCode = EventCode(250);
/// `semop`, exit.
pub const SYSCALL_SEMOP_X: EventCode = EventCode(251);
/// `semctl`, enter, only in old captures.
pub const SYSCALL_SEMCTL_E: EventCode = EventCode(252);
/// `semctl`, exit.
pub const SYSCALL_SEMCTL_X: EventCode = EventCode(253);
/// `ppoll`, enter, only in old captures.
pub const SYSCALL_PPOLL_E: EventCode = EventCode(254);
/// `ppoll`, exit.
pub const SYSCALL_PPOLL_X: EventCode = EventCode(255);
/// `mount`, enter, only in old captures.
pub const SYSCALL_MOUNT_E: EventCode = EventCode(256);
/// `mount`, exit.
pub const SYSCALL_MOUNT_X: EventCode = EventCode(257);
/// `umount`, enter, only in old captures.
pub const SYSCALL_UMOUNT_E: EventCode = EventCode(258);
/// `umount`, exit, only in old captures.
pub const SYSCALL_UMOUNT_X: EventCode = EventCode(259);
/// `k8s`, enter, only in old captures.
pub const K8S_E: EventCode = EventCode(260);
/// `semget`, enter, only in old captures.
pub const SYSCALL_SEMGET_E: EventCode = EventCode(262);
/// `semget`, exit.
pub const SYSCALL_SEMGET_X: EventCode = EventCode(263);
/// `access`, enter, only in old captures.
pub const SYSCALL_ACCESS_E: EventCode = EventCode(264);
/// `access`, exit.
pub const SYSCALL_ACCESS_X: EventCode = EventCode(265);
/// `chroot`, enter, only in old captures.
pub const SYSCALL_CHROOT_E: EventCode = EventCode(266);
/// `chroot`, exit.
pub const SYSCALL_CHROOT_X: EventCode = EventCode(267);
/// `tracer`, enter, only in old captures.
pub const TRACER_E: EventCode = EventCode(268);
/// `mesos`, enter, only in old captures.
pub const MESOS_E: EventCode = EventCode(270);
/// `container`, enter, only in old captures.
pub const CONTAINER_JSON_E: EventCode = EventCode(272);
/// `setsid`, enter, only in old captures.
pub const SYSCALL_SETSID_E: EventCode = EventCode(274);
/// `setsid`, exit.
pub const SYSCALL_SETSID_X: EventCode = EventCode(275);
/// `mkdir`, enter, only in old captures.
pub const SYSCALL_MKDIR_2_E: EventCode = EventCode(276);
/// `mkdir`, exit.
pub const SYSCALL_MKDIR_2_X: EventCode = EventCode(277);
/// `rmdir`, enter, only in old captures.
pub const SYSCALL_RMDIR_2_E: EventCode = EventCode(278);
/// `rmdir`, exit.
pub const SYSCALL_RMDIR_2_X: EventCode = EventCode(279);
/// `notification`, enter.
pub const NOTIFICATION_E: EventCode = EventCode(280);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_17_E: EventCode = EventCode(282);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_17_X: EventCode = EventCode(283);
/// `unshare`, enter, only in old captures.
pub const SYSCALL_UNSHARE_E: EventCode = EventCode(284);
/// `unshare`, exit.
pub const SYSCALL_UNSHARE_X: EventCode = EventCode(285);
/// `infra`, enter.
pub const INFRASTRUCTURE_EVENT_E: EventCode = EventCode(286);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_18_E: EventCode = EventCode(288);
/// `execve`, exit, only in old captures.
pub const SYSCALL_EXECVE_18_X: EventCode = EventCode(289);
/// `page_fault`, enter.
pub const PAGE_FAULT_E: EventCode = EventCode(290);
/// `execve`, enter, only in old captures.
pub const SYSCALL_EXECVE_19_E: EventCode = EventCode(292);
/// `execve`, exit.
pub const SYSCALL_EXECVE_19_X: EventCode = EventCode(293);
/// `setpgid`, enter, only in old captures.
pub const SYSCALL_SETPGID_E: EventCode = EventCode(294);
/// `setpgid`, exit.
pub const SYSCALL_SETPGID_X: EventCode = EventCode(295);
/// `bpf`, enter, only in old captures.
pub const SYSCALL_BPF_E: EventCode = EventCode(296);
/// `bpf`, exit, only in old captures.
pub const SYSCALL_BPF_X: EventCode = EventCode(297);
/// `seccomp`, enter, only in old captures.
pub const SYSCALL_SECCOMP_E: EventCode = EventCode(298);
/// `seccomp`, exit.
pub const SYSCALL_SECCOMP_X: EventCode = EventCode(299);
/// `unlink`, enter, only in old captures.
pub const SYSCALL_UNLINK_2_E: EventCode = EventCode(300);
/// `unlink`, exit.
pub const SYSCALL_UNLINK_2_X: EventCode = EventCode(301);
/// `unlinkat`, enter, only in old captures.
pub const SYSCALL_UNLINKAT_2_E: EventCode = EventCode(302);
/// `unlinkat`, exit.
pub const SYSCALL_UNLINKAT_2_X: EventCode = EventCode(303);
/// `mkdirat`, enter, only in old captures.
pub const SYSCALL_MKDIRAT_E: EventCode = EventCode(304);
/// `mkdirat`, exit.
pub const SYSCALL_MKDIRAT_X: EventCode = EventCode(305);
/// `openat`, enter.
pub const SYSCALL_OPENAT_2_E: EventCode = EventCode(306);
/// `openat`, exit.
pub const SYSCALL_OPENAT_2_X: EventCode = EventCode(307);
/// `link`, enter, only in old captures.
pub const SYSCALL_LINK_2_E: EventCode = EventCode(308);
/// `link`, exit.
pub const SYSCALL_LINK_2_X: EventCode = EventCode(309);
/// `linkat`, enter, only in old captures.
pub const SYSCALL_LINKAT_2_E: EventCode = EventCode(310);
/// `linkat`, exit.
pub const SYSCALL_LINKAT_2_X: EventCode = EventCode(311);
/// `fchmodat`, enter, only in old captures.
pub const SYSCALL_FCHMODAT_E: EventCode = EventCode(312);
/// `fchmodat`, exit.
pub const SYSCALL_FCHMODAT_X: EventCode = EventCode(313);
/// `chmod`, enter, only in old captures.
pub const SYSCALL_CHMOD_E: EventCode = EventCode(314);
/// `chmod`, exit.
pub const SYSCALL_CHMOD_X: EventCode = EventCode(315);
/// `fchmod`, enter, only in old captures.
pub const SYSCALL_FCHMOD_E: EventCode = EventCode(316);
/// `fchmod`, exit.
pub const SYSCALL_FCHMOD_X: EventCode = EventCode(317);
/// `renameat2`, enter, only in old captures.
pub const SYSCALL_RENAMEAT2_E: EventCode = EventCode(318);
/// `renameat2`, exit.
pub const SYSCALL_RENAMEAT2_X: EventCode = EventCode(319);
/// `userfaultfd`, enter, only in old captures.
pub const SYSCALL_USERFAULTFD_E: EventCode = EventCode(320);
/// `userfaultfd`, exit.
pub const SYSCALL_USERFAULTFD_X: EventCode = EventCode(321);
/// `pluginevent`, enter.
pub const PLUGINEVENT_E: EventCode = EventCode(322);
/// `container`, enter.
pub const CONTAINER_JSON_2_E: EventCode = EventCode(324);
/// `openat2`, enter.
pub const SYSCALL_OPENAT2_E: EventCode = EventCode(326);
/// `openat2`, exit.
pub const SYSCALL_OPENAT2_X: EventCode = EventCode(327);
/// `mprotect`, enter, only in old captures.
pub const SYSCALL_MPROTECT_E: EventCode = EventCode(328);
/// `mprotect`, exit.
pub const SYSCALL_MPROTECT_X: EventCode = EventCode(329);
/// `execveat`, enter, only in old captures.
pub const SYSCALL_EXECVEAT_E: EventCode = EventCode(330);
/// `execveat`, exit.
pub const SYSCALL_EXECVEAT_X: EventCode = EventCode(331);
/// `copy_file_range`, enter, only in old captures.
pub const SYSCALL_COPY_FILE_RANGE_E: EventCode = EventCode(332);
/// `copy_file_range`, exit.
pub const SYSCALL_COPY_FILE_RANGE_X: EventCode = EventCode(333);
/// `clone3`, enter, only in old captures.
pub const SYSCALL_CLONE3_E: EventCode = EventCode(334);
/// `clone3`, exit.
pub const SYSCALL_CLONE3_X: EventCode = EventCode(335);
/// `open_by_handle_at`, enter, only in old captures.
pub const SYSCALL_OPEN_BY_HANDLE_AT_E: EventCode = EventCode(336);
/// `open_by_handle_at`, exit.
pub const SYSCALL_OPEN_BY_HANDLE_AT_X: EventCode = EventCode(337);
/// `io_uring_setup`, enter, only in old captures.
pub const SYSCALL_IO_URING_SETUP_E: EventCode = EventCode(338);
/// `io_uring_setup`, exit.
pub const SYSCALL_IO_URING_SETUP_X: EventCode = EventCode(339);
/// `io_uring_enter`, enter, only in old captures.
pub const SYSCALL_IO_URING_ENTER_E: EventCode = EventCode(340);
/// `io_uring_enter`, exit.
pub const SYSCALL_IO_URING_ENTER_X: EventCode = EventCode(341);
/// `io_uring_register`, enter, only in old captures.
pub const SYSCALL_IO_URING_REGISTER_E: EventCode = EventCode(342);
/// `io_uring_register`, exit.
pub const SYSCALL_IO_URING_REGISTER_X: EventCode = EventCode(343);
/// `mlock`, enter, only in old captures.
pub const SYSCALL_MLOCK_E: EventCode = EventCode(344);
/// `mlock`, exit.
pub const SYSCALL_MLOCK_X: EventCode = EventCode(345);
/// `munlock`, enter, only in old captures.
pub const SYSCALL_MUNLOCK_E: EventCode = EventCode(346);
/// `munlock`, exit.
pub const SYSCALL_MUNLOCK_X: EventCode = EventCode(347);
/// `mlockall`, enter, only in old captures.
pub const SYSCALL_MLOCKALL_E: EventCode = EventCode(348);
/// `mlockall`, exit.
pub const SYSCALL_MLOCKALL_X: EventCode = EventCode(349);
/// `munlockall`, enter, only in old captures.
pub const SYSCALL_MUNLOCKALL_E: EventCode = EventCode(350);
/// `munlockall`, exit.
pub const SYSCALL_MUNLOCKALL_X: EventCode = EventCode(351);
/// `capset`, enter, only in old captures.
pub const SYSCALL_CAPSET_E: EventCode = EventCode(352);
/// `capset`, exit.
pub const SYSCALL_CAPSET_X: EventCode = EventCode(353);
/// `useradded`, enter.
pub const USER_ADDED_E: EventCode = EventCode(354);
/// `userdeleted`, enter.
pub const USER_DELETED_E: EventCode = EventCode(356);
/// `groupadded`, enter.
pub const GROUP_ADDED_E: EventCode = EventCode(358);
/// `groupdeleted`, enter.
pub const GROUP_DELETED_E: EventCode = EventCode(360);
/// `dup2`, enter, only in old captures.
pub const SYSCALL_DUP2_E: EventCode = EventCode(362);
/// `dup2`, exit.
pub const SYSCALL_DUP2_X: EventCode = EventCode(363);
/// `dup3`, enter, only in old captures.
pub const SYSCALL_DUP3_E: EventCode = EventCode(364);
/// `dup3`, exit.
pub const SYSCALL_DUP3_X: EventCode = EventCode(365);
/// `dup`, enter, only in old captures.
pub const SYSCALL_DUP_1_E: EventCode = EventCode(366);
/// `dup`, exit.
pub const SYSCALL_DUP_1_X: EventCode = EventCode(367);
/// `bpf`, enter, only in old captures.
pub const SYSCALL_BPF_2_E: EventCode = EventCode(368);
/// `bpf`, exit.
pub const SYSCALL_BPF_2_X: EventCode = EventCode(369);
/// `mlock2`, enter, only in old captures.
pub const SYSCALL_MLOCK2_E: EventCode = EventCode(370);
/// `mlock2`, exit.
pub const SYSCALL_MLOCK2_X: EventCode = EventCode(371);
/// `fsconfig`, enter, only in old captures.
pub const SYSCALL_FSCONFIG_E: EventCode = EventCode(372);
/// `fsconfig`, exit.
pub const SYSCALL_FSCONFIG_X: EventCode = EventCode(373);
/// `epoll_create`, enter, only in old captures.
pub const SYSCALL_EPOLL_CREATE_E: EventCode = EventCode(374);
/// `epoll_create`, exit.
pub const SYSCALL_EPOLL_CREATE_X: EventCode = EventCode(375);
/// `epoll_create1`, enter, only in old captures.
pub const SYSCALL_EPOLL_CREATE1_E: EventCode = EventCode(376);
/// `epoll_create1`, exit.
pub const SYSCALL_EPOLL_CREATE1_X: EventCode = EventCode(377);
/// `chown`, enter, only in old captures.
pub const SYSCALL_CHOWN_E: EventCode = EventCode(378);
/// `chown`, exit.
pub const SYSCALL_CHOWN_X: EventCode = EventCode(379);
/// `lchown`, enter, only in old captures.
pub const SYSCALL_LCHOWN_E: EventCode = EventCode(380);
/// `lchown`, exit.
pub const SYSCALL_LCHOWN_X: EventCode = EventCode(381);
/// `fchown`, enter, only in old captures.
pub const SYSCALL_FCHOWN_E: EventCode = EventCode(382);
/// `fchown`, exit.
pub const SYSCALL_FCHOWN_X: EventCode = EventCode(383);
/// `fchownat`, enter, only in old captures.
pub const SYSCALL_FCHOWNAT_E: EventCode = EventCode(384);
/// `fchownat`, exit.
pub const SYSCALL_FCHOWNAT_X: EventCode = EventCode(385);
/// `umount`, enter, only in old captures.
pub const SYSCALL_UMOUNT_1_E: EventCode = EventCode(386);
/// `umount`, exit.
pub const SYSCALL_UMOUNT_1_X: EventCode = EventCode(387);
/// `accept4`, enter, only in old captures.
pub const SOCKET_ACCEPT4_6_E: EventCode = EventCode(388);
/// `accept4`, exit.
pub const SOCKET_ACCEPT4_6_X: EventCode = EventCode(389);
/// `umount2`, enter, only in old captures.
pub const SYSCALL_UMOUNT2_E: EventCode = EventCode(390);
/// `umount2`, exit.
pub const SYSCALL_UMOUNT2_X: EventCode = EventCode(391);
/// `pipe2`, enter, only in old captures.
pub const SYSCALL_PIPE2_E: EventCode = EventCode(392);
/// `pipe2`, exit.
pub const SYSCALL_PIPE2_X: EventCode = EventCode(393);
/// `inotify_init1`, enter, only in old captures.
pub const SYSCALL_INOTIFY_INIT1_E: EventCode = EventCode(394);
/// `inotify_init1`, exit.
pub const SYSCALL_INOTIFY_INIT1_X: EventCode = EventCode(395);
/// `eventfd2`, enter, only in old captures.
pub const SYSCALL_EVENTFD2_E: EventCode = EventCode(396);
/// `eventfd2`, exit.
pub const SYSCALL_EVENTFD2_X: EventCode = EventCode(397);
/// `signalfd4`, enter, only in old captures.
pub const SYSCALL_SIGNALFD4_E: EventCode = EventCode(398);
/// `signalfd4`, exit.
pub const SYSCALL_SIGNALFD4_X: EventCode = EventCode(399);
/// `prctl`, enter, only in old captures.
pub const SYSCALL_PRCTL_E: EventCode = EventCode(400);
/// `prctl`, exit.
pub const SYSCALL_PRCTL_X: EventCode = EventCode(401);
/// `asyncevent`, enter.
pub const ASYNCEVENT_E: EventCode = EventCode(402);
/// `memfd_create`, enter, only in old captures.
pub const SYSCALL_MEMFD_CREATE_E: EventCode = EventCode(404);
/// `memfd_create`, exit.
pub const SYSCALL_MEMFD_CREATE_X: EventCode = EventCode(405);
/// `pidfd_getfd`, enter, only in old captures.
pub const SYSCALL_PIDFD_GETFD_E: EventCode = EventCode(406);
/// `pidfd_getfd`, exit.
pub const SYSCALL_PIDFD_GETFD_X: EventCode = EventCode(407);
/// `pidfd_open`, enter, only in old captures.
pub const SYSCALL_PIDFD_OPEN_E: EventCode = EventCode(408);
/// `pidfd_open`, exit.
pub const SYSCALL_PIDFD_OPEN_X: EventCode = EventCode(409);
/// `init_module`, enter, only in old captures.
pub const SYSCALL_INIT_MODULE_E: EventCode = EventCode(410);
/// `init_module`, exit.
pub const SYSCALL_INIT_MODULE_X: EventCode = EventCode(411);
/// `finit_module`, enter, only in old captures.
pub const SYSCALL_FINIT_MODULE_E: EventCode = EventCode(412);
/// `finit_module`, exit.
pub const SYSCALL_FINIT_MODULE_X: EventCode = EventCode(413);
/// `mknod`, enter, only in old captures.
pub const SYSCALL_MKNOD_E: EventCode = EventCode(414);
/// `mknod`, exit.
pub const SYSCALL_MKNOD_X: EventCode = EventCode(415);
/// `mknodat`, enter, only in old captures.
pub const SYSCALL_MKNODAT_E: EventCode = EventCode(416);
/// `mknodat`, exit.
pub const SYSCALL_MKNODAT_X: EventCode = EventCode(417);
/// `newfstatat`, enter, only in old captures.
pub const SYSCALL_NEWFSTATAT_E: EventCode = EventCode(418);
/// `newfstatat`, exit.
pub const SYSCALL_NEWFSTATAT_X: EventCode = EventCode(419);
/// `process_vm_readv`, enter, only in old captures.
pub const SYSCALL_PROCESS_VM_READV_E: EventCode = EventCode(420);
/// `process_vm_readv`, exit.
pub const SYSCALL_PROCESS_VM_READV_X: EventCode = EventCode(421);
/// `process_vm_writev`, enter, only in old captures.
pub const SYSCALL_PROCESS_VM_WRITEV_E: EventCode = EventCode(422);
/// `process_vm_writev`, exit.
pub const SYSCALL_PROCESS_VM_WRITEV_X: EventCode = EventCode(423);
/// `delete_module`, enter, only in old captures.
pub const SYSCALL_DELETE_MODULE_E: EventCode = EventCode(424);
/// `delete_module`, exit.
pub const SYSCALL_DELETE_MODULE_X: EventCode = EventCode(425);
/// `setreuid`, enter, only in old captures.
pub const SYSCALL_SETREUID_E: EventCode = EventCode(426);
/// `setreuid`, exit.
pub const SYSCALL_SETREUID_X: EventCode = EventCode(427);
/// `setregid`, enter, only in old captures.
pub const SYSCALL_SETREGID_E: EventCode = EventCode(428);
/// `setregid`, exit.
pub const SYSCALL_SETREGID_X: EventCode = EventCode(429);
/// `task`, enter.
pub const ITER_TASK_E: EventCode = EventCode(430);
/// `task_file_pipe`, enter.
pub const ITER_TASK_FILE_PIPE_E: EventCode = EventCode(432);
/// `task_file_memfd`, enter.
pub const ITER_TASK_FILE_MEMFD_E: EventCode = EventCode(434);
/// `task_file_regular`, enter.
pub const ITER_TASK_FILE_REGULAR_E: EventCode = EventCode(436);
/// `task_file_directory`, enter.
pub const ITER_TASK_FILE_DIRECTORY_E: EventCode = EventCode(438);
/// `task_file_socket_inet`, enter.
pub const ITER_TASK_FILE_SOCKET_INET_E: EventCode = EventCode(440);
/// `task_file_socket_inet6`, enter.
pub const ITER_TASK_FILE_SOCKET_INET6_E: EventCode = EventCode(442);
/// `task_file_socket_unix`, enter.
pub const ITER_TASK_FILE_SOCKET_UNIX_E: EventCode = EventCode(444);
/// `task_file_socket_netlink`, enter.
pub const ITER_TASK_FILE_SOCKET_NETLINK_E: EventCode = EventCode(446);
/// `task_file_anon_inode`, enter.
pub const ITER_TASK_FILE_ANON_INODE_E: EventCode = EventCode(448);
/// `close_range`, exit.
pub const SYSCALL_CLOSE_RANGE_X: EventCode = EventCode(451);
/// `keyctl`, exit.
pub const SYSCALL_KEYCTL_X: EventCode = EventCode(453);
