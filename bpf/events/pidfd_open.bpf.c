/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(pidfd_open, PPME_SYSCALL_PIDFD_OPEN_X, BULK)
{
	push_fd(r, ret);
	push_s64(r, (s32)a->v[0]);
	push_u32(r, a->v[1] & 04000 ? V46_PIDFD_NONBLOCK : 0);
	return true;
}
