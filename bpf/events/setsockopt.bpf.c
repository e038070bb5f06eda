/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "sockopt.h"

SYSCALL_EXIT(setsockopt, PPME_SOCKET_SETSOCKOPT_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u8(r, sockopt_level(a->v[1]));
	push_u8(r, sockopt_name(a->v[1], a->v[2]));
	push_sockopt(r, a->v[1], a->v[2], (void *)a->v[3], a->v[4]);
	push_u32(r, a->v[4]);
	return true;
}
