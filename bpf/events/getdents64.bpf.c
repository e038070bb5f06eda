/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getdents64, PPME_SYSCALL_GETDENTS64_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	return true;
}
