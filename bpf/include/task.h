/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Facts of a task: ids, limits, memory, credentials, terminal, control groups. */
#ifndef SKUA_TASK_H
#define SKUA_TASK_H

#include "file.h"

#define PF_KTHREAD 0x200000

#define PIDTYPE_PID 0
#define PIDTYPE_TGID 1
#define PIDTYPE_PGID 2
#define PIDTYPE_SID 3

/* Number of a pid in the namespace `level` deep. */
INLINE s64 pid_number(struct pid *pid, u32 level)
{
	if (!pid)
		return 0;
	struct upid *numbers = __builtin_preserve_access_index(&pid->numbers[0]);
	struct upid *one = (struct upid *)((char *)numbers + (u64)(level & 31) * TYPE_SIZE(struct upid));
	return READ(one, nr);
}

INLINE u32 pid_level(struct task_struct *task)
{
	struct pid *pid = READ(task, thread_pid);
	return READ(pid, level);
}

INLINE s64 task_id_in_namespace(struct task_struct *task, u32 type)
{
	struct pid *own = READ(task, thread_pid);
	u32 level = READ(own, level);
	if (type == PIDTYPE_PID)
		return pid_number(own, level);
	struct signal_struct *signal = READ(task, signal);
	struct pid *pid = READ(signal, pids[type]);
	return pid_number(pid, level);
}

INLINE s64 task_id(struct task_struct *task, u32 type)
{
	struct signal_struct *signal = READ(task, signal);
	return pid_number(READ(signal, pids[type]), 0);
}

/* Start of the init of the task's pid namespace, nanoseconds since boot; 0 outside namespaces of their own. */
INLINE u64 namespace_start(struct task_struct *task)
{
	struct pid *pid = READ(task, thread_pid);
	u32 level = READ(pid, level);
	struct upid *numbers = __builtin_preserve_access_index(&pid->numbers[0]);
	struct upid *one = (struct upid *)((char *)numbers + (u64)(level & 31) * TYPE_SIZE(struct upid));
	struct pid_namespace *ns = READ(one, ns);
	struct task_struct *init = READ(ns, child_reaper);
	return init ? READ(init, start_boottime) : 0;
}

INLINE u32 task_tty(struct task_struct *task)
{
	struct signal_struct *signal = READ(task, signal);
	struct tty_struct *tty = READ(signal, tty);
	if (!tty)
		return 0;
	struct tty_driver *driver = READ(tty, driver);
	u32 major = READ(driver, major);
	u32 minor = READ(driver, minor_start) + READ(tty, index);
	return user_device(major << 20 | minor);
}

INLINE s64 task_fdlimit(struct task_struct *task)
{
	struct signal_struct *signal = READ(task, signal);
	return READ(signal, rlim[7].rlim_cur);
}

INLINE u32 kib(s64 pages) { return pages < 0 ? 0 : (u32)(pages << (PAGE_SHIFT - 10)); }

/* Pages of one kind. The index must be a constant: only then is its distance relocated. */
#define MM_PAGES(mm, which)                                                                                            \
	(HAS_FIELD(struct mm_struct___old, rss_stat.count)                                                             \
		 ? READ((struct mm_struct___old *)mm, rss_stat.count[which].counter)                                          \
		 : READ(mm, rss_stat[which].count))
#define FILE_PAGES 0
#define ANONYMOUS_PAGES 1
#define SWAPPED_PAGES 2
#define SHARED_PAGES 3

/* Major and minor faults (u64), virtual, resident and swapped KiB (u32): the five memory parameters in order. */
INLINE void push_memory(struct record *r, struct task_struct *task, bool faults)
{
	struct mm_struct *mm = READ(task, mm);
	if (faults) {
		push_u64(r, READ(task, maj_flt));
		push_u64(r, READ(task, min_flt));
	}
	push_u32(r, mm ? (u32)(READ(mm, total_vm) << (PAGE_SHIFT - 10)) : 0);
	push_u32(r, mm ? kib(MM_PAGES(mm, FILE_PAGES) + MM_PAGES(mm, ANONYMOUS_PAGES) + MM_PAGES(mm, SHARED_PAGES)) : 0);
	push_u32(r, mm ? kib(MM_PAGES(mm, SWAPPED_PAGES)) : 0);
}

