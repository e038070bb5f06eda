/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(userfaultfd, PPME_SYSCALL_USERFAULTFD_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, fd_flags(a->v[0]));
	return true;
}
