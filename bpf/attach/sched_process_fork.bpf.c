/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * The child's side of a clone, sent by the parent before the child runs: no event of a process comes before the one
 * that brings it into being. Flags are read off the two tasks. Prototype (parent, child), unchanged since 2.6.
 */
#include "exec.h"

INLINE u32 shared_flags(struct task_struct *parent, struct task_struct *child)
{
	u32 flags = 0;
	if (READ(child, tgid) != READ(child, pid))
		flags |= V1_CLONE_THREAD | V1_CLONE_SIGHAND;
	if (READ(child, files) == READ(parent, files))
		flags |= V1_CLONE_FILES;
	if (READ(child, mm) && READ(child, mm) == READ(parent, mm))
		flags |= V1_CLONE_VM;
	if (READ(child, vfork_done))
		flags |= V1_CLONE_VFORK;
	u32 level = pid_level(child);
	if (level > pid_level(parent))
		flags |= V1_CLONE_NEWPID;
	if (level > 0)
		flags |= V1_CLONE_CHILD_IN_PIDNS;
	return flags;
}

SEC("tp_btf/sched_process_fork")
int sched_process_fork(u64 *ctx)
{
	struct task_struct *parent = (struct task_struct *)ctx[0];
	struct task_struct *child = (struct task_struct *)ctx[1];
	struct record record, *r = &record;
	if (!wanted_here() || !begin(r, PPME_SYSCALL_CLONE_20_X_PARAMS))
		return 0;
	/* The child's memory is a copy of the parent's, or the same: the arguments are read where we are. */
	push_s64(r, 0);
	push_arguments(r, parent);
	push_s64(r, READ(child, pid));
	push_s64(r, READ(child, tgid));
	struct task_struct *creator = READ(child, real_parent);
	push_s64(r, READ(creator, tgid));
	push_empty(r);
	push_s64(r, task_fdlimit(child));
	push_memory(r, child, true);
	push_comm(r, child);
	push_cgroups(r, child);
	push_clone_tail(r, child, shared_flags(parent, child), true);
	submit(r, READ(child, pid), PPME_SYSCALL_CLONE_20_X, VITAL);
	return 0;
}
