/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(readv, PPME_SYSCALL_READV_X, BULK)
{
	push_s64(r, ret);
	push_iovec(r, (void *)a->v[1], a->v[2], ret, SIZE_THEN_DATA);
	push_fd(r, a->v[0]);
	return true;
}
