/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getsockname, PPME_SOCKET_GETSOCKNAME_X, BULK)
{

	return true;
}
