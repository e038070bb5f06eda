/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Sockets: addresses and tuples as parameters, from kernel sockets and from user memory. */
#ifndef SKUA_SOCKET_H
#define SKUA_SOCKET_H

#include "file.h"

INLINE struct socket *socket_of_fd(s32 fd)
{
	struct file *file = file_of_fd(fd);
	if (!file)
		return NULL;
	struct inode *inode = READ(file, f_inode);
	if ((READ(inode, i_mode) & S_IFMT) != S_IFSOCK)
		return NULL;
	return READ(file, private_data);
}

INLINE u16 host16(u16 network) { return __builtin_bswap16(network); }

struct user_sockaddr {
	u16 family;
	u16 port;
	u32 addr4;
	u8 addr6[16];
	u32 scope;
};

/* family, address, port of a user sockaddr; family and path of a unix one. Empty when it cannot be read. */
NOINLINE int push_sockaddr(struct record *r, const void *from, s64 length)
{
	u16 family = 0;
	struct scratch *s = r->s;
	if (!s)
		return 0;
	u64 pos = r->pos;
	if (!from || length < 2 || bpf_probe_read_user(&family, sizeof(family), from) < 0) {
		push_empty(r);
		return 0;
	}
	if (family == AF_INET && length >= 8) {
		struct { u16 family, port; u32 addr; } in = {};
		bpf_probe_read_user(&in, sizeof(in), from);
		s->record[pos & RECORD_MAX] = AF_INET;
		*(u32 *)&s->record[(pos + 1) & RECORD_MAX] = in.addr;
		*(u16 *)&s->record[(pos + 5) & RECORD_MAX] = host16(in.port);
		advance(r, 7);
	} else if (family == AF_INET6 && length >= 24) {
		u16 port = 0;
		bpf_probe_read_user(&port, sizeof(port), from + 2);
		s->record[pos & RECORD_MAX] = AF_INET6;
		bpf_probe_read_user(&s->record[(pos + 1) & RECORD_MAX], 16, from + 8);
		*(u16 *)&s->record[(pos + 17) & RECORD_MAX] = host16(port);
		advance(r, 19);
	} else if (family == AF_UNIX) {
		s->record[pos & RECORD_MAX] = AF_UNIX;
		u32 room = length - 2 > 108 ? 108 : (u32)(length - 2) & 127;
		const char *path = from + 2;
		char first = 0;
		bpf_probe_read_user(&first, 1, path);
		if (!first && room > 1) { /* abstract: shown without its leading NUL */
			path++;
			room--;
		}
		long n = bpf_probe_read_user_str(&s->record[(pos + 1) & RECORD_MAX], (room & 127) + 1, path);
		if (n <= 0) {
			s->record[(pos + 1) & RECORD_MAX] = 0;
			n = 1;
		}
		advance(r, 1 + (n & 255));
	} else {
		push_empty(r);
	}
	return 0;
}

INLINE u64 put_path_of_unix(struct scratch *s, u64 pos, struct sock *sk)
{
	struct unix_address *address = READ((struct unix_sock *)sk, addr);
	if (address) {
		/* The name is a struct sockaddr_un: two bytes of family, then the path. */
		const char *path = (const char *)__builtin_preserve_access_index(&address->name) + 2;
		char first = 0;
		bpf_probe_read_kernel(&first, 1, path);
		int length = READ(address, len) - 2;
		u32 room = length > 108 ? 108 : length < 0 ? 0 : (u32)length & 127;
		if (!first && room > 1) {
			path++;
			room--;
		}
		long n = room ? bpf_probe_read_kernel_str(&s->record[pos & RECORD_MAX], (room & 127) + 1, path) : 0;
		if (n > 0)
			return pos + (n & 255);
	}
	s->record[pos & RECORD_MAX] = 0;
	return pos + 1;
}

#define OUTBOUND 0
#define INBOUND 1

/*
 * The ends of a socket as the kernel holds them. The first end is the source: the local one of what this process began
 * or sent, the remote one of what it accepted or received.
 */
NOINLINE int push_tuple(struct record *r, struct socket *socket, u32 direction, const void *user_peer)
{
	struct scratch *s = r->s;
	struct sock *sk = READ(socket, sk);
	u64 pos = r->pos, start = pos;
	if (!s)
		return 0;
	if (!socket || !sk) {
		push_empty(r);
		return 0;
	}
	u16 family = READ(sk, __sk_common.skc_family);
	u16 local_port = READ(sk, __sk_common.skc_num);
	u16 remote_port = host16(READ(sk, __sk_common.skc_dport));
	if (!local_port)
		local_port = host16(READ((struct inet_sock *)sk, inet_sport));
	if (family == AF_INET) {
		u32 local = READ(sk, __sk_common.skc_rcv_saddr);
		u32 remote = READ(sk, __sk_common.skc_daddr);
		if (!local)
			local = READ((struct inet_sock *)sk, inet_saddr);
		if (!remote_port && user_peer) { /* unconnected: where the caller says it goes */
			struct { u16 family, port; u32 addr; } in = {};
			if (bpf_probe_read_user(&in, sizeof(in), user_peer) == 0 && in.family == AF_INET) {
				remote = in.addr;
				remote_port = host16(in.port);
			}
		}
		bool out = direction == OUTBOUND;
		s->record[pos & RECORD_MAX] = AF_INET;
		*(u32 *)&s->record[(pos + 1) & RECORD_MAX] = out ? local : remote;
		*(u16 *)&s->record[(pos + 5) & RECORD_MAX] = out ? local_port : remote_port;
		*(u32 *)&s->record[(pos + 7) & RECORD_MAX] = out ? remote : local;
		*(u16 *)&s->record[(pos + 11) & RECORD_MAX] = out ? remote_port : local_port;
		advance(r, 13);
	} else if (family == AF_INET6) {
		struct in6_addr local = READ(sk, __sk_common.skc_v6_rcv_saddr);
		struct in6_addr remote = READ(sk, __sk_common.skc_v6_daddr);
		if (!remote_port && user_peer) {
			struct { u16 family, port; u32 flow; struct in6_addr addr; } in = {};
			if (bpf_probe_read_user(&in, sizeof(in), user_peer) == 0 && in.family == AF_INET6) {
				remote = in.addr;
				remote_port = host16(in.port);
			}
		}
		u64 first = pos + 1, second = pos + 19;
		bool out = direction == OUTBOUND;
		s->record[pos & RECORD_MAX] = AF_INET6;
		*(struct in6_addr *)&s->record[(out ? first : second) & RECORD_MAX] = local;
		*(u16 *)&s->record[((out ? first : second) + 16) & RECORD_MAX] = local_port;
		*(struct in6_addr *)&s->record[(out ? second : first) & RECORD_MAX] = remote;
		*(u16 *)&s->record[((out ? second : first) + 16) & RECORD_MAX] = remote_port;
		advance(r, 37);
	} else if (family == AF_UNIX) {
		struct sock *peer = READ((struct unix_sock *)sk, peer);
		bool out = direction == OUTBOUND;
		s->record[pos & RECORD_MAX] = AF_UNIX;
		*(u64 *)&s->record[(pos + 1) & RECORD_MAX] = out ? (u64)sk : (u64)peer;
		*(u64 *)&s->record[(pos + 9) & RECORD_MAX] = out ? (u64)peer : (u64)sk;
		pos = put_path_of_unix(s, pos + 17, out ? (peer ? peer : sk) : sk);
		advance(r, (u16)(pos - start));
	} else {
		push_empty(r);
	}
	return 0;
}

#endif
