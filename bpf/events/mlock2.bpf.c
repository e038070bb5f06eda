/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(mlock2, PPME_SYSCALL_MLOCK2_X, BULK)
{
	push_s64(r, ret);
	push_u64(r, a->v[0]);
	push_u64(r, a->v[1]);
	push_u32(r, a->v[2] & 1);
	return true;
}
