/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(futex, PPME_SYSCALL_FUTEX_X, BULK)
{
	push_s64(r, ret);
	push_u64(r, a->v[0]);
	push_u16(r, (a->v[1] & 0x7f) | (a->v[1] & 0x180));
	push_u64(r, a->v[2]);
	return true;
}
