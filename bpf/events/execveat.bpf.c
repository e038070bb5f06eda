/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* A failed execveat; see execve.bpf.c. */
#include "exec.h"

SYSCALL_EXIT(execveat, PPME_SYSCALL_EXECVEAT_X, VITAL)
{
	struct task_struct *task = current_task();
	if (ret >= 0)
		return false;
	push_process(r, task, ret);
	push_executable(r, task);
	return true;
}
