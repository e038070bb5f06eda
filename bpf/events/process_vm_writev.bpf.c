/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(process_vm_writev, PPME_SYSCALL_PROCESS_VM_WRITEV_X, VITAL)
{
	push_s64(r, ret);
	push_s64(r, (s32)a->v[0]);
	push_iovec(r, (void *)a->v[1], a->v[2], ret, DATA_ONLY);
	return true;
}
