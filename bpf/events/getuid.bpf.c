/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getuid, PPME_SYSCALL_GETUID_X, BULK)
{
	push_u32(r, ret);
	return true;
}
