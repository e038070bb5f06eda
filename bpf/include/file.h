/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Open files: from descriptor to file, device, inode, overlay layer and path. */
#ifndef SKUA_FILE_H
#define SKUA_FILE_H

#include "flags.h"
#include "record.h"

INLINE struct task_struct *current_task(void)
{
	return bpf_get_current_task();
}

/*
 * The file behind a descriptor of the current process; NULL when there is none. Where the kernel gives the current task
 * with its type, the way to the table is walked by plain loads: this runs for every open.
 */
INLINE struct file *file_of_fd(s32 fd)
{
	struct file **slots, *file = NULL;
	u32 size;
	if (fd < 0)
		return NULL;
	if (HAS_HELPER(get_current_task_btf)) {
		struct fdtable *table = bpf_get_current_task_btf()->files->fdt;
		size = table->max_fds;
		slots = table->fd;
	} else {
		struct files_struct *files = READ(current_task(), files);
		struct fdtable *table = READ(files, fdt);
		size = READ(table, max_fds);
		slots = READ(table, fd);
	}
	if ((u32)fd < size)
		bpf_probe_read_kernel(&file, sizeof(file), slots + fd);
	return file;
}

/* Device number as user space writes it. */
INLINE u32 user_device(u32 dev)
{
	u32 major = dev >> 20, minor = dev & 0xfffff;
	return (minor & 0xff) | (major << 8) | ((minor & ~0xffu) << 12);
}

#define LAYER_NONE 0
#define LAYER_UPPER 1
#define LAYER_LOWER 2

/*
 * Layer of an overlay file system that holds the file. The overlay keeps the upper dentry right behind the inode
 * (struct ovl_inode: vfs_inode, __upperdentry); a file without one still lies on a lower layer.
 */
INLINE u32 overlay_layer(struct inode *inode, struct super_block *sb)
{
	if (READ(sb, s_magic) != OVERLAYFS_SUPER_MAGIC)
		return LAYER_NONE;
	struct dentry *upper = NULL;
	bpf_probe_read_kernel(&upper, sizeof(upper), (char *)inode + TYPE_SIZE(struct inode));
	if (upper && READ(upper, d_inode))
		return LAYER_UPPER;
	return LAYER_LOWER;
}

/* What an open gave: device, inode and flags that only the file knows. */
INLINE void opened_file(s64 fd, u32 *dev, u64 *ino, u32 *layer, bool *created)
{
	struct file *file = file_of_fd((s32)fd);
	if (!file)
		return;
	struct inode *inode = READ(file, f_inode);
	struct super_block *sb = READ(inode, i_sb);
	*dev = user_device(READ(sb, s_dev));
	*ino = READ(inode, i_ino);
	*layer = overlay_layer(inode, sb);
	*created = READ(file, f_mode) & 0x100000; /* FMODE_CREATED */
}

INLINE u32 opened_flags(u32 flags, u32 layer, bool created)
{
	u32 out = open_flags(flags);
	if (layer == LAYER_UPPER)
		out |= V0_FD_UPPER_LAYER;
	if (layer == LAYER_LOWER)
		out |= V0_FD_LOWER_LAYER;
	if (created)
		out |= V0_O_F_CREATED;
	return out;
}

#define COMPONENTS_MAX 96

/*
 * The same number, which the verifier then sees as any below PATH_MAX: every turn of a loop begins in a state that it
 * has seen before, and it need not follow each way through the loop to its end.
 */
INLINE u32 bounded(u32 at)
{
	asm volatile("" : "+r"(at));
	return at & (PATH_MAX - 1);
}


/*
 * Writes the absolute path into the end of the scratch's path half and returns where it begins; PATH_MAX when there is
 * no path. Walks from the dentry up through mounts to the topmost one, as the kernel prints paths.
 */
GLOBAL u32 path_of(u64 leaf, u64 vfs, u32 slot)
{
	struct scratch *s = get_scratch(slot);
	struct dentry *dentry = (struct dentry *)leaf;
	u64 offset = (u64)__builtin_preserve_access_index(&((struct mount *)0)->mnt);
	struct mount *mount = (struct mount *)(vfs - offset);
	u32 at = PATH_MAX - 1;
	if (!s)
		return PATH_MAX;
	s->path[at] = 0;
	for (int i = 0; i < COMPONENTS_MAX; i++) {
		at = bounded(at);
		struct dentry *root = READ(mount, mnt.mnt_root);
		struct dentry *parent = READ(dentry, d_parent);
		if (dentry == root || dentry == parent) {
			struct mount *above = READ(mount, mnt_parent);
			if (dentry != root || above == mount || !above)
				break;
			dentry = READ(mount, mnt_mountpoint);
			mount = above;
			continue;
		}
		u32 length = READ(dentry, d_name.len) & 0xff;
		const unsigned char *name = READ(dentry, d_name.name);
		if (at < length + 2)
			break;
		at -= length;
		bpf_probe_read_kernel(&s->path[at & (PATH_MAX - 1)], length, name);
		at -= 1;
		s->path[at & (PATH_MAX - 1)] = '/';
		dentry = parent;
	}
	if (at == PATH_MAX - 1) {
		at -= 1;
		s->path[at & (PATH_MAX - 1)] = '/';
	}
	return at;
}

/* A file's path as a parameter; empty when it has none. */
INLINE void push_file_path(struct record *r, struct file *file)
{
	u32 at = file ? path_of((u64)READ(file, f_path.dentry), (u64)READ(file, f_path.mnt), r->slot) : PATH_MAX;
	if (at >= PATH_MAX)
		return push_empty(r);
	push_kernel_str(r, &r->s->path[at & (PATH_MAX - 1)]);
}

#endif
