/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* What programs and user space share: settings, rings, scratch space, counters. */
#ifndef SKUA_STATE_H
#define SKUA_STATE_H

#include "bpf.h"
#include "event_table.h"

#define SYSCALLS_MAX 512
#define CPUS_MAX 512

/* Lanes of a CPU: what must not be lost has a ring of its own, which a flood of opens cannot fill. */
#define VITAL 0
#define BULK 1
#define LANES 2

/* Fixed before loading; the verifier prunes what they turn off. */
const volatile u64 boot_epoch_ns = 0;  /* wall clock at boot */
const volatile u32 lane_bytes[LANES] = {1 << 19, 1 << 21};

#define WANTED 1         /* of 64-bit programs */
#define WANTED_32 2      /* of 32-bit programs, whose number `ia32` turns into a 64-bit one */
#define UNDECODED_32 4   /* of 32-bit programs, but its arguments lie elsewhere: counted, not decoded */

/* May change while running. */
struct settings {
	u8 wanted[SYSCALLS_MAX];    /* by number: WANTED_… */
	u16 ia32[SYSCALLS_MAX];     /* 64-bit number of a 32-bit program's call */
	u32 self_tgid;           /* the agent itself, not watched */
	u32 snaplen;             /* bytes of data buffers kept */
	u8 want_signal, want_page_fault, want_switch, want_environment;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct settings);
} settings SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, SYSCALLS_MAX);
	__type(key, u32);
	__type(value, u32);
} exits SEC(".maps");

/* Ring of lane l on CPU c is entry c * LANES + l. Sizes are set by user space before loading. */
struct ring {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, CPUS_MAX * LANES);
	__type(key, u32);
	__type(value, u32);
	__array(values, struct ring);
} rings SEC(".maps");

/* A record is written here and then copied into a ring in one piece. */
#define RECORD_MAX 0xffff
#define STRING_MAX 4096
#define PATH_MAX 4096
/*
 * A program may be interrupted on its CPU by another one: by a page fault's, or, on trampolines, by that of a task
 * that was scheduled in between. Each takes a slot that is free; when there is none the event is counted as dropped.
 */
#define SLOTS 2
struct walk {
	u64 node;  /* dentry or kernfs node that is next */
	u64 mount;
	u32 at;    /* where the path begins in `path` */
};
struct scratch {
	u64 users;
	struct walk walk;
	u8 record[RECORD_MAX + 1 + STRING_MAX * 2];
	u8 path[PATH_MAX * 2]; /* written from its end; the second half takes what a bounded read may overhang */
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, CPUS_MAX * SLOTS);
	__type(key, u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

/* Everything that could not be reported, by cause. */
struct counters {
	u64 delivered[LANES];
	u64 ring_full[LANES];
	u64 scratch_full; /* larger than a record may be */
	u64 scratch_busy; /* no free slot */
	u64 page_fault;   /* user memory that could not be read: the parameter is left empty */
	u64 compat;       /* wanted system calls of 32-bit programs that are not decoded */
	u64 no_program;   /* wanted, but no program is loaded for it */
	u64 dropped_by_event[PPM_EVENT_MAX];
};
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct counters);
} counts SEC(".maps");

INLINE struct counters *counters(void)
{
	u32 zero = 0;
	return bpf_map_lookup_elem(&counts, &zero);
}

INLINE struct scratch *get_scratch(u32 slot)
{
	return bpf_map_lookup_elem(&scratches, &slot);
}

INLINE struct settings *get_settings(void)
{
	u32 zero = 0;
	return bpf_map_lookup_elem(&settings, &zero);
}

#endif
