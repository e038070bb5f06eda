/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "message.h"

SYSCALL_EXIT(sendmsg, PPME_SOCKET_SENDMSG_X, BULK)
{
	struct user_message m = read_message((void *)a->v[1]);
	push_s64(r, ret);
	push_iovec(r, m.iov, m.iovlen, ret, DATA_ONLY);
	push_fd(r, a->v[0]);
	push_u32(r, iovec_size(m.iov, m.iovlen));
	push_tuple(r, socket_of_fd(a->v[0]), OUTBOUND, m.name);
	return true;
}
