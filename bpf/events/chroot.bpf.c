/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(chroot, PPME_SYSCALL_CHROOT_X, VITAL)
{
	push_s64(r, ret);
	push_user_str(r, (void *)a->v[0]);
	return true;
}
