/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(prctl, PPME_SYSCALL_PRCTL_X, VITAL)
{
	push_s64(r, ret);
	push_u32(r, a->v[0]);
	if (a->v[0] == 15)
		push_user_str(r, (void *)a->v[1]);
	else
		push_empty(r);
	s64 number = a->v[0] == 15 ? 0 : (s64)a->v[1];
	if (a->v[0] == 37)
		bpf_probe_read_user(&number, 4, (void *)a->v[1]);
	push_s64(r, number);
	return true;
}
