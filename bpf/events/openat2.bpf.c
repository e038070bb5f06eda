/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(openat2, PPME_SYSCALL_OPENAT2_X, BULK)
{
	u32 dev = 0, layer = 0;
	u64 ino = 0;
	bool created = false;
	opened_file(ret, &dev, &ino, &layer, &created);
	struct { u64 flags, mode, resolve; } how = {};
	bpf_probe_read_user(&how, sizeof(how), (void *)a->v[2]);
	push_fd(r, ret);
	push_fd(r, a->v[0]);
	push_user_str(r, (void *)a->v[1]);
	push_u32(r, opened_flags(how.flags, layer, created));
	push_u32(r, open_modes(how.flags, how.mode));
	push_u32(r, how.resolve & 63);
	push_u32(r, dev);
	push_u64(r, ino);
	return true;
}
