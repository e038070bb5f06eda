/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* The parent's side of clone3; the child's is sent by sched_process_fork. */
#include "exec.h"

SYSCALL_EXIT(clone3, PPME_SYSCALL_CLONE3_X, VITAL)
{
	if (ret == 0)
		return false;
	struct task_struct *task = current_task();
	push_process(r, task, ret);
	push_clone_tail(r, task, clone_flags(first_word((void *)a->v[0])) | children_namespace(task), false);
	return true;
}
