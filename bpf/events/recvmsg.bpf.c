/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "message.h"

SYSCALL_EXIT(recvmsg, PPME_SOCKET_RECVMSG_X, BULK)
{
	struct user_message m = read_message((void *)a->v[1]);
	push_s64(r, ret);
	push_iovec(r, m.iov, m.iovlen, ret, SIZE_THEN_DATA);
	if (ret >= 0)
		push_tuple(r, socket_of_fd(a->v[0]), INBOUND, m.name);
	else
		push_empty(r);
	push_user_bytes(r, m.control, ret >= 0 ? m.controllen : 0, 1024);
	push_fd(r, a->v[0]);
	return true;
}
