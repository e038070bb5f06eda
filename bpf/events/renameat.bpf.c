/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(renameat, PPME_SYSCALL_RENAMEAT_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_user_str(r, (void *)a->v[1]);
	push_fd(r, a->v[2]);
	push_user_str(r, (void *)a->v[3]);
	return true;
}
