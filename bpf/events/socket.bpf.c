/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(socket, PPME_SOCKET_SOCKET_X, BULK)
{
	push_fd(r, ret);
	push_u32(r, a->v[0]);
	push_u32(r, a->v[1]);
	push_u32(r, a->v[2]);
	push_u32(r, fd_flags(a->v[1]));
	return true;
}
