/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(open_by_handle_at, PPME_SYSCALL_OPEN_BY_HANDLE_AT_X, BULK)
{
	u32 dev = 0, layer = 0;
	u64 ino = 0;
	bool created = false;
	opened_file(ret, &dev, &ino, &layer, &created);
	push_fd(r, ret);
	push_fd(r, a->v[0]);
	push_u32(r, opened_flags(a->v[2], layer, created));
	push_file_path(r, ret >= 0 ? file_of_fd(ret) : NULL);
	push_u32(r, dev);
	push_u64(r, ino);
	return true;
}
