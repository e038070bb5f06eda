/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "task.h"

SYSCALL_EXIT(brk, PPME_SYSCALL_BRK_4_X, BULK)
{
	push_s64(r, ret);
	push_memory(r, current_task(), false);
	push_u64(r, a->v[0]);
	return true;
}
