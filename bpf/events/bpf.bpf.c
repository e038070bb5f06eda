/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(bpf, PPME_SYSCALL_BPF_2_X, VITAL)
{
	push_fd(r, ret);
	push_u32(r, a->v[0]);
	return true;
}
