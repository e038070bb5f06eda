/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(shutdown, PPME_SOCKET_SHUTDOWN_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u8(r, a->v[1]);
	return true;
}
