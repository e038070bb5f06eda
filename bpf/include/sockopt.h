/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Socket options: level, name and value in the format's numbers and variants. */
#ifndef SKUA_SOCKOPT_H
#define SKUA_SOCKOPT_H

#include "record.h"

INLINE u8 sockopt_level(u32 level)
{
	return level == 1 ? V4_SOL_SOCKET : level == 6 ? V4_SOL_TCP : V4_UNKNOWN;
}

INLINE u8 sockopt_name(u32 level, u32 name)
{
	if (level != 1)
		return 0;
	switch (name) {
	case 1: return V5_SO_DEBUG;
	case 2: return V5_SO_REUSEADDR;
	case 3: return V5_SO_TYPE;
	case 4: return V5_SO_ERROR;
	case 5: return V5_SO_DONTROUTE;
	case 6: return V5_SO_BROADCAST;
	case 7: return V5_SO_SNDBUF;
	case 8: return V5_SO_RCVBUF;
	case 9: return V5_SO_KEEPALIVE;
	case 10: return V5_SO_OOBINLINE;
	case 11: return V5_SO_NO_CHECK;
	case 12: return V5_SO_PRIORITY;
	case 13: return V5_SO_LINGER;
	case 14: return V5_SO_BSDCOMPAT;
	case 15: return V5_SO_REUSEPORT;
	case 16: return V5_SO_PASSCRED;
	case 17: return V5_SO_PEERCRED;
	case 18: return V5_SO_RCVLOWAT;
	case 19: return V5_SO_SNDLOWAT;
	case 20: return V5_SO_RCVTIMEO;
	case 21: return V5_SO_SNDTIMEO;
	case 25: return V5_SO_BINDTODEVICE;
	case 26: return V5_SO_ATTACH_FILTER;
	case 27: return V5_SO_DETACH_FILTER;
	case 28: return V5_SO_PEERNAME;
	case 29: return V5_SO_TIMESTAMP;
	case 30: return V5_SO_ACCEPTCONN;
	case 31: return V5_SO_PEERSEC;
	case 32: return V5_SO_SNDBUFFORCE;
	case 33: return V5_SO_RCVBUFFORCE;
	case 34: return V5_SO_PASSSEC;
	case 36: return V5_SO_MARK;
	case 38: return V5_SO_PROTOCOL;
	case 39: return V5_SO_DOMAIN;
	case 42: return V5_SO_PEEK_OFF;
	case 46: return V5_SO_BUSY_POLL;
	case 47: return V5_SO_MAX_PACING_RATE;
	case 49: return V5_SO_INCOMING_CPU;
	case 50: return V5_SO_ATTACH_BPF;
	case 57: return V5_SO_COOKIE;
	default: return 0;
	}
}

#define VALUE_BYTES 0
#define VALUE_ERRNO 1
#define VALUE_U32 2
#define VALUE_U64 3
#define VALUE_TIME 4

/* The option's value with the variant that says how to read it. */
INLINE void push_sockopt(struct record *r, u32 level, u32 name, const void *value, u32 length)
{
	u8 *to = here(r);
	if (level == 1 && name == 4) { /* SO_ERROR: a result, negative as results are */
		s32 error = 0;
		bpf_probe_read_user(&error, sizeof(error), value);
		*to = VALUE_ERRNO;
		*(s64 *)(to + 1) = -(s64)error;
		return advance(r, 9);
	}
	if (level == 1 && (name == 20 || name == 21) && length >= 16) {
		struct { s64 s, us; } t = {};
		bpf_probe_read_user(&t, sizeof(t), value);
		*to = VALUE_TIME;
		*(u64 *)(to + 1) = t.s * 1000000000ull + t.us * 1000ull;
		return advance(r, 9);
	}
	if (level == 1 && length == 4) {
		u32 number = 0;
		bpf_probe_read_user(&number, sizeof(number), value);
		*to = VALUE_U32;
		*(u32 *)(to + 1) = number;
		return advance(r, 5);
	}
	if (level == 1 && name == 57) {
		u64 number = 0;
		bpf_probe_read_user(&number, sizeof(number), value);
		*to = VALUE_U64;
		*(u64 *)(to + 1) = number;
		return advance(r, 9);
	}
	u32 n = length > 64 ? 64 : length & 127;
	*to = VALUE_BYTES;
	if (n && bpf_probe_read_user(to + 1, n, value) < 0) {
		count_fault();
		n = 0;
	}
	advance(r, n + 1);
}

#endif
