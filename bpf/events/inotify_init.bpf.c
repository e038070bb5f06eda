/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(inotify_init, PPME_SYSCALL_INOTIFY_INIT_X, BULK)
{
	push_s64(r, ret);
	push_u8(r, 0);
	return true;
}
