/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * The child's side of a clone, sent by the parent before the child runs: no event of a process comes before the one
 * that brings it into being. Prototype (parent, child), unchanged since 2.6.
 */
#include "exec.h"

#if defined(__TARGET_ARCH_x86)
#define CALL_CLONE 56
#define CALL_FORK 57
#define CALL_VFORK 58
#else
#define CALL_CLONE 220
#define CALL_FORK -1
#define CALL_VFORK -1
#endif
#define CALL_CLONE3 435

/* Flags as far as the two tasks show them, for kernels where the call's own cannot be asked for. */
INLINE u32 shared_flags(struct task_struct *parent, struct task_struct *child)
{
	u32 flags = 0;
	if (READ(child, tgid) != READ(child, pid))
		flags |= V1_CLONE_THREAD | V1_CLONE_SIGHAND;
	if (READ(child, files) == READ(parent, files))
		flags |= V1_CLONE_FILES;
	if (READ(child, mm) && READ(child, mm) == READ(parent, mm))
		flags |= V1_CLONE_VM;
	if (pid_level(child) > pid_level(parent))
		flags |= V1_CLONE_NEWPID;
	return flags;
}

/* Which system call this is, as an event code, and the flags it was given. */
INLINE u32 clone_call(struct task_struct *parent, struct task_struct *child, u32 *flags)
{
	if (!HAS_HELPER(get_current_task_btf) || !HAS_HELPER(task_pt_regs)) {
		*flags = shared_flags(parent, child);
		return PPME_SYSCALL_CLONE_20_X;
	}
	struct pt_regs *regs = bpf_task_pt_regs(bpf_get_current_task_btf());
	struct arguments arguments = {};
	read_arguments(&arguments, regs);
	s32 number = call_number(regs);
	if (number == CALL_FORK)
		return PPME_SYSCALL_FORK_20_X;
	if (number == CALL_VFORK)
		return PPME_SYSCALL_VFORK_20_X;
	if (number == CALL_CLONE3) {
		*flags = clone_flags(first_word((void *)arguments.v[0]));
		return PPME_SYSCALL_CLONE3_X;
	}
	/* Of 32-bit programs the numbers differ; the tasks tell enough of those. */
	*flags = number == CALL_CLONE ? clone_flags(arguments.v[0]) : shared_flags(parent, child);
	return PPME_SYSCALL_CLONE_20_X;
}

SEC("tp_btf/sched_process_fork")
int sched_process_fork(u64 *ctx)
{
	struct task_struct *parent = (struct task_struct *)ctx[0];
	struct task_struct *child = (struct task_struct *)ctx[1];
	struct record record, *r = &record;
	/* Threads of the kernel are no processes of anybody; what they execute shows by its exec. */
	if (READ(parent, flags) & PF_KTHREAD)
		return 0;
	if (!wanted_here() || !begin(r, PPME_SYSCALL_CLONE_20_X_PARAMS))
		return 0;
	u32 flags = 0;
	u32 code = clone_call(parent, child, &flags);
	if (pid_level(child) > 0)
		flags |= V1_CLONE_CHILD_IN_PIDNS;
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
	push_clone_tail(r, child, flags, true);
	submit(r, READ(child, pid), code, VITAL);
	return 0;
}
