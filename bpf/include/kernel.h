/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * The parts of kernel types that the programs read. Offsets are relocated at load time (preserve_access_index), so
 * only names and types matter here, not order or completeness. Names with three underscores are older or newer
 * shapes of the same type: the part after them is ignored by the relocation.
 */
#ifndef SKUA_KERNEL_H
#define SKUA_KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;
typedef _Bool bool;
#define true 1
#define false 0
#define NULL ((void *)0)

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

#if defined(__TARGET_ARCH_x86)
struct pt_regs {
	unsigned long bp, bx, r10, r9, r8, ax, cx, dx, si, di, orig_ax;
};
struct thread_info {
	u32 status;
};
#elif defined(__TARGET_ARCH_arm64)
struct pt_regs {
	u64 regs[31];
	u64 orig_x0;
	s32 syscallno;
};
struct thread_info {
	unsigned long flags;
};
#endif

struct list_head {
	struct list_head *next, *prev;
};

struct qstr {
	u32 len;
	const unsigned char *name;
};

struct dentry {
	struct dentry *d_parent;
	struct qstr d_name;
	struct inode *d_inode;
	void *d_fsdata;
};

struct vfsmount {
	struct dentry *mnt_root;
};

struct mount {
	struct mount *mnt_parent;
	struct dentry *mnt_mountpoint;
	struct vfsmount mnt;
};

struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};

struct super_block {
	u32 s_dev;
	unsigned long s_magic;
};

struct timespec64 {
	s64 tv_sec;
	long tv_nsec;
};

struct inode {
	u16 i_mode;
	struct { u32 val; } i_uid;
	struct { u32 val; } i_gid;
	struct super_block *i_sb;
	unsigned long i_ino;
	s64 i_ctime_sec, i_mtime_sec;
	u32 i_ctime_nsec, i_mtime_nsec;
	u32 i_nlink;
};
struct inode___timespec {
	struct timespec64 i_ctime, i_mtime;
};
struct inode___underscore {
	struct timespec64 __i_ctime, __i_mtime;
};

struct file {
	u32 f_mode;
	u32 f_flags;
	struct inode *f_inode;
	struct path f_path;
	void *private_data;
};

struct fdtable {
	u32 max_fds;
	struct file **fd;
};

struct files_struct {
	struct fdtable *fdt;
};

struct user_namespace;

typedef struct { u64 val; } kernel_cap_t;
struct kernel_cap_struct___old {
	u32 cap[2];
};

struct cred {
	struct { u32 val; } uid, gid, suid, sgid, euid, egid, fsuid, fsgid;
	kernel_cap_t cap_inheritable, cap_permitted, cap_effective;
};
struct cred___old {
	struct kernel_cap_struct___old cap_inheritable, cap_permitted, cap_effective;
};

struct percpu_counter {
	s64 count;
};
struct mm_rss_stat___old {
	struct { s64 counter; } count[4];
};
struct mm_struct {
	unsigned long arg_start, arg_end, env_start, env_end, total_vm;
	struct percpu_counter rss_stat[4];
	struct file *exe_file;
};
struct mm_struct___old {
	struct mm_rss_stat___old rss_stat;
};

struct pid_namespace {
	struct task_struct *child_reaper;
	u32 level;
};
struct upid {
	int nr;
	struct pid_namespace *ns;
};
struct pid {
	u32 level;
	struct upid numbers[1];
};

struct tty_driver {
	int major;
	int minor_start;
};
struct tty_struct {
	struct tty_driver *driver;
	int index;
};

struct rlimit {
	unsigned long rlim_cur, rlim_max;
};

struct signal_struct {
	struct pid *pids[4];
	struct tty_struct *tty;
	struct rlimit rlim[16];
	struct list_head thread_head;
	u32 is_child_subreaper : 1;
};

struct kernfs_node {
	const char *name;
	struct kernfs_node *parent;
};
struct kernfs_node___new {
	struct kernfs_node *__parent;
};
struct cgroup {
	struct kernfs_node *kn;
};
struct cgroup_subsys_state {
	struct cgroup *cgroup;
};
struct css_set {
	struct cgroup_subsys_state *subsys[16];
};

struct nsproxy {
	struct pid_namespace *pid_ns_for_children;
};

struct task_struct {
	struct thread_info thread_info;
	u32 flags;
	int pid, tgid;
	int exit_code;
	char comm[16];
	unsigned long min_flt, maj_flt;
	u64 start_boottime;
	struct task_struct *real_parent;
	struct task_struct *group_leader;
	struct list_head children;
	struct list_head thread_node;
	struct pid *thread_pid;
	struct { u32 val; } loginuid;
	struct cred *cred;
	struct mm_struct *mm;
	struct files_struct *files;
	struct nsproxy *nsproxy;
	struct signal_struct *signal;
	struct css_set *cgroups;
	void *vfork_done;
};

struct linux_binprm {
	struct file *file;
	const char *filename;
};

struct in6_addr {
	u8 s6_addr[16];
};
struct sock_common {
	u16 skc_family;
	u32 skc_daddr, skc_rcv_saddr;
	u16 skc_dport, skc_num;
	u8 skc_state;
	struct in6_addr skc_v6_daddr, skc_v6_rcv_saddr;
};
struct sock {
	struct sock_common __sk_common;
	u32 sk_ack_backlog, sk_max_ack_backlog;
	u16 sk_protocol;
};
struct ipv6_pinfo {
	struct in6_addr saddr;
};
struct inet_sock {
	u32 inet_saddr;
	u16 inet_sport;
	struct ipv6_pinfo *pinet6;
};
struct sockaddr_un {
	u16 sun_family;
	char sun_path[108];
};
struct unix_address {
	int len;
	struct sockaddr_un name[0];
};
struct unix_sock {
	struct unix_address *addr;
	struct sock *peer;
};
struct socket {
	s16 type;
	struct sock *sk;
};

enum bpf_func_id {
	BPF_FUNC_unspec,
	BPF_FUNC_get_current_task_btf,
	BPF_FUNC_task_pt_regs,
};

enum cgroup_subsys_id {
	cpuset_cgrp_id,
	cpu_cgrp_id,
	cpuacct_cgrp_id,
	io_cgrp_id,
	memory_cgrp_id,
};

#pragma clang attribute pop

/* Constants that user space and kernel agree upon. */
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define OVERLAYFS_SUPER_MAGIC 0x794c7630
#define PAGE_SHIFT 12

#endif
