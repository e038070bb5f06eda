/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "socket.h"

SYSCALL_EXIT(sendto, PPME_SOCKET_SENDTO_X, BULK)
{
	push_s64(r, ret);
	push_data(r, (void *)a->v[1], ret > 0 ? ret : (s64)a->v[2]);
	push_fd(r, a->v[0]);
	push_u32(r, a->v[2]);
	push_tuple(r, socket_of_fd(a->v[0]), OUTBOUND, (void *)a->v[4]);
	return true;
}
