/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* struct msghdr of user memory. */
#ifndef SKUA_MESSAGE_H
#define SKUA_MESSAGE_H

#include "iovec.h"
#include "socket.h"

struct user_message {
	void *name;
	u32 namelen, pad;
	void *iov;
	u64 iovlen;
	void *control;
	u64 controllen;
	u32 flags, pad2;
};

INLINE struct user_message read_message(const void *from)
{
	struct user_message m = {};
	if (bpf_probe_read_user(&m, sizeof(m), from) < 0)
		count_fault();
	return m;
}

/* Bytes of the first message of a sendmmsg or recvmmsg. */
INLINE s64 first_length(const void *from)
{
	u32 length = 0;
	bpf_probe_read_user(&length, sizeof(length), from + sizeof(struct user_message));
	return length;
}

#endif
