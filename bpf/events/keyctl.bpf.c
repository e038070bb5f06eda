/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* A number: variant 0. */
INLINE void push_key_argument(struct record *r, u64 value)
{
	*here(r) = 0;
	*(u64 *)&r->s->record[(r->pos + 1) & RECORD_MAX] = value;
	advance(r, 9);
}

SYSCALL_EXIT(keyctl, PPME_SYSCALL_KEYCTL_X, VITAL)
{
	push_s64(r, ret);
	push_u32(r, a->v[0]);
	push_key_argument(r, a->v[1]);
	push_key_argument(r, a->v[2]);
	push_key_argument(r, a->v[3]);
	push_key_argument(r, a->v[4]);
	return true;
}
