/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(openat, PPME_SYSCALL_OPENAT_2_X, BULK)
{
	u32 dev = 0, layer = 0;
	u64 ino = 0;
	bool created = false;
	opened_file(ret, &dev, &ino, &layer, &created);
	push_fd(r, ret);
	push_fd(r, a->v[0]);
	push_user_str(r, (void *)a->v[1]);
	push_u32(r, opened_flags(a->v[2], layer, created));
	push_u32(r, open_modes(a->v[2], a->v[3]));
	push_u32(r, dev);
	push_u64(r, ino);
	return true;
}
