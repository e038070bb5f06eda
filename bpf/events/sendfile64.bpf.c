/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(sendfile64, PPME_SYSCALL_SENDFILE_X, BULK)
{
	push_s64(r, ret);
	u64 offset = 0;
	bpf_probe_read_user(&offset, sizeof(offset), (void *)a->v[2]);
	push_u64(r, offset);
	push_fd(r, a->v[0]);
	push_fd(r, a->v[1]);
	push_u64(r, a->v[3]);
	return true;
}
