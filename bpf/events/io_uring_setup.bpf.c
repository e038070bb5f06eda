/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(io_uring_setup, PPME_SYSCALL_IO_URING_SETUP_X, BULK)
{
	struct { u32 sq_entries, cq_entries, flags, cpu, idle, features; } p = {};
	bpf_probe_read_user(&p, sizeof(p), (void *)a->v[1]);
	push_s64(r, ret);
	push_u32(r, a->v[0]);
	push_u32(r, p.sq_entries);
	push_u32(r, p.cq_entries);
	push_u32(r, p.flags & 0xff);
	push_u32(r, p.cpu);
	push_u32(r, p.idle);
	push_u32(r, p.features & 0x7ff);
	return true;
}
