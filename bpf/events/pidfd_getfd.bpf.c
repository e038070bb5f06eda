/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(pidfd_getfd, PPME_SYSCALL_PIDFD_GETFD_X, BULK)
{
	push_fd(r, ret);
	push_fd(r, a->v[0]);
	push_fd(r, a->v[1]);
	push_u32(r, a->v[2]);
	return true;
}
