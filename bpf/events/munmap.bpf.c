/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "task.h"

SYSCALL_EXIT(munmap, PPME_SYSCALL_MUNMAP_X, BULK)
{
	push_s64(r, ret);
	push_memory(r, current_task(), false);
	push_u64(r, a->v[0]);
	push_u64(r, a->v[1]);
	return true;
}
