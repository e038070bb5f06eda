/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(tkill, PPME_SYSCALL_TKILL_X, BULK)
{
	push_s64(r, ret);
	push_s64(r, (s32)a->v[0]);
	push_u8(r, a->v[1]);
	return true;
}
