/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(linkat, PPME_SYSCALL_LINKAT_2_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_user_str(r, (void *)a->v[1]);
	push_fd(r, a->v[2]);
	push_user_str(r, (void *)a->v[3]);
	push_u32(r, linkat_flags(a->v[4]));
	return true;
}
