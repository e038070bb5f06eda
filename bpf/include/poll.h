/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Descriptor lists of poll and ppoll. */
#ifndef SKUA_POLL_H
#define SKUA_POLL_H

#include "record.h"

#define POLLFDS_MAX 16

struct user_pollfd {
	s32 fd;
	u16 events, revents;
};

/*
 * Writes one descriptor (s64) and its events (s16) at `pos`, if anything happened there; returns how many bytes. A
 * function of its own, so that the verifier looks at it once.
 */
GLOBAL u32 put_pollfd(u64 pos, u64 from, u32 slot)
{
	struct scratch *s = get_scratch(slot);
	struct user_pollfd one = {};
	if (!s || bpf_probe_read_user(&one, sizeof(one), (void *)from) < 0 || !one.revents)
		return 0;
	u32 in = one.revents;
	/* IN, PRI and OUT keep their places, RDHUP goes before ERR, HUP and NVAL, which move up. */
	u16 events = (in & 0x7) | (in & 0x2000) >> 10 | (in & 0x38) << 1;
	*(u64 *)&s->record[pos & RECORD_MAX] = (u64)(s64)one.fd;
	*(u16 *)&s->record[(pos + 8) & RECORD_MAX] = events;
	return 10;
}

/* count u16, then descriptor and events of each one on which something happened. */
NOINLINE int push_pollfds(struct record *r, const void *from, u64 count, s64 ret)
{
	if (!r->s)
		return 0;
	u64 start = r->pos, pos = start + 2;
	for (u32 i = 0; i < POLLFDS_MAX && i < count; i++)
		pos += put_pollfd(pos, (u64)from + i * sizeof(struct user_pollfd), r->slot);
	*(u16 *)&r->s->record[start & RECORD_MAX] = (pos - start) / 10;
	advance(r, (u16)(pos - start));
	return 0;
}

#endif
