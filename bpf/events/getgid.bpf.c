/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getgid, PPME_SYSCALL_GETGID_X, BULK)
{
	push_u32(r, ret);
	return true;
}
