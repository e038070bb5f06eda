/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "message.h"

SYSCALL_EXIT(recvmmsg, PPME_SOCKET_RECVMMSG_X, BULK)
{
	struct user_message m = read_message((void *)a->v[1]);
	s64 got = ret > 0 ? first_length((void *)a->v[1]) : ret;
	push_s64(r, got);
	push_fd(r, a->v[0]);
	push_u32(r, iovec_size(m.iov, m.iovlen));
	push_iovec(r, m.iov, m.iovlen, got, DATA_ONLY);
	if (ret > 0)
		push_tuple(r, socket_of_fd(a->v[0]), INBOUND, m.name);
	else
		push_empty(r);
	push_user_bytes(r, m.control, ret > 0 ? m.controllen : 0, 1024);
	return true;
}
