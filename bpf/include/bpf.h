/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Helpers of the BPF machine that the programs call, by their fixed numbers, and the map declarations' macros. */
#ifndef SKUA_BPF_H
#define SKUA_BPF_H

#include "kernel.h"

#define SEC(name) __attribute__((section(name), used))
#define INLINE static inline __attribute__((always_inline))
#define NOINLINE static __attribute__((noinline))
/* Verified once by itself, whatever calls it: takes and returns numbers only. */
#define GLOBAL __attribute__((noinline))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*bpf_map_update_elem)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static u32 (*bpf_get_smp_processor_id)(void) = (void *)8;
static long (*bpf_tail_call)(void *ctx, void *prog_array, u32 index) = (void *)12;
static u64 (*bpf_get_current_pid_tgid)(void) = (void *)14;
static struct task_struct *(*bpf_get_current_task)(void) = (void *)35;
static long (*bpf_probe_read_user)(void *dst, u32 size, const void *src) = (void *)112;
static long (*bpf_probe_read_kernel)(void *dst, u32 size, const void *src) = (void *)113;
static long (*bpf_probe_read_user_str)(void *dst, u32 size, const void *src) = (void *)114;
static long (*bpf_probe_read_kernel_str)(void *dst, u32 size, const void *src) = (void *)115;
static struct task_struct *(*bpf_get_current_task_btf)(void) = (void *)158;
static void *(*bpf_task_pt_regs)(struct task_struct *task) = (void *)175;
static u64 (*bpf_ktime_get_boot_ns)(void) = (void *)125;
static long (*bpf_ringbuf_output)(void *ring, void *data, u64 size, u64 flags) = (void *)130;
static u64 (*bpf_ringbuf_query)(void *ring, u64 what) = (void *)134;

#define BPF_RB_NO_WAKEUP 1
#define BPF_RB_FORCE_WAKEUP 2
#define BPF_RB_AVAIL_DATA 0
#define BPF_ANY 0

#define BPF_MAP_TYPE_ARRAY 2
#define BPF_MAP_TYPE_PROG_ARRAY 3
#define BPF_MAP_TYPE_PERCPU_ARRAY 6
#define BPF_MAP_TYPE_ARRAY_OF_MAPS 12
#define BPF_MAP_TYPE_RINGBUF 27

#define __uint(name, val) int(*name)[val]
#define __type(name, val) typeof(val) *name
#define __array(name, val) typeof(val) *name[]

/* Reads one member in kernel memory. The helper itself gives zeros where the pointer is bad. */
#define READ(src, member)                                                                                              \
	({                                                                                                             \
		typeof((src)->member) read_value;                                                                     \
		bpf_probe_read_kernel(&read_value, sizeof(read_value),                                                 \
				      __builtin_preserve_access_index(&(src)->member));                                \
		read_value;                                                                                            \
	})
/*
 * Whether this kernel's helper exists: asked of its type information at load time, so that the other branch is gone
 * before the verifier looks.
 */
#define HAS_HELPER(name) __builtin_preserve_enum_value(*(typeof(enum bpf_func_id) *)BPF_FUNC_##name, 0)
#define HAS_FIELD(type, member) __builtin_preserve_field_info(((type *)0)->member, 2)
#define TYPE_SIZE(type) __builtin_preserve_type_info(*(type *)0, 1)
#define HAS_ENUM(type, value) __builtin_preserve_enum_value(*(typeof(type) *)value, 0)
#define ENUM_VALUE(type, value) __builtin_preserve_enum_value(*(typeof(type) *)value, 1)

#endif
