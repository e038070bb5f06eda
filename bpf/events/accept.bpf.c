/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "socket.h"

SYSCALL_EXIT(accept, PPME_SOCKET_ACCEPT_5_X, BULK)
{
	struct socket *socket = ret >= 0 ? socket_of_fd(ret) : NULL;
	struct socket *listener = socket_of_fd(a->v[0]);
	struct sock *sk = READ(listener, sk);
	u32 length = sk ? READ(sk, sk_ack_backlog) : 0, max = sk ? READ(sk, sk_max_ack_backlog) : 0;
	push_fd(r, ret);
	push_tuple(r, socket, INBOUND, NULL);
	push_u8(r, length && max ? (u64)length * 100 / max : 0);
	push_u32(r, length);
	push_u32(r, max);
	return true;
}
