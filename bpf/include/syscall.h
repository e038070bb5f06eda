/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * One system call's exit as a program. SYSCALL_EXIT(call, CODE, LANE) { … } writes the parameters into `r` from the
 * call's arguments `a` and its result `ret`. The program is called `call_NAME`; depending on the object it is reached
 * by tail call from the dispatcher on sys_exit, or attached to the end of the system call alone.
 */
#ifndef SKUA_SYSCALL_H
#define SKUA_SYSCALL_H

#include "record.h"

struct arguments {
	u64 v[6];
};

/* The current system call is a 32-bit program's: other numbers, other registers, values of 32 bits. */
INLINE bool is_compat(void)
{
#if defined(__TARGET_ARCH_x86)
#define COMPAT_BIT (1 << 1) /* TS_COMPAT */
#define COMPAT_WORD status
#elif defined(__TARGET_ARCH_arm64)
#define COMPAT_BIT (1 << 22) /* TIF_32BIT */
#define COMPAT_WORD flags
#endif
	if (HAS_HELPER(get_current_task_btf))
		return bpf_get_current_task_btf()->thread_info.COMPAT_WORD & COMPAT_BIT;
	return READ(bpf_get_current_task(), thread_info.COMPAT_WORD) & COMPAT_BIT;
}

/* `regs` comes typed from the hook, so its members are read without a helper; those that no body uses, not at all. */
INLINE void read_arguments(struct arguments *a, struct pt_regs *regs)
{
#if defined(__TARGET_ARCH_x86)
	if (UNLIKELY(is_compat())) {
		a->v[0] = (u32)regs->bx;
		a->v[1] = (u32)regs->cx;
		a->v[2] = (u32)regs->dx;
		a->v[3] = (u32)regs->si;
		a->v[4] = (u32)regs->di;
		a->v[5] = (u32)regs->bp;
		return;
	}
	a->v[0] = regs->di;
	a->v[1] = regs->si;
	a->v[2] = regs->dx;
	a->v[3] = regs->r10;
	a->v[4] = regs->r8;
	a->v[5] = regs->r9;
#elif defined(__TARGET_ARCH_arm64)
	a->v[0] = regs->orig_x0;
	a->v[1] = regs->regs[1];
	a->v[2] = regs->regs[2];
	a->v[3] = regs->regs[3];
	a->v[4] = regs->regs[4];
	a->v[5] = regs->regs[5];
#endif
}

/* The number of the call that these registers entered the kernel with. */
INLINE s32 call_number(struct pt_regs *regs)
{
#if defined(__TARGET_ARCH_x86)
	return regs->orig_ax;
#elif defined(__TARGET_ARCH_arm64)
	return regs->syscallno;
#endif
}

#if defined(__TARGET_ARCH_x86)
#define SYSCALL_SYMBOL(call) "fexit/__x64_sys_" #call
#elif defined(__TARGET_ARCH_arm64)
#define SYSCALL_SYMBOL(call) "fexit/__arm64_sys_" #call
#endif

/* Not the agent itself. */
INLINE bool wanted_here(void)
{
	struct settings *s = get_settings();
	return s && (u32)(bpf_get_current_pid_tgid() >> 32) != s->self_tgid;
}

/* The call is asked for now; its trampoline stays when it no longer is. */
INLINE bool wanted_call(struct pt_regs *regs)
{
	struct settings *s = get_settings();
	return s && s->wanted[call_number(regs) & (SYSCALLS_MAX - 1)] & WANTED &&
	       (u32)(bpf_get_current_pid_tgid() >> 32) != s->self_tgid;
}

/* Two objects are made of the same sources: one for kernels with trampolines, one for the dispatcher. */
#if defined(TRAMPOLINES)
#define SYSCALL_PROGRAM(call)                                                                                          \
	SEC(SYSCALL_SYMBOL(call)) int call_##call(u64 *ctx)                                                            \
	{                                                                                                              \
		struct pt_regs *regs = (struct pt_regs *)ctx[0];                                                       \
		return wanted_call(regs) ? emit_##call(regs, ctx[1]) : 0;                                              \
	}
#else
#define SYSCALL_PROGRAM(call)                                                                                          \
	SEC("tp_btf/sys_exit") int call_##call(u64 *ctx) { return emit_##call((struct pt_regs *)ctx[0], ctx[1]); }
#endif

#define SYSCALL_EXIT(call, code, lane)                                                                                 \
	INLINE bool body_##call(struct record *r, struct arguments *a, s64 ret);                                       \
	NOINLINE int emit_##call(struct pt_regs *regs, s64 ret)                                                        \
	{                                                                                                              \
		struct record record, *r = &record;                                                                    \
		struct arguments arguments = {};                                                                       \
		if (!begin(r, code##_PARAMS))                                                                          \
			return 0;                                                                                      \
		read_arguments(&arguments, regs);                                                                      \
		if (body_##call(r, &arguments, ret))                                                                   \
			submit(r, (u32)bpf_get_current_pid_tgid(), code, lane);                                        \
		else                                                                                                   \
			give_up(r);                                                                                    \
		return 0;                                                                                              \
	}                                                                                                              \
	SYSCALL_PROGRAM(call)                                                                                          \
	INLINE bool body_##call(struct record *r, struct arguments *a, s64 ret)

#endif
