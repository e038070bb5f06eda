/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(prlimit64, PPME_SYSCALL_PRLIMIT_X, VITAL)
{
	struct { s64 cur, max; } new = {0, 0};
	struct { s64 cur, max; } old = {0, 0};
	bpf_probe_read_user(&new, sizeof(new), (void *)a->v[2]);
	if (ret == 0)
		bpf_probe_read_user(&old, sizeof(old), (void *)a->v[3]);
	push_s64(r, ret);
	push_s64(r, new.cur);
	push_s64(r, new.max);
	push_s64(r, old.cur);
	push_s64(r, old.max);
	push_s64(r, (s32)a->v[0]);
	push_u8(r, rlimit_resource(a->v[1]));
	return true;
}
