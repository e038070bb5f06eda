/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getcwd, PPME_SYSCALL_GETCWD_X, BULK)
{
	push_s64(r, ret);
	push_user_str(r, ret > 0 ? (void *)a->v[0] : NULL);
	return true;
}
