/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(fsconfig, PPME_SYSCALL_FSCONFIG_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u32(r, a->v[1]);
	push_user_str(r, (void *)a->v[2]);
	push_empty(r);
	if (a->v[1] == 1 || a->v[1] == 3 || a->v[1] == 4)
		push_user_str(r, (void *)a->v[3]);
	else
		push_empty(r);
	push_u32(r, a->v[4]);
	return true;
}
