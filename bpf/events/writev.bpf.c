/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(writev, PPME_SYSCALL_WRITEV_X, BULK)
{
	push_s64(r, ret);
	push_iovec(r, (void *)a->v[1], a->v[2], ret, DATA_ONLY);
	push_fd(r, a->v[0]);
	push_u32(r, iovec_size((void *)a->v[1], a->v[2]));
	return true;
}
