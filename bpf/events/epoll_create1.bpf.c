/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(epoll_create1, PPME_SYSCALL_EPOLL_CREATE1_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, a->v[0] & 02000000 ? V42_EPOLL_CLOEXEC : 0);
	return true;
}
