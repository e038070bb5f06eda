/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* The parent's side of fork; the child's is sent by sched_process_fork. */
#include "exec.h"

SYSCALL_EXIT(fork, PPME_SYSCALL_FORK_20_X, VITAL)
{
	if (ret == 0)
		return false;
	struct task_struct *task = current_task();
	push_process(r, task, ret);
	push_clone_tail(r, task, children_namespace(task), false);
	return true;
}
