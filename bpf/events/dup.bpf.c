/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(dup, PPME_SYSCALL_DUP_1_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	return true;
}
