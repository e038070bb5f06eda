/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Descriptor lists of poll and ppoll. */
#ifndef SKUA_POLL_H
#define SKUA_POLL_H

#include "record.h"

#define POLLFDS_MAX 16

/* count u16, then descriptor s64 and events s16 each; after the call only those with an event are given. */
NOINLINE int push_pollfds(struct record *r, const void *from, u64 count, s64 ret)
{
	struct scratch *s = r->s;
	if (!s)
		return 0;
	u64 start = r->pos, pos = start + 2;
	u16 given = 0;
	for (u32 i = 0; i < POLLFDS_MAX && i < count; i++) {
		struct { s32 fd; s16 events, revents; } one = {};
		if (bpf_probe_read_user(&one, sizeof(one), from + i * sizeof(one)) < 0)
			break;
		if (!one.revents)
			continue;
		u16 events = 0;
		events |= one.revents & 0x1 ? 1 : 0;
		events |= one.revents & 0x2 ? 2 : 0;
		events |= one.revents & 0x4 ? 4 : 0;
		events |= one.revents & 0x2000 ? 8 : 0;
		events |= one.revents & 0x8 ? 16 : 0;
		events |= one.revents & 0x10 ? 32 : 0;
		events |= one.revents & 0x20 ? 64 : 0;
		*(u64 *)&s->record[pos & RECORD_MAX] = (u64)(s64)one.fd;
		*(u16 *)&s->record[(pos + 8) & RECORD_MAX] = events;
		pos += 10;
		given++;
	}
	*(u16 *)&s->record[start & RECORD_MAX] = given;
	advance(r, (u16)(pos - start));
	return 0;
}

#endif
