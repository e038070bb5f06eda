/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(setpgid, PPME_SYSCALL_SETPGID_X, VITAL)
{
	push_s64(r, ret);
	push_s64(r, (s32)a->v[0]);
	push_s64(r, (s32)a->v[1]);
	return true;
}
