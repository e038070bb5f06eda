/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(quotactl, PPME_SYSCALL_QUOTACTL_X, BULK)
{
	push_s64(r, ret);
	push_user_str(r, (void *)a->v[1]);
	push_empty(r);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u64(r, 0);
	push_u8(r, 0);
	push_u8(r, V17_QFMT_NOT_USED);
	push_u16(r, 0);
	push_u8(r, (a->v[0] & 0xff) == 1 ? V16_GRPQUOTA : V16_USRQUOTA);
	push_u32(r, a->v[2]);
	push_u8(r, V17_QFMT_NOT_USED);
	return true;
}
