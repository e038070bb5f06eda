/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getrlimit, PPME_SYSCALL_GETRLIMIT_X, BULK)
{
	struct { s64 cur, max; } old = {0, 0};
	if (ret == 0)
		bpf_probe_read_user(&old, sizeof(old), (void *)a->v[1]);
	push_s64(r, ret);
	push_s64(r, old.cur);
	push_s64(r, old.max);
	push_u8(r, rlimit_resource(a->v[0]));
	return true;
}
