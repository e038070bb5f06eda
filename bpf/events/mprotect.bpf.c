/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(mprotect, PPME_SYSCALL_MPROTECT_X, BULK)
{
	push_s64(r, ret);
	push_u64(r, a->v[0]);
	push_u64(r, a->v[1]);
	push_u32(r, prot_flags(a->v[2]));
	return true;
}
