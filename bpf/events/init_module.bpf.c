/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(init_module, PPME_SYSCALL_INIT_MODULE_X, VITAL)
{
	push_s64(r, ret);
	push_data(r, (void *)a->v[0], a->v[1]);
	push_u64(r, a->v[1]);
	push_user_str(r, (void *)a->v[2]);
	return true;
}
