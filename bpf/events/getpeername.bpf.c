/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
SYSCALL_EXIT(getpeername, PPME_SOCKET_GETPEERNAME_X, BULK)
{

	return true;
}
