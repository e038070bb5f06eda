/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(pwrite64, PPME_SYSCALL_PWRITE_X, BULK)
{
	push_s64(r, ret);
	push_data(r, (void *)a->v[1], ret > 0 ? ret : (s64)a->v[2]);
	push_fd(r, a->v[0]);
	push_u32(r, a->v[2]);
	push_u64(r, a->v[3]);
	return true;
}
