/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "socket.h"

SYSCALL_EXIT(connect, PPME_SOCKET_CONNECT_X, VITAL)
{
	push_s64(r, ret);
	if (ret == 0 || ret == -115)
		push_tuple(r, socket_of_fd(a->v[0]), OUTBOUND, NULL);
	else
		push_empty(r);
	push_fd(r, a->v[0]);
	push_sockaddr(r, (void *)a->v[1], (s32)a->v[2]);
	return true;
}
