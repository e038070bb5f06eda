/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* The scheduler turns to another thread. Prototype (preempt, prev, next, …). */
#include "task.h"

SEC("tp_btf/sched_switch")
int sched_switch(u64 *ctx)
{
	struct settings *s = get_settings();
	struct record record, *r = &record;
	struct task_struct *previous = (struct task_struct *)ctx[1], *next = (struct task_struct *)ctx[2];
	if (!s || !s->want_switch || READ(previous, tgid) == s->self_tgid || !READ(previous, pid))
		return 0;
	if (!begin(r, PPME_SCHEDSWITCH_6_E_PARAMS))
		return 0;
	push_s64(r, READ(next, pid));
	push_memory(r, previous, true);
	submit(r, READ(previous, pid), PPME_SCHEDSWITCH_6_E, BULK);
	return 0;
}
