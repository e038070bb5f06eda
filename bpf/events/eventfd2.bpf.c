/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(eventfd2, PPME_SYSCALL_EVENTFD2_X, BULK)
{
	push_s64(r, ret);
	push_u16(r, fd_flags(a->v[1]));
	push_u64(r, (u32)a->v[0]);
	return true;
}
