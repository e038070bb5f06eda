/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "poll.h"

SYSCALL_EXIT(poll, PPME_SYSCALL_POLL_X, BULK)
{
	push_s64(r, ret);
	push_pollfds(r, (void *)a->v[0], a->v[1], ret);
	push_s64(r, (s32)a->v[2]);
	return true;
}
