/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(dup3, PPME_SYSCALL_DUP3_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_fd(r, a->v[1]);
	push_u32(r, fd_flags(a->v[2]));
	return true;
}
