/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "message.h"

SYSCALL_EXIT(sendmmsg, PPME_SOCKET_SENDMMSG_X, BULK)
{
	struct user_message m = read_message((void *)a->v[1]);
	s64 sent = ret > 0 ? first_length((void *)a->v[1]) : ret;
	push_s64(r, sent);
	push_fd(r, a->v[0]);
	push_u32(r, iovec_size(m.iov, m.iovlen));
	push_iovec(r, m.iov, m.iovlen, sent, DATA_ONLY);
	push_tuple(r, socket_of_fd(a->v[0]), OUTBOUND, m.name);
	return true;
}
