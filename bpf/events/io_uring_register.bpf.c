/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(io_uring_register, PPME_SYSCALL_IO_URING_REGISTER_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u16(r, a->v[1]);
	push_u64(r, a->v[2]);
	push_u32(r, a->v[3]);
	return true;
}
