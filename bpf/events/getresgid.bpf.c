/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getresgid, PPME_SYSCALL_GETRESGID_X, BULK)
{
	push_s64(r, ret);
	u32 id0 = 0;
	bpf_probe_read_user(&id0, sizeof(id0), (void *)a->v[0]);
	push_u32(r, id0);
	u32 id1 = 0;
	bpf_probe_read_user(&id1, sizeof(id1), (void *)a->v[1]);
	push_u32(r, id1);
	u32 id2 = 0;
	bpf_probe_read_user(&id2, sizeof(id2), (void *)a->v[2]);
	push_u32(r, id2);
	return true;
}
