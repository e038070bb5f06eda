/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(mount, PPME_SYSCALL_MOUNT_X, VITAL)
{
	push_s64(r, ret);
	push_user_str(r, (void *)a->v[0]);
	push_user_str(r, (void *)a->v[1]);
	push_user_str(r, (void *)a->v[2]);
	push_u32(r, (a->v[3] & 0xffff0000) == 0xc0ed0000 ? a->v[3] & 0xffff : a->v[3]);
	return true;
}
