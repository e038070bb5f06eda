/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(fcntl, PPME_SYSCALL_FCNTL_X, BULK)
{
	push_s64(r, ret);
	push_fd(r, a->v[0]);
	push_u8(r, fcntl_command(a->v[1]));
	push_u64(r, a->v[2]);
	return true;
}
