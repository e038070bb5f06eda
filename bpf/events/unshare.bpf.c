/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(unshare, PPME_SYSCALL_UNSHARE_X, VITAL)
{
	push_s64(r, ret);
	push_u32(r, clone_flags(a->v[0]));
	return true;
}
