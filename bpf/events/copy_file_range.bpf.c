/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(copy_file_range, PPME_SYSCALL_COPY_FILE_RANGE_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[2]);
	u64 out = 0, in = 0;
	bpf_probe_read_user(&out, sizeof(out), (void *)a->v[3]);
	bpf_probe_read_user(&in, sizeof(in), (void *)a->v[1]);
	push_u64(r, out);
	push_fd(r, a->v[0]);
	push_u64(r, in);
	push_u64(r, a->v[4]);
	return true;
}
