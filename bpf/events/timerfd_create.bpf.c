/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(timerfd_create, PPME_SYSCALL_TIMERFD_CREATE_X, BULK)
{
	push_s64(r, ret);
	push_u8(r, 0);
	push_u8(r, 0);
	return true;
}
