/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(io_uring_enter, PPME_SYSCALL_IO_URING_ENTER_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u32(r, a->v[1]);
	push_u32(r, a->v[2]);
	push_u32(r, a->v[3] & 15);
	push_u32(r, 0);
	return true;
}
