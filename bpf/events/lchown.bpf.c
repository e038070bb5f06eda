/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(lchown, PPME_SYSCALL_LCHOWN_X, BULK)
{
	push_s64(r, ret);
	push_user_str(r, (void *)a->v[0]);
	push_u32(r, a->v[1]);
	push_u32(r, a->v[2]);
	return true;
}
