/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(setsid, PPME_SYSCALL_SETSID_X, VITAL)
{
	push_s64(r, ret);
	return true;
}
