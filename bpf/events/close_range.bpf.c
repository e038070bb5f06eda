/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(close_range, PPME_SYSCALL_CLOSE_RANGE_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, a->v[0]);
	push_u32(r, a->v[1]);
	push_u32(r, a->v[2] & 6);
	return true;
}
