/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Programs that do nothing: whether the kernel takes each of them says what it offers, which its version number does
 * not.
 */
#include "syscall.h"

SEC("tp_btf/sys_exit") int tp_btf(u64 *ctx) { return 0; }
SEC(SYSCALL_SYMBOL(close)) int fexit(u64 *ctx) { return 0; }
SEC("lsm/file_open") int lsm(u64 *ctx) { return 0; }
SEC("cgroup/connect4") int cgroup_connect4(void *ctx) { return 1; }

char LICENSE[] SEC("license") = "GPL";
