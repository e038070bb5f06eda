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
 * Puts `/` and the name before what the path holds. False when there is no room. The verifier need not know where in
 * the path it is: the position is masked before each access, and a name is at most 255 bytes.
 */
INLINE bool prepend(struct scratch *s, const void *name, u32 length)
{
	u32 at = s->walk.at;
	length &= 0xff;
	if (at < length + 2)
		return false;
	at -= length;
	/* Linux 6.12 forgets the bound in the comparison above: it is stated again, where the compiler cannot see why. */
	asm volatile("" : "+r"(length));
	length &= 0xff;
	bpf_probe_read_kernel(&s->path[at & (PATH_MAX - 1)], length, name);
	at -= 1;
	s->path[at & (PATH_MAX - 1)] = '/';
	s->walk.at = at;
	return true;
}

/*
 * One step up: from a dentry to its parent, or from a mount's root to where it is mounted. Returns 0 at the top. A
 * function of its own, so that the verifier looks at it once and not once for each turn of the loop.
 */
GLOBAL u32 path_step(u32 slot)
{
	struct scratch *s = get_scratch(slot);
	if (!s)
		return 0;
	struct dentry *dentry = (struct dentry *)s->walk.node;
	struct mount *mount = (struct mount *)s->walk.mount;
	struct dentry *root = READ(mount, mnt.mnt_root);
	struct dentry *parent = READ(dentry, d_parent);
	if (dentry == root || dentry == parent) {
		struct mount *above = READ(mount, mnt_parent);
		if (dentry != root || above == mount || !above)
			return 0;
		s->walk.node = (u64)READ(mount, mnt_mountpoint);
		s->walk.mount = (u64)above;
		return 1;
	}
	s->walk.node = (u64)parent;
	return prepend(s, READ(dentry, d_name.name), READ(dentry, d_name.len));
}

/*
 * Writes the absolute path into the end of the scratch's path half and returns where it begins. Walks from the dentry up through mounts to the topmost one, as the kernel prints paths.
 */
INLINE u32 path_of(struct record *r, struct file *file)
{
	struct scratch *s = r->s;
	u64 offset = (u64)__builtin_preserve_access_index(&((struct mount *)0)->mnt);
	s->path[PATH_MAX - 1] = 0;
	s->walk.at = PATH_MAX - 1;
	s->walk.node = (u64)READ(file, f_path.dentry);
	s->walk.mount = (u64)READ(file, f_path.mnt) - offset;
	for (int i = 0; i < COMPONENTS_MAX; i++)
		if (!path_step(r->slot))
			break;
	if (s->walk.at == PATH_MAX - 1)
		prepend(s, NULL, 0);
	return s->walk.at;
}

/* A file's path as a parameter; empty when it has none. */
INLINE void push_file_path(struct record *r, struct file *file)
{
	if (!file)
		return push_empty(r);
	push_kernel_str(r, &r->s->path[path_of(r, file) & (PATH_MAX - 1)]);
}

#endif
