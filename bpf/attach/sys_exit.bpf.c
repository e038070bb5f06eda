/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * The dispatcher: one program on the end of every system call, for kernels that cannot attach to single ones. A call
 * that nobody asked about costs the entry, one byte looked at, and the return.
 */
#include "syscall.h"

INLINE int dispatch(void *ctx, u32 number)
{
	struct settings *s = get_settings();
	if (!s || number >= SYSCALLS_MAX)
		return 0;
	u32 wanted = s->wanted[number & (SYSCALLS_MAX - 1)];
	if (LIKELY(!wanted) || (u32)(bpf_get_current_pid_tgid() >> 32) == s->self_tgid)
		return 0;
	if (UNLIKELY(is_compat())) {
		if (wanted & UNDECODED_32) {
			struct counters *c = counters();
			if (c)
				c->compat++;
		}
		if (!(wanted & WANTED_32))
			return 0;
		number = s->ia32[number & (SYSCALLS_MAX - 1)];
	} else if (!(wanted & WANTED)) {
		return 0;
	}
	bpf_tail_call(ctx, &exits, number);
	struct counters *c = counters();
	if (c)
		c->no_program++;
	return 0;
}

#if !defined(TRAMPOLINES)
SEC("tp_btf/sys_exit")
int sys_exit(u64 *ctx)
{
	struct pt_regs *regs = (struct pt_regs *)ctx[0];
	return dispatch(ctx, call_number(regs));
}
#endif
