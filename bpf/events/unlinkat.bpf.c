/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(unlinkat, PPME_SYSCALL_UNLINKAT_2_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_user_str(r, (void *)a->v[1]);
	push_u32(r, unlinkat_flags(a->v[2]));
	return true;
}
