/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(munlockall, PPME_SYSCALL_MUNLOCKALL_X, BULK)
{
	push_s64(r, ret);
	return true;
}