/* comm of a task with its NUL. */
INLINE void push_comm(struct record *r, struct task_struct *task)
{
	push_kernel_str(r, __builtin_preserve_access_index(&task->comm[0]));
}

INLINE void push_capabilities(struct record *r, struct cred *cred)
{
	u64 sets[3] = {};
	if (HAS_FIELD(struct kernel_cap_struct___old, cap)) {
		struct cred___old *old = (struct cred___old *)cred;
		sets[0] = READ(old, cap_inheritable.cap[0]) | (u64)READ(old, cap_inheritable.cap[1]) << 32;
		sets[1] = READ(old, cap_permitted.cap[0]) | (u64)READ(old, cap_permitted.cap[1]) << 32;
		sets[2] = READ(old, cap_effective.cap[0]) | (u64)READ(old, cap_effective.cap[1]) << 32;
	} else {
		sets[0] = READ(cred, cap_inheritable.val);
		sets[1] = READ(cred, cap_permitted.val);
		sets[2] = READ(cred, cap_effective.val);
	}
	push_u64(r, sets[0]);
	push_u64(r, sets[1]);
	push_u64(r, sets[2]);
}

/* argv[0], then the rest as one buffer: the arguments as they stand in the task's memory. */
INLINE void push_arguments(struct record *r, struct task_struct *task)
{
	struct mm_struct *mm = READ(task, mm);
	unsigned long start = READ(mm, arg_start), end = READ(mm, arg_end);
	if (!mm || end <= start) {
		push_empty(r);
		return push_empty(r);
	}
	long first = bpf_probe_read_user_str(here(r), STRING_MAX, (void *)start);
	if (first < 0) {
		count_fault();
		push_empty(r);
		return push_empty(r);
	}
	advance(r, first & (STRING_MAX * 2 - 1));
	start += first;
	u64 rest = end > start ? end - start : 0;
	if (rest > STRING_MAX - 1)
		rest = STRING_MAX - 1;
	u32 n = rest & (STRING_MAX - 1);
	u8 *to = here(r);
	if (n && bpf_probe_read_user(to, n, (void *)start) < 0) {
		count_fault();
		n = 0;
	}
	if (n)
		to[(n - 1) & (STRING_MAX - 1)] = 0;
	advance(r, n);
}

INLINE void push_environment(struct record *r, struct task_struct *task)
{
	struct mm_struct *mm = READ(task, mm);
	unsigned long start = READ(mm, env_start), end = READ(mm, env_end);
	struct settings *settings = get_settings();
	if (!settings || !settings->want_environment || !mm || end <= start)
		return push_empty(r);
	u64 length = end - start;
	if (length > STRING_MAX - 1)
		length = STRING_MAX - 1;
	u32 n = length & (STRING_MAX - 1);
	u8 *to = here(r);
	if (n && bpf_probe_read_user(to, n, (void *)start) < 0) {
		count_fault();
		n = 0;
	}
	if (n)
		to[(n - 1) & (STRING_MAX - 1)] = 0;
	advance(r, n);
}

#define CGROUP_DEPTH 16

/* One step from a control group to the one above it; 0 at the root, which has no name. */
GLOBAL u32 cgroup_step(u32 slot)
{
	struct scratch *s = get_scratch(slot);
	if (!s || !s->walk.node)
		return 0;
	struct kernfs_node *node = (struct kernfs_node *)s->walk.node;
	struct kernfs_node *parent = HAS_FIELD(struct kernfs_node, parent)
					     ? READ(node, parent)
					     : READ((struct kernfs_node___new *)node, __parent);
	if (!parent)
		return 0;
	s->walk.node = (u64)parent;
	const char *name = READ(node, name);
	/* Behind the space in use: the length is needed before the bytes have a place. */
	long n = bpf_probe_read_kernel_str(&s->path[PATH_MAX], 256, name);
	return prepend(s, name, n > 0 ? n - 1 : 0);
}

