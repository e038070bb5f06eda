/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* A value with the variant that says how to read it: 0 a number, 1 a signal. */
INLINE void push_ptrace_value(struct record *r, u64 value)
{
	*here(r) = 0;
	*(u64 *)&r->s->record[(r->pos + 1) & RECORD_MAX] = value;
	advance(r, 9);
}

INLINE void push_ptrace_data(struct record *r, u64 request, u64 data, s64 ret)
{
	bool resumes = request == 7 || request == 9 || request == 17 || request == 24;
	bool peeks = request >= 1 && request <= 3;
	if (resumes) {
		*here(r) = 1;
		r->s->record[(r->pos + 1) & RECORD_MAX] = (u8)data;
		return advance(r, 2);
	}
	u64 value = data;
	if (peeks && ret >= 0)
		bpf_probe_read_user(&value, sizeof(value), (void *)data);
	push_ptrace_value(r, value);
}

SYSCALL_EXIT(ptrace, PPME_SYSCALL_PTRACE_X, VITAL)
{
	push_s64(r, ret);
	push_ptrace_value(r, a->v[2]);
	push_ptrace_data(r, a->v[0], a->v[3], ret);
	push_u16(r, ptrace_request(a->v[0]));
	push_s64(r, (s32)a->v[1]);
	return true;
}
