/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * A successful exec, from the new program's memory and the kernel's own record of what was executed: nothing of it can
 * be changed by another thread in between. Prototype (task, old_pid, bprm), unchanged since 3.4.
 */
#include "exec.h"

SEC("tp_btf/sched_process_exec")
int sched_process_exec(u64 *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx[0];
	struct linux_binprm *bprm = (struct linux_binprm *)ctx[2];
	struct record record, *r = &record;
	if (!wanted_here() || !begin(r, PPME_SYSCALL_EXECVE_19_X_PARAMS))
		return 0;
	push_process(r, task, 0);
	push_executable(r, task);
	push_kernel_str(r, READ(bprm, filename));
	submit(r, (u32)bpf_get_current_pid_tgid(), PPME_SYSCALL_EXECVE_19_X, VITAL);
	return 0;
}
