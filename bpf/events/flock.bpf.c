/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(flock, PPME_SYSCALL_FLOCK_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	u32 out = 0;
	MAP_FLAG(out, a->v[1], 1, V19_LOCK_SH);
	MAP_FLAG(out, a->v[1], 2, V19_LOCK_EX);
	MAP_FLAG(out, a->v[1], 4, V19_LOCK_NB);
	MAP_FLAG(out, a->v[1], 8, V19_LOCK_UN);
	push_u32(r, out);
	return true;
}
