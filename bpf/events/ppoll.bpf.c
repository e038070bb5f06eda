/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "poll.h"

SYSCALL_EXIT(ppoll, PPME_SYSCALL_PPOLL_X, BULK)
{
	struct { s64 s, ns; } t = {-1, 0};
	bpf_probe_read_user(&t, sizeof(t), (void *)a->v[2]);
	push_s64(r, ret);
	push_pollfds(r, (void *)a->v[0], a->v[1], ret);
	push_u64(r, t.s < 0 ? ~0ull : t.s * 1000000000ull + t.ns);
	u32 mask = 0;
	bpf_probe_read_user(&mask, sizeof(mask), (void *)a->v[3]);
	push_u32(r, mask);
	return true;
}
