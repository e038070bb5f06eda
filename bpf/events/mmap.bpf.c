/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "task.h"

SYSCALL_EXIT(mmap, PPME_SYSCALL_MMAP_X, BULK)
{
	push_s64(r, ret);
	push_memory(r, current_task(), false);
	push_u64(r, a->v[0]);
	push_u64(r, a->v[1]);
	push_u32(r, prot_flags(a->v[2]));
	push_u32(r, mmap_flags(a->v[3]));
	push_fd(r, a->v[4]);
	push_u64(r, a->v[5]);
	return true;
}
