/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(pipe, PPME_SYSCALL_PIPE_X, BULK)
{
	push_s64(r, ret);
	s32 fds[2] = {-1, -1};
	if (ret == 0)
		bpf_probe_read_user(fds, sizeof(fds), (void *)a->v[0]);
	struct file *file = file_of_fd(fds[0]);
	struct inode *inode = READ(file, f_inode);
	push_fd(r, fds[0]);
	push_fd(r, fds[1]);
	push_u64(r, file ? READ(inode, i_ino) : 0);
	return true;
}
