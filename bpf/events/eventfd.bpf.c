/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(eventfd, PPME_SYSCALL_EVENTFD_X, BULK)
{
	push_s64(r, ret);
	push_u64(r, (u32)a->v[0]);
	push_u32(r, 0);
	return true;
}
