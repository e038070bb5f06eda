/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(setrlimit, PPME_SYSCALL_SETRLIMIT_X, VITAL)
{
	struct { s64 cur, max; } new = {0, 0};
	bpf_probe_read_user(&new, sizeof(new), (void *)a->v[1]);
	push_s64(r, ret);
	push_s64(r, new.cur);
	push_s64(r, new.max);
	push_u8(r, rlimit_resource(a->v[0]));
	return true;
}
