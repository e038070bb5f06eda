/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(splice, PPME_SYSCALL_SPLICE_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_fd(r, a->v[2]);
	push_u64(r, a->v[4]);
	push_u32(r, a->v[5] & 15);
	return true;
}
