/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "socket.h"

SYSCALL_EXIT(recvfrom, PPME_SOCKET_RECVFROM_X, BULK)
{
	push_s64(r, ret);
	push_data(r, (void *)a->v[1], ret);
	if (ret >= 0)
		push_tuple(r, socket_of_fd(a->v[0]), INBOUND, (void *)a->v[4]);
	else
		push_empty(r);
	push_fd(r, a->v[0]);
	push_u32(r, a->v[2]);
	return true;
}
