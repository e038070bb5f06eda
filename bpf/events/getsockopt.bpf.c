/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "sockopt.h"

SYSCALL_EXIT(getsockopt, PPME_SOCKET_GETSOCKOPT_X, BULK)
{
	u32 length = 0;
	bpf_probe_read_user(&length, sizeof(length), (void *)a->v[4]);
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u8(r, sockopt_level(a->v[1]));
	push_u8(r, sockopt_name(a->v[1], a->v[2]));
	push_sockopt(r, a->v[1], a->v[2], (void *)a->v[3], length);
	push_u32(r, length);
	return true;
}
