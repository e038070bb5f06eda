/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "socket.h"

SYSCALL_EXIT(bind, PPME_SOCKET_BIND_X, BULK)
{
	push_s64(r, ret);
	push_sockaddr(r, (void *)a->v[1], (s32)a->v[2]);
	push_fd(r, a->v[0]);
	return true;
}
