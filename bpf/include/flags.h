/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* From the kernel's flag values to those of the capture format, which are the same on every architecture. */
#ifndef SKUA_FLAGS_H
#define SKUA_FLAGS_H

#include "bpf.h"
#include "event_table.h"

#define MAP_FLAG(out, in, kernel, portable)                                                                            \
	if ((in) & (kernel))                                                                                           \
	(out) |= (portable)

#if defined(__TARGET_ARCH_arm64)
#define K_O_DIRECTORY 040000
#define K_O_DIRECT 0200000
#define K_O_LARGEFILE 0400000
#else
#define K_O_DIRECTORY 0200000
#define K_O_DIRECT 040000
#define K_O_LARGEFILE 0100000
#endif

INLINE u32 open_flags(u32 in)
{
	u32 out = 0;
	switch (in & 3) {
	case 0: out = V0_O_RDONLY; break;
	case 1: out = V0_O_WRONLY; break;
	default: out = V0_O_RDWR; break;
	}
	MAP_FLAG(out, in, 0100, V0_O_CREAT);
	if ((in & 020200000) == 020200000 || (in & 020000000))
		out |= V0_O_TMPFILE;
	MAP_FLAG(out, in, 02000, V0_O_APPEND);
	MAP_FLAG(out, in, 010000, V0_O_DSYNC);
	MAP_FLAG(out, in, 0200, V0_O_EXCL);
	MAP_FLAG(out, in, 04000, V0_O_NONBLOCK);
	if ((in & 04010000) == 04010000)
		out |= V0_O_SYNC;
	MAP_FLAG(out, in, 01000, V0_O_TRUNC);
	MAP_FLAG(out, in, K_O_DIRECT, V0_O_DIRECT);
	MAP_FLAG(out, in, K_O_DIRECTORY, V0_O_DIRECTORY);
	MAP_FLAG(out, in, K_O_LARGEFILE, V0_O_LARGEFILE);
	MAP_FLAG(out, in, 02000000, V0_O_CLOEXEC);
	return out;
}

/* O_CLOEXEC and O_NONBLOCK alone, as pipes, sockets and event descriptors take them. */
INLINE u32 fd_flags(u32 in)
{
	u32 out = 0;
	MAP_FLAG(out, in, 02000000, V0_O_CLOEXEC);
	MAP_FLAG(out, in, 04000, V0_O_NONBLOCK);
	return out;
}

INLINE u32 open_modes(u32 flags, u32 mode)
{
	return (flags & 0100) || (flags & 020000000) ? mode & 07777 : 0;
}

INLINE u32 clone_flags(u64 in)
{
	u32 out = 0;
	MAP_FLAG(out, in, 0x400, V1_CLONE_FILES);
	MAP_FLAG(out, in, 0x200, V1_CLONE_FS);
	MAP_FLAG(out, in, 0x80000000, V1_CLONE_IO);
	MAP_FLAG(out, in, 0x08000000, V1_CLONE_NEWIPC);
	MAP_FLAG(out, in, 0x40000000, V1_CLONE_NEWNET);
	MAP_FLAG(out, in, 0x20000, V1_CLONE_NEWNS);
	MAP_FLAG(out, in, 0x20000000, V1_CLONE_NEWPID);
	MAP_FLAG(out, in, 0x04000000, V1_CLONE_NEWUTS);
	MAP_FLAG(out, in, 0x02000000, V1_CLONE_NEWCGROUP);
	MAP_FLAG(out, in, 0x8000, V1_CLONE_PARENT);
	MAP_FLAG(out, in, 0x100000, V1_CLONE_PARENT_SETTID);
	MAP_FLAG(out, in, 0x2000, V1_CLONE_PTRACE);
	MAP_FLAG(out, in, 0x800, V1_CLONE_SIGHAND);
	MAP_FLAG(out, in, 0x40000, V1_CLONE_SYSVSEM);
	MAP_FLAG(out, in, 0x10000, V1_CLONE_THREAD);
	MAP_FLAG(out, in, 0x800000, V1_CLONE_UNTRACED);
	MAP_FLAG(out, in, 0x100, V1_CLONE_VM);
	MAP_FLAG(out, in, 0x10000000, V1_CLONE_NEWUSER);
	MAP_FLAG(out, in, 0x200000, V1_CLONE_CHILD_CLEARTID);
	MAP_FLAG(out, in, 0x1000000, V1_CLONE_CHILD_SETTID);
	MAP_FLAG(out, in, 0x80000, V1_CLONE_SETTLS);
	MAP_FLAG(out, in, 0x4000, V1_CLONE_VFORK);
	return out;
}

INLINE u32 prot_flags(u32 in)
{
	u32 out = in & 7;
	MAP_FLAG(out, in, 8, V11_PROT_SEM);
	MAP_FLAG(out, in, 0x01000000, V11_PROT_GROWSDOWN);
	MAP_FLAG(out, in, 0x02000000, V11_PROT_GROWSUP);
	return out;
}

