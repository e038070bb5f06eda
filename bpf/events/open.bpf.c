/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(open, PPME_SYSCALL_OPEN_X, BULK)
{
	u32 dev = 0, layer = 0;
	u64 ino = 0;
	bool created = false;
	opened_file(ret, &dev, &ino, &layer, &created);
	push_fd(r, ret);
	push_user_str(r, (void *)a->v[0]);
	push_u32(r, opened_flags(a->v[1], layer, created));
	push_u32(r, open_modes(a->v[1], a->v[2]));
	push_u32(r, dev);
	push_u64(r, ino);
	return true;
}
