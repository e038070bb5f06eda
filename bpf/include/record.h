/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Writing an event record: the capture format's event block (header, u16 lengths, parameters).
 * Positions are masked before each access, which is what lets the verifier see that they stay inside the scratch.
 */
#ifndef SKUA_RECORD_H
#define SKUA_RECORD_H

#include "state.h"

#define HEADER_BYTES 26

struct record {
	struct scratch *s;
	u64 pos;        /* where the next parameter's bytes go */
	u32 lengths;    /* where the next parameter's length goes */
	u32 cpu;
	u32 slot;       /* index of the scratch */
};

/*
 * Begins a record of `params` parameters on a free scratch of this CPU. False when there is none. What has begun ends
 * with `submit` or `give_up`.
 */
INLINE bool begin(struct record *r, u32 params)
{
	r->cpu = bpf_get_smp_processor_id();
	r->lengths = HEADER_BYTES;
	r->pos = HEADER_BYTES + params * 2;
	for (u32 i = 0; i < SLOTS; i++) {
		r->slot = r->cpu * SLOTS + i;
		r->s = get_scratch(r->slot);
		if (!r->s)
			return false;
		/* Add, then look: of two that want the same slot at once at most one sees itself alone. */
		__sync_fetch_and_add(&r->s->users, 1);
		if (LIKELY(*(volatile u64 *)&r->s->users == 1))
			return true;
		__sync_fetch_and_add(&r->s->users, -1);
	}
	struct counters *c = counters();
	if (c)
		c->scratch_busy++;
	return false;
}

INLINE void give_up(struct record *r)
{
	__sync_fetch_and_add(&r->s->users, -1);
}

/* Where the next parameter's bytes go; at least STRING_MAX bytes may be written there. */
INLINE u8 *here(struct record *r)
{
	return &r->s->record[r->pos & RECORD_MAX];
}

INLINE void advance(struct record *r, u16 length)
{
	*(u16 *)&r->s->record[r->lengths & 0xff] = length;
	r->lengths += 2;
	r->pos += length;
}

INLINE void push_u64(struct record *r, u64 value) { *(u64 *)here(r) = value; advance(r, 8); }
INLINE void push_s64(struct record *r, s64 value) { push_u64(r, (u64)value); }
INLINE void push_fd(struct record *r, s32 fd) { push_u64(r, (u64)(s64)fd); }
INLINE void push_u32(struct record *r, u32 value) { *(u32 *)here(r) = value; advance(r, 4); }
INLINE void push_u16(struct record *r, u16 value) { *(u16 *)here(r) = value; advance(r, 2); }
INLINE void push_u8(struct record *r, u8 value) { *here(r) = value; advance(r, 1); }
INLINE void push_empty(struct record *r) { advance(r, 0); }

INLINE void count_fault(void)
{
	struct counters *c = counters();
	if (c)
		c->page_fault++;
}

/* A string of user memory with its NUL, at most STRING_MAX bytes. Unreadable: empty, and counted. */
INLINE void push_user_str(struct record *r, const void *from)
{
	long n = bpf_probe_read_user_str(here(r), STRING_MAX, from);
	if (n < 0) {
		if (from)
			count_fault();
		n = 0;
	}
	advance(r, n & (STRING_MAX * 2 - 1));
}

INLINE void push_kernel_str(struct record *r, const void *from)
{
	long n = bpf_probe_read_kernel_str(here(r), STRING_MAX, from);
	advance(r, n < 0 ? 0 : n & (STRING_MAX * 2 - 1));
}

/* `length` bytes of user memory, at most `max` (a power of two below STRING_MAX). */
INLINE void push_user_bytes(struct record *r, const void *from, u64 length, u32 max)
{
	u32 n = length > max ? max : (u32)length;
	n &= STRING_MAX - 1;
	if (n && bpf_probe_read_user(here(r), n, from) < 0) {
		count_fault();
		n = 0;
	}
	advance(r, n);
}

/* Data buffer: as many bytes as the settings keep. */
INLINE void push_data(struct record *r, const void *from, s64 length)
{
	struct settings *s = get_settings();
	u32 keep = s ? s->snaplen : 0;
	if (length <= 0 || !keep)
		return push_empty(r);
	push_user_bytes(r, from, length, keep);
}

NOINLINE int submit(struct record *r, u64 tid, u32 code, u32 lane)
{
	struct counters *c = counters();
	u64 length = r->pos;
	if (!r->s)
		return 0;
	if (!c)
		goto end;
	if (length > RECORD_MAX) {
		c->scratch_full++;
		goto lost;
	}
	u8 *head = r->s->record;
	*(u64 *)head = boot_epoch_ns + bpf_ktime_get_boot_ns();
	*(u64 *)(head + 8) = tid;
	*(u32 *)(head + 16) = length;
	*(u16 *)(head + 20) = code;
	*(u32 *)(head + 22) = (r->lengths - HEADER_BYTES) / 2;
	lane &= 1;
	u32 index = r->cpu * LANES + lane;
	void *ring = bpf_map_lookup_elem(&rings, &index);
	if (!ring)
		goto end;
	/* The reader polls; it is woken only when a ring holds more than a quarter. Looking now and then is enough. */
	u64 flags = BPF_RB_NO_WAKEUP;
	if (!(c->delivered[lane] & 7) && bpf_ringbuf_query(ring, BPF_RB_AVAIL_DATA) > lane_bytes[lane] / 4)
		flags = BPF_RB_FORCE_WAKEUP;
	if (bpf_ringbuf_output(ring, head, length & RECORD_MAX, flags) == 0) {
		c->delivered[lane]++;
		goto end;
	}
	c->ring_full[lane]++;
lost:
	if (code < PPM_EVENT_MAX)
		c->dropped_by_event[code]++;
end:
	give_up(r);
	return 0;
}

#endif
