/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(mlockall, PPME_SYSCALL_MLOCKALL_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, a->v[0] & 7);
	return true;
}
