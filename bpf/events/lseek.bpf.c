/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(lseek, PPME_SYSCALL_LSEEK_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u64(r, a->v[1]);
	push_u8(r, a->v[2]);
	return true;
}
