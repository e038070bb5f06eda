/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(select, PPME_SYSCALL_SELECT_X, BULK)
{
	push_s64(r, ret);
	return true;
}
