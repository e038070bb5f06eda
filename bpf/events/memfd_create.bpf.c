/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(memfd_create, PPME_SYSCALL_MEMFD_CREATE_X, VITAL)
{
	push_fd(r, ret);
	push_user_str(r, (void *)a->v[0]);
	push_u32(r, a->v[1] & 7);
	return true;
}
