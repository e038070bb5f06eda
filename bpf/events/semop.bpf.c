/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
INLINE u16 sem_flags(u16 in)
{
	u16 out = 0;
	MAP_FLAG(out, in, 04000, V20_IPC_NOWAIT);
	MAP_FLAG(out, in, 010000, V20_SEM_UNDO);
	return out;
}

SYSCALL_EXIT(semop, PPME_SYSCALL_SEMOP_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, a->v[2]);
	struct { u16 num; s16 op, flags; } ops[2] = {};
	bpf_probe_read_user(&ops[0], sizeof(ops[0]), (void *)a->v[1]);
	if (a->v[2] > 1)
		bpf_probe_read_user(&ops[1], sizeof(ops[1]), (void *)a->v[1] + sizeof(ops[0]));
	push_u16(r, ops[0].num);
	push_u16(r, ops[0].op);
	push_u16(r, sem_flags(ops[0].flags));
	push_u16(r, ops[1].num);
	push_u16(r, ops[1].op);
	push_u16(r, sem_flags(ops[1].flags));
	push_u32(r, a->v[0]);
	return true;
}
