/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(inotify_init1, PPME_SYSCALL_INOTIFY_INIT1_X, BULK)
{
	push_s64(r, ret);
	push_u16(r, fd_flags(a->v[0]));
	return true;
}
