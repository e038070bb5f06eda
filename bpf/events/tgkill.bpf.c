/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(tgkill, PPME_SYSCALL_TGKILL_X, BULK)
{
	push_s64(r, ret);
	push_s64(r, (s32)a->v[0]);
	push_s64(r, (s32)a->v[1]);
	push_u8(r, a->v[2]);
	return true;
}
