/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(creat, PPME_SYSCALL_CREAT_X, BULK)
{
	u32 dev = 0, layer = 0;
	u64 ino = 0;
	bool created = false;
	opened_file(ret, &dev, &ino, &layer, &created);
	push_fd(r, ret);
	push_user_str(r, (void *)a->v[0]);
	push_u32(r, a->v[1] & 07777);
	push_u32(r, dev);
	push_u64(r, ino);
	push_u16(r, layer);
	return true;
}
