/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(dup2, PPME_SYSCALL_DUP2_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_fd(r, a->v[1]);
	return true;
}
