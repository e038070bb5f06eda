/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Data that lies in several buffers. */
#ifndef SKUA_IOVEC_H
#define SKUA_IOVEC_H

#include "record.h"

#define IOVECS_MAX 16

struct user_iovec {
	const void *base;
	u64 length;
};

/* Sum of the buffers' sizes, over the first IOVECS_MAX of them. */
NOINLINE u32 iovec_size(const void *from, u64 count)
{
	u64 size = 0;
	for (u32 i = 0; i < IOVECS_MAX && i < count; i++) {
		struct user_iovec one = {};
		if (bpf_probe_read_user(&one, sizeof(one), from + i * sizeof(one)) < 0)
			break;
		size += one.length;
	}
	return (u32)size;
}

#define DATA_ONLY 0
#define SIZE_THEN_DATA 1

/* The first bytes of the first buffer that holds any, after the total size when `shape` asks for it. */
NOINLINE int push_iovec(struct record *r, const void *from, u64 count, s64 ret, u32 shape)
{
	if (!r->s)
		return 0;
	if (shape == SIZE_THEN_DATA)
		push_u32(r, iovec_size(from, count));
	struct user_iovec one = {};
	if (!count || bpf_probe_read_user(&one, sizeof(one), from) < 0) {
		push_empty(r);
		return 0;
	}
	u64 length = one.length;
	if (ret > 0 && (u64)ret < length)
		length = ret;
	push_data(r, one.base, (s64)length);
	return 0;
}

#endif
