/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(delete_module, PPME_SYSCALL_DELETE_MODULE_X, VITAL)
{
	push_s64(r, ret);
	push_user_str(r, (void *)a->v[0]);
	u32 out = 0;
	MAP_FLAG(out, a->v[1], 04000, V50_O_NONBLOCK);
	MAP_FLAG(out, a->v[1], 01000, V50_O_TRUNC);
	push_u32(r, out);
	return true;
}
