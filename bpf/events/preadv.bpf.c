/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(preadv, PPME_SYSCALL_PREADV_X, BULK)
{
	push_s64(r, ret);
	push_iovec(r, (void *)a->v[1], a->v[2], ret, SIZE_THEN_DATA);
	push_fd(r, a->v[0]);
	push_u64(r, a->v[3]);
	return true;
}
