/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(epoll_wait, PPME_SYSCALL_EPOLLWAIT_X, BULK)
{
	push_s64(r, ret);
	push_s64(r, (s32)a->v[2]);
	return true;
}
