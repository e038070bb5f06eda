/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(signalfd4, PPME_SYSCALL_SIGNALFD4_X, BULK)
{
	push_s64(r, ret);
	push_u16(r, fd_flags(a->v[3]));
	push_fd(r, a->v[0]);
	push_u32(r, 0);
	return true;
}
