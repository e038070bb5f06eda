/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(nanosleep, PPME_SYSCALL_NANOSLEEP_X, BULK)
{
	struct { s64 s, ns; } t = {0, 0};
	bpf_probe_read_user(&t, sizeof(t), (void *)a->v[0]);
	push_s64(r, ret);
	push_u64(r, t.s * 1000000000ll + t.ns);
	return true;
}
