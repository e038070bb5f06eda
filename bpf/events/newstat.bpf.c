/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(newstat, PPME_SYSCALL_STAT_X, BULK)
{
	push_s64(r, ret);
	push_user_str(r, (void *)a->v[0]);
	return true;
}
