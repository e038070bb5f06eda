/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* A failed execve: what was asked for, by the process that asked. A successful one is sent by sched_process_exec. */
#include "exec.h"

SYSCALL_EXIT(execve, PPME_SYSCALL_EXECVE_19_X, VITAL)
{
	struct task_struct *task = current_task();
	if (ret >= 0)
		return false;
	push_process(r, task, ret);
	push_executable(r, task);
	push_user_str(r, (void *)a->v[0]);
	return true;
}
