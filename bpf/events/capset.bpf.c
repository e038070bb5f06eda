/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
#include "task.h"

SYSCALL_EXIT(capset, PPME_SYSCALL_CAPSET_X, VITAL)
{
	push_s64(r, ret);
	push_capabilities(r, READ(current_task(), cred));
	return true;
}
