/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "socket.h"

SYSCALL_EXIT(socketpair, PPME_SOCKET_SOCKETPAIR_X, BULK)
{
	push_s64(r, ret);
	s32 fds[2] = {-1, -1};
	if (ret == 0)
		bpf_probe_read_user(fds, sizeof(fds), (void *)a->v[3]);
	struct socket *one = ret == 0 ? socket_of_fd(fds[0]) : NULL;
	struct sock *sk = READ(one, sk);
	struct sock *peer = sk ? READ((struct unix_sock *)sk, peer) : NULL;
	push_fd(r, fds[0]);
	push_fd(r, fds[1]);
	push_u64(r, (u64)sk);
	push_u64(r, (u64)peer);
	push_u32(r, a->v[0]);
	push_u32(r, a->v[1]);
	push_u32(r, a->v[2]);
	return true;
}
