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

struct user_inet {
	u16 family, port;
	u32 addr;
};
struct user_inet6 {
	u16 family, port;
	u32 flow;
	struct in6_addr addr;
};

#define UNIX_PATH_MAX 108

/*
 * Writes family, address and port of a sockaddr in user memory at `pos`; family and path of a unix one. Returns how
 * many bytes, 0 when it cannot be read or is of another family.
 */
GLOBAL u32 put_sockaddr(u64 pos, u64 from, u64 length, u32 slot)
{
	struct scratch *s = get_scratch(slot);
	u16 family = 0;
	if (!s || !from || (s64)length < 2)
		return 0;
	if (bpf_probe_read_user(&family, sizeof(family), (void *)from) < 0) {
		count_fault();
		return 0;
	}
	if (family == AF_INET && length >= sizeof(struct user_inet)) {
		struct user_inet in = {};
		bpf_probe_read_user(&in, sizeof(in), (void *)from);
		s->record[pos & RECORD_MAX] = AF_INET;
		*(u32 *)&s->record[(pos + 1) & RECORD_MAX] = in.addr;
		*(u16 *)&s->record[(pos + 5) & RECORD_MAX] = host16(in.port);
		return 7;
	}
	if (family == AF_INET6 && length >= sizeof(struct user_inet6)) {
		struct user_inet6 in = {};
		bpf_probe_read_user(&in, sizeof(in), (void *)from);
		s->record[pos & RECORD_MAX] = AF_INET6;
		*(struct in6_addr *)&s->record[(pos + 1) & RECORD_MAX] = in.addr;
		*(u16 *)&s->record[(pos + 17) & RECORD_MAX] = host16(in.port);
		return 19;
	}
	if (family != AF_UNIX)
		return 0;
	s->record[pos & RECORD_MAX] = AF_UNIX;
	u64 room = length - 2, path = from + 2;
	char first = 0;
	bpf_probe_read_user(&first, 1, (void *)path);
	if (!first && room > 1) { /* abstract: shown without its leading NUL */
		path++;
		room--;
	}
	if (room > UNIX_PATH_MAX)
		room = UNIX_PATH_MAX;
	long n = bpf_probe_read_user_str(&s->record[(pos + 1) & RECORD_MAX], (room & 127) + 1, (void *)path);
	if (n <= 0) {
		s->record[(pos + 1) & RECORD_MAX] = 0;
		n = 1;
	}
	return 1 + (n & 255);
}

INLINE void push_sockaddr(struct record *r, const void *from, s64 length)
{
	advance(r, put_sockaddr(r->pos, (u64)from, (u64)length, r->slot) & 255);
}

/* Writes the bound path of a unix socket with its NUL; a lone NUL when it has none. Returns how many bytes. */
INLINE u32 put_path_of_unix(struct scratch *s, u64 pos, struct sock *sk)
{
	struct unix_address *address = READ((struct unix_sock *)sk, addr);
	s->record[pos & RECORD_MAX] = 0;
	if (!address)
		return 1;
	/* The name is a struct sockaddr_un of `len` bytes: two of family, then the path. */
	u64 path = (u64)__builtin_preserve_access_index(&address->name) + sizeof(u16);
	u64 room = (u64)(s64)READ(address, len) - 2;
	char first = 0;
	bpf_probe_read_kernel(&first, 1, (void *)path);
	if (!first && room > 1) {
		path++;
		room--;
	}
	if (room > UNIX_PATH_MAX)
		room = UNIX_PATH_MAX;
	long n = bpf_probe_read_kernel_str(&s->record[pos & RECORD_MAX], (room & 127) + 1, (void *)path);
	return n > 0 ? n & 255 : 1;
}

#define OUTBOUND 0
#define INBOUND 1

/*
 * Writes the ends of a socket as the kernel holds them at `pos`. The first end is the source: the local one of what
 * this process began or sent, the remote one of what it accepted or received. `user_peer` is the sockaddr in user memory
 * that an unconnected socket talks to. Returns how many bytes, 0 for families that the format does not know.
 */
GLOBAL u32 put_tuple(u64 pos, u64 sock, u64 user_peer, u32 direction, u32 slot)
{
	struct scratch *s = get_scratch(slot);
	struct sock *sk = (struct sock *)sock;
	if (!s || !sk)
		return 0;
	u16 family = READ(sk, __sk_common.skc_family);
	u32 source = direction == OUTBOUND ? 0 : 1; /* which of the ends comes first */
	if (family == AF_UNIX) {
		struct sock *peer = READ((struct unix_sock *)sk, peer);
		bool out = direction == OUTBOUND;
		s->record[pos & RECORD_MAX] = AF_UNIX;
		*(u64 *)&s->record[(pos + 1) & RECORD_MAX] = out ? (u64)sk : (u64)peer;
		*(u64 *)&s->record[(pos + 9) & RECORD_MAX] = out ? (u64)peer : (u64)sk;
		return 17 + put_path_of_unix(s, pos + 17, out && peer ? peer : sk);
	}
	u16 local_port = READ(sk, __sk_common.skc_num);
	u16 remote_port = host16(READ(sk, __sk_common.skc_dport));
	if (!local_port)
		local_port = host16(READ((struct inet_sock *)sk, inet_sport));
	if (family == AF_INET) {
		u32 local = READ(sk, __sk_common.skc_rcv_saddr);
		u32 remote = READ(sk, __sk_common.skc_daddr);
		if (!local)
			local = READ((struct inet_sock *)sk, inet_saddr);
		if (!remote_port && user_peer) {
			struct user_inet in = {};
			if (bpf_probe_read_user(&in, sizeof(in), (void *)user_peer) == 0 && in.family == AF_INET) {
				remote = in.addr;
				remote_port = host16(in.port);
			}
		}
		u64 local_at = pos + 1 + source * 6, remote_at = pos + 7 - source * 6;
		s->record[pos & RECORD_MAX] = AF_INET;
		*(u32 *)&s->record[local_at & RECORD_MAX] = local;
		*(u16 *)&s->record[(local_at + 4) & RECORD_MAX] = local_port;
		*(u32 *)&s->record[remote_at & RECORD_MAX] = remote;
		*(u16 *)&s->record[(remote_at + 4) & RECORD_MAX] = remote_port;
		return 13;
	}
	if (family != AF_INET6)
		return 0;
	struct in6_addr local = READ(sk, __sk_common.skc_v6_rcv_saddr);
	struct in6_addr remote = READ(sk, __sk_common.skc_v6_daddr);
	if (!remote_port && user_peer) {
		struct user_inet6 in = {};
		if (bpf_probe_read_user(&in, sizeof(in), (void *)user_peer) == 0 && in.family == AF_INET6) {
			remote = in.addr;
			remote_port = host16(in.port);
		}
	}
	u64 local_at = pos + 1 + source * 18, remote_at = pos + 19 - source * 18;
	s->record[pos & RECORD_MAX] = AF_INET6;
	*(struct in6_addr *)&s->record[local_at & RECORD_MAX] = local;
	*(u16 *)&s->record[(local_at + 16) & RECORD_MAX] = local_port;
	*(struct in6_addr *)&s->record[remote_at & RECORD_MAX] = remote;
	*(u16 *)&s->record[(remote_at + 16) & RECORD_MAX] = remote_port;
	return 37;
}

INLINE void push_tuple(struct record *r, struct socket *socket, u32 direction, const void *user_peer)
{
	u64 sk = socket ? (u64)READ(socket, sk) : 0;
	advance(r, put_tuple(r->pos, sk, (u64)user_peer, direction, r->slot) & 511);
}

#endif
