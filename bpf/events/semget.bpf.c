/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(semget, PPME_SYSCALL_SEMGET_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, a->v[0]);
	push_u32(r, a->v[1]);
	u32 out = 0;
	MAP_FLAG(out, a->v[2], 02000, V24_IPC_EXCL);
	MAP_FLAG(out, a->v[2], 01000, V24_IPC_CREAT);
	push_u32(r, out | (a->v[2] & 0777));
	return true;
}
