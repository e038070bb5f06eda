/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * One system call's exit as a program. SYSCALL_EXIT(call, CODE, LANE) { … } writes the parameters into `r` from the
 * call's arguments `a` and its result `ret`. Two programs come of it: `x_call`, reached by tail call from the
 * dispatcher on sys_exit, and `f_call`, attached to the end of the system call alone where the kernel has trampolines.
 */
#ifndef SKUA_SYSCALL_H
#define SKUA_SYSCALL_H

#include "record.h"

struct arguments {
	u64 v[6];
};

INLINE void read_arguments(struct arguments *a, struct pt_regs *regs)
{
#if defined(__TARGET_ARCH_x86)
	a->v[0] = READ(regs, di);
	a->v[1] = READ(regs, si);
	a->v[2] = READ(regs, dx);
	a->v[3] = READ(regs, r10);
	a->v[4] = READ(regs, r8);
	a->v[5] = READ(regs, r9);
#elif defined(__TARGET_ARCH_arm64)
	a->v[0] = READ(regs, orig_x0);
	a->v[1] = READ(regs, regs[1]);
	a->v[2] = READ(regs, regs[2]);
	a->v[3] = READ(regs, regs[3]);
	a->v[4] = READ(regs, regs[4]);
	a->v[5] = READ(regs, regs[5]);
#endif
}

#if defined(__TARGET_ARCH_x86)
#define SYSCALL_SYMBOL(call) "fexit/__x64_sys_" #call
#elif defined(__TARGET_ARCH_arm64)
#define SYSCALL_SYMBOL(call) "fexit/__arm64_sys_" #call
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
		return 0;                                                                                              \
	}                                                                                                              \
	SEC("tp_btf/sys_exit") int x_##call(u64 *ctx) { return emit_##call((struct pt_regs *)ctx[0], ctx[1]); }        \
	SEC(SYSCALL_SYMBOL(call)) int f_##call(u64 *ctx)                                                               \
	{                                                                                                              \
		return wanted_here() ? emit_##call((struct pt_regs *)ctx[0], ctx[1]) : 0;                              \
	}                                                                                                              \
	INLINE bool body_##call(struct record *r, struct arguments *a, s64 ret)

/* Not the agent itself. */
INLINE bool wanted_here(void)
{
	struct settings *s = get_settings();
	return s && (u32)(bpf_get_current_pid_tgid() >> 32) != s->self_tgid;
}

#endif
