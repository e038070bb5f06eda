/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(setns, PPME_SYSCALL_SETNS_X, VITAL)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u32(r, clone_flags(a->v[1]));
	return true;
}