INLINE u32 mmap_flags(u32 in)
{
	u32 out = 0;
	MAP_FLAG(out, in, 1, V12_MAP_SHARED);
	MAP_FLAG(out, in, 2, V12_MAP_PRIVATE);
	MAP_FLAG(out, in, 0x10, V12_MAP_FIXED);
	MAP_FLAG(out, in, 0x20, V12_MAP_ANONYMOUS);
	MAP_FLAG(out, in, 0x40, V12_MAP_32BIT);
	MAP_FLAG(out, in, 0x4000, V12_MAP_NORESERVE);
	MAP_FLAG(out, in, 0x8000, V12_MAP_POPULATE);
	MAP_FLAG(out, in, 0x10000, V12_MAP_NONBLOCK);
	MAP_FLAG(out, in, 0x100, V12_MAP_GROWSDOWN);
	MAP_FLAG(out, in, 0x800, V12_MAP_DENYWRITE);
	MAP_FLAG(out, in, 0x1000, V12_MAP_EXECUTABLE);
	MAP_FLAG(out, in, 0x2000, V12_MAP_LOCKED);
	return out;
}

INLINE u8 rlimit_resource(u32 in) { return in <= 15 ? in : 255; }

INLINE u8 fcntl_command(u32 in)
{
	switch (in) {
	case 0: return V10_F_DUPFD;
	case 1: return V10_F_GETFD;
	case 2: return V10_F_SETFD;
	case 3: return V10_F_GETFL;
	case 4: return V10_F_SETFL;
	case 5: return V10_F_GETLK;
	case 6: return V10_F_SETLK;
	case 7: return V10_F_SETLKW;
	case 8: return V10_F_SETOWN;
	case 9: return V10_F_GETOWN;
	case 10: return V10_F_SETSIG;
	case 11: return V10_F_GETSIG;
	case 15: return V10_F_SETOWN_EX;
	case 16: return V10_F_GETOWN_EX;
	case 36: return V10_F_OFD_GETLK;
	case 37: return V10_F_OFD_SETLK;
	case 38: return V10_F_OFD_SETLKW;
	case 1024: return V10_F_SETLEASE;
	case 1025: return V10_F_GETLEASE;
	case 1026: return V10_F_NOTIFY;
	case 1029: return V10_F_CANCELLK;
	case 1030: return V10_F_DUPFD_CLOEXEC;
	case 1031: return V10_F_SETPIPE_SZ;
	case 1032: return V10_F_GETPIPE_SZ;
	default: return V10_UNKNOWN;
	}
}

INLINE u16 ptrace_request(u64 in)
{
	switch (in) {
	case 0: return V14_PTRACE_TRACEME;
	case 1: return V14_PTRACE_PEEKTEXT;
	case 2: return V14_PTRACE_PEEKDATA;
	case 3: return V14_PTRACE_PEEKUSR;
	case 4: return V14_PTRACE_POKETEXT;
	case 5: return V14_PTRACE_POKEDATA;
	case 6: return V14_PTRACE_POKEUSR;
	case 7: return V14_PTRACE_CONT;
	case 8: return V14_PTRACE_KILL;
	case 9: return V14_PTRACE_SINGLESTEP;
	case 12: return V14_PTRACE_GETREGS;
	case 13: return V14_PTRACE_SETREGS;
	case 14: return V14_PTRACE_GETFPREGS;
	case 15: return V14_PTRACE_SETFPREGS;
	case 16: return V14_PTRACE_ATTACH;
	case 17: return V14_PTRACE_DETACH;
	case 24: return V14_PTRACE_SYSCALL;
	case 30: return V14_PTRACE_ARCH_PRCTL;
	case 31: return V14_PTRACE_SYSEMU;
	case 32: return V14_PTRACE_SYSEMU_SINGLESTEP;
	case 33: return V14_PTRACE_SINGLEBLOCK;
	case 0x4200: return V14_PTRACE_SETOPTIONS;
	case 0x4201: return V14_PTRACE_GETEVENTMSG;
	case 0x4202: return V14_PTRACE_GETSIGINFO;
	case 0x4203: return V14_PTRACE_SETSIGINFO;
	case 0x4204: return V14_PTRACE_GETREGSET;
	case 0x4205: return V14_PTRACE_SETREGSET;
	case 0x4206: return V14_PTRACE_SEIZE;
	case 0x4207: return V14_PTRACE_INTERRUPT;
	case 0x4208: return V14_PTRACE_LISTEN;
	case 0x4209: return V14_PTRACE_PEEKSIGINFO;
	case 0x420a: return V14_PTRACE_GETSIGMASK;
	case 0x420b: return V14_PTRACE_SETSIGMASK;
	default: return V14_PTRACE_UNKNOWN;
	}
}

INLINE u32 unlinkat_flags(u32 in) { return in & 0x200; }
INLINE u32 linkat_flags(u32 in) { return in & 0x1400; }
INLINE u32 at_flags_stat(u32 in)
{
	u32 out = 0;
	MAP_FLAG(out, in, 0x1000, V49_AT_EMPTY_PATH);
	MAP_FLAG(out, in, 0x800, V49_AT_NO_AUTOMOUNT);
	MAP_FLAG(out, in, 0x100, V49_AT_SYMLINK_NOFOLLOW);
	return out;
}
INLINE u32 at_flags_chown(u32 in)
{
	u32 out = 0;
	MAP_FLAG(out, in, 0x100, V43_AT_SYMLINK_NOFOLLOW);
	MAP_FLAG(out, in, 0x1000, V43_AT_EMPTY_PATH);
	return out;
}

#endif
