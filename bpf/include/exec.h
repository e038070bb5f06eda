/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* The parameters that exec and clone events share. */
#ifndef SKUA_EXEC_H
#define SKUA_EXEC_H

#include "syscall.h"
#include "task.h"

/* The flags are the first member of struct clone_args. */
INLINE u64 first_word(const void *from)
{
	u64 flags = 0;
	bpf_probe_read_user(&flags, sizeof(flags), from);
	return flags;
}

/* The flag that says that this task's children are born into a pid namespace of their own. */
INLINE u32 children_namespace(struct task_struct *task)
{
	struct nsproxy *proxy = READ(task, nsproxy);
	struct pid_namespace *ns = READ(proxy, pid_ns_for_children);
	return ns && READ(ns, level) > pid_level(task) ? V1_CLONE_CHILD_IN_PIDNS : 0;
}

/* res … comm, cgroups: the first fifteen parameters of exec events, in order. */
INLINE void push_process(struct record *r, struct task_struct *task, s64 ret)
{
	struct task_struct *parent = READ(task, real_parent);
	push_s64(r, ret);
	push_arguments(r, task);
	push_s64(r, READ(task, pid));
	push_s64(r, READ(task, tgid));
	push_s64(r, READ(parent, tgid));
	push_empty(r); /* cwd: kept by the reader from chdir events */
	push_s64(r, task_fdlimit(task));
	push_memory(r, task, true);
	push_comm(r, task);
	push_cgroups(r, task);
}

/* env … gid: what follows in exec events. */
INLINE void push_executable(struct record *r, struct task_struct *task)
{
	struct cred *cred = READ(task, cred);
	struct mm_struct *mm = READ(task, mm);
	struct file *exe = READ(mm, exe_file);
	struct inode *inode = READ(exe, f_inode);
	push_environment(r, task);
	push_u32(r, task_tty(task));
	push_s64(r, task_id_in_namespace(task, PIDTYPE_PGID));
	push_u32(r, READ(task, loginuid.val));
	u32 flags = 0;
	if (exe) {
		u32 layer = overlay_layer(inode, READ(inode, i_sb));
		if (may_write(inode, cred, effective_capabilities(cred)))
			flags |= V27_EXE_WRITABLE;
		if (layer == LAYER_UPPER)
			flags |= V27_EXE_UPPER_LAYER;
		if (layer == LAYER_LOWER)
			flags |= V27_EXE_LOWER_LAYER;
		/* A memory file is called memfd:NAME, has no parent but itself, and no link. */
		struct dentry *dentry = READ(exe, f_path.dentry);
		char name[8] = {};
		bpf_probe_read_kernel_str(name, sizeof(name), READ(dentry, d_name.name));
		if (READ(dentry, d_parent) == dentry && READ(inode, i_nlink) == 0 &&
		    *(u32 *)name == *(u32 *)"memf" && name[4] == 'd' && name[5] == ':')
			flags |= V27_EXE_FROM_MEMFD;
	}
	push_u32(r, flags);
	push_capabilities(r, cred);
	push_u64(r, exe ? READ(inode, i_ino) : 0);
	push_u64(r, exe ? inode_ctime(inode) : 0);
	push_u64(r, exe ? inode_mtime(inode) : 0);
	push_u32(r, READ(cred, euid.val));
	push_file_path(r, exe);
	push_s64(r, task_id(task, PIDTYPE_PGID));
	push_u32(r, READ(cred, egid.val));
}

/* All of a clone event but its code: the parameters after the common ones. */
INLINE void push_clone_tail(struct record *r, struct task_struct *task, u32 flags, bool child)
{
	struct cred *cred = READ(task, cred);
	push_u32(r, flags);
	push_u32(r, READ(cred, euid.val));
	push_u32(r, READ(cred, egid.val));
	push_s64(r, task_id_in_namespace(task, PIDTYPE_PID));
	push_s64(r, task_id_in_namespace(task, PIDTYPE_TGID));
	push_u64(r, child ? namespace_start(task) : 0);
}

#endif