/* Appends `name`=path NUL for one subsystem at `pos` of the record and returns the new position. */
GLOBAL u64 append_cgroup(u64 set_address, u32 id, u32 which, u64 pos, u32 slot)
{
	struct scratch *s = get_scratch(slot);
	struct css_set *set = (struct css_set *)set_address;
	if (!s)
		return pos;
	static const char names[8][8] = {"cpuset=", "cpu=", "cpuacct=", "io=", "memory="};
	/* "cpuacct=" has eight bytes and no NUL in its slot. */
	for (u32 i = 0; i < 8; i++) {
		char c = names[which & 7][i];
		if (!c)
			break;
		s->record[pos & RECORD_MAX] = c;
		pos++;
	}
	struct cgroup_subsys_state *css = READ(set, subsys[id & 15]);
	struct cgroup *cgroup = READ(css, cgroup);
	s->walk.node = (u64)READ(cgroup, kn);
	s->walk.at = PATH_MAX - 1;
	s->path[PATH_MAX - 1] = 0;
	for (int i = 0; i < CGROUP_DEPTH; i++)
		if (!cgroup_step(slot))
			break;
	if (s->walk.at == PATH_MAX - 1)
		prepend(s, NULL, 0);
	const char *path = (const char *)&s->path[s->walk.at & (PATH_MAX - 1)];
	long n = bpf_probe_read_kernel_str(&s->record[pos & RECORD_MAX], STRING_MAX, path);
	return n > 0 ? pos + (n & (STRING_MAX * 2 - 1)) : pos;
}

#define APPEND_CGROUP(controller, which)                                                                              \
	if (HAS_ENUM(enum cgroup_subsys_id, controller))                                                               \
	pos = append_cgroup(set, ENUM_VALUE(enum cgroup_subsys_id, controller), which, pos, r->slot)

/* The five control groups of the format, in its order; a controller that this kernel lacks is left out. */
INLINE void push_cgroups(struct record *r, struct task_struct *task)
{
	u64 set = (u64)READ(task, cgroups), start = r->pos, pos = start;
	APPEND_CGROUP(cpuset_cgrp_id, 0);
	APPEND_CGROUP(cpu_cgrp_id, 1);
	APPEND_CGROUP(cpuacct_cgrp_id, 2);
	APPEND_CGROUP(io_cgrp_id, 3);
	APPEND_CGROUP(memory_cgrp_id, 4);
	advance(r, (u16)(pos - start));
}

#define EXE_WRITABLE V27_EXE_WRITABLE

/* Whether the credentials may write the inode, by its mode bits and the capability that overrides them. */
INLINE bool may_write(struct inode *inode, struct cred *cred, u64 effective)
{
	u16 mode = READ(inode, i_mode);
	u32 uid = READ(cred, fsuid.val), gid = READ(cred, fsgid.val);
	if (effective & (1ull << 1)) /* CAP_DAC_OVERRIDE */
		return true;
	if (READ(inode, i_uid.val) == uid)
		return mode & 0200;
	if (READ(inode, i_gid.val) == gid)
		return mode & 020;
	return mode & 02;
}

INLINE u64 effective_capabilities(struct cred *cred)
{
	if (HAS_FIELD(struct kernel_cap_struct___old, cap)) {
		struct cred___old *old = (struct cred___old *)cred;
		return READ(old, cap_effective.cap[0]) | (u64)READ(old, cap_effective.cap[1]) << 32;
	}
	return READ(cred, cap_effective.val);
}

INLINE u64 inode_ctime(struct inode *inode)
{
	if (HAS_FIELD(struct inode, i_ctime_sec))
		return (u64)READ(inode, i_ctime_sec) * 1000000000ull + READ(inode, i_ctime_nsec);
	if (HAS_FIELD(struct inode___underscore, __i_ctime))
		return (u64)READ((struct inode___underscore *)inode, __i_ctime.tv_sec) * 1000000000ull +
		       READ((struct inode___underscore *)inode, __i_ctime.tv_nsec);
	return (u64)READ((struct inode___timespec *)inode, i_ctime.tv_sec) * 1000000000ull +
	       READ((struct inode___timespec *)inode, i_ctime.tv_nsec);
}

INLINE u64 inode_mtime(struct inode *inode)
{
	if (HAS_FIELD(struct inode, i_mtime_sec))
		return (u64)READ(inode, i_mtime_sec) * 1000000000ull + READ(inode, i_mtime_nsec);
	if (HAS_FIELD(struct inode___underscore, __i_mtime))
		return (u64)READ((struct inode___underscore *)inode, __i_mtime.tv_sec) * 1000000000ull +
		       READ((struct inode___underscore *)inode, __i_mtime.tv_nsec);
	return (u64)READ((struct inode___timespec *)inode, i_mtime.tv_sec) * 1000000000ull +
	       READ((struct inode___timespec *)inode, i_mtime.tv_nsec);
}

#endif
