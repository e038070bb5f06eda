/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* A thread's end, with the one that takes its children over. Prototype (task), more arguments in newer kernels. */
#include "task.h"

#define SIBLINGS_MAX 64
#define ANCESTORS_MAX 32
#define PF_EXITING 4

/* As the kernel chooses: a living thread of the group, else the nearest subreaper, else the namespace's init. */
INLINE s64 reaper_of(struct task_struct *task)
{
	struct list_head *children = __builtin_preserve_access_index(&task->children);
	if (READ(children, next) == children)
		return 0;
	struct signal_struct *signal = READ(task, signal);
	struct list_head *head = __builtin_preserve_access_index(&signal->thread_head);
	struct list_head *node = READ(head, next);
	u64 offset = (u64)__builtin_preserve_access_index(&((struct task_struct *)0)->thread_node);
	for (int i = 0; i < SIBLINGS_MAX && node && node != head; i++) {
		struct task_struct *one = (struct task_struct *)((char *)node - offset);
		if (one != task && !(READ(one, flags) & PF_EXITING))
			return READ(one, pid);
		node = READ(node, next);
	}
	struct pid *pid = READ(task, thread_pid);
	u32 level = READ(pid, level);
	struct upid *numbers = __builtin_preserve_access_index(&pid->numbers[0]);
	struct upid *own = (struct upid *)((char *)numbers + (u64)(level & 31) * TYPE_SIZE(struct upid));
	struct pid_namespace *ns = READ(own, ns);
	struct task_struct *init = READ(ns, child_reaper);
	struct task_struct *up = READ(task, real_parent);
	for (int i = 0; i < ANCESTORS_MAX && up && up != init; i++) {
		struct pid *above = READ(up, thread_pid);
		if (READ(above, level) != level)
			break;
		struct signal_struct *group = READ(up, signal);
		/* is_child_subreaper is a bit: CO-RE gives its byte and place. */
		u64 bits = 0;
		u32 byte = __builtin_preserve_field_info(group->is_child_subreaper, 0);
		bpf_probe_read_kernel(&bits, 8, (char *)group + byte);
		bits <<= __builtin_preserve_field_info(group->is_child_subreaper, 4);
		bits >>= __builtin_preserve_field_info(group->is_child_subreaper, 5);
		if (bits & 1 && !(READ(up, flags) & PF_EXITING))
			return READ(up, pid);
		up = READ(up, real_parent);
	}
	return init ? READ(init, pid) : 0;
}

SEC("tp_btf/sched_process_exit")
int sched_process_exit(u64 *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx[0];
	struct record record, *r = &record;
	/* Threads of the kernel were never announced. */
	if (READ(task, flags) & PF_KTHREAD || !wanted_here() || !begin(r, PPME_PROCEXIT_1_E_PARAMS))
		return 0;
	u32 code = READ(task, exit_code);
	u8 signal = code & 0x7f;
	push_s64(r, code);
	push_s64(r, signal ? 0 : (code >> 8) & 0xff);
	push_u8(r, signal);
	push_u8(r, signal && code & 0x80);
	push_s64(r, reaper_of(task));
	submit(r, READ(task, pid), PPME_PROCEXIT_1_E, VITAL);
	return 0;
}
