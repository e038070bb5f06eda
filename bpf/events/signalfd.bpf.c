/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(signalfd, PPME_SYSCALL_SIGNALFD_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u32(r, 0);
	push_u8(r, 0);
	return true;
}
