/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(geteuid, PPME_SYSCALL_GETEUID_X, BULK)
{
	push_u32(r, ret);
	return true;
}
