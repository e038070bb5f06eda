/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(fchdir, PPME_SYSCALL_FCHDIR_X, VITAL)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	return true;
}
