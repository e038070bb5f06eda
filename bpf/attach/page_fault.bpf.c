/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Page faults of user space. Prototype (address, regs, error_code). x86 only. */
#include "syscall.h"

#if defined(__TARGET_ARCH_x86)
struct pt_regs___fault {
	unsigned long ip;
} __attribute__((preserve_access_index));

SEC("tp_btf/page_fault_user")
int page_fault_user(u64 *ctx)
{
	struct settings *s = get_settings();
	struct record record, *r = &record;
	if (!s || !s->want_page_fault || !wanted_here() || !begin(r, PPME_PAGE_FAULT_E_PARAMS))
		return 0;
	u64 error = ctx[2];
	u32 out = error & 1 ? V26_PROTECTION_VIOLATION : V26_PAGE_NOT_PRESENT;
	out |= error & 2 ? V26_WRITE_ACCESS : V26_READ_ACCESS;
	out |= error & 4 ? V26_USER_FAULT : V26_SUPERVISOR_FAULT;
	out |= error & 8 ? V26_RESERVED_PAGE : 0;
	out |= error & 16 ? V26_INSTRUCTION_FETCH : 0;
	push_u64(r, ctx[0]);
	push_u64(r, READ((struct pt_regs___fault *)ctx[1], ip));
	push_u32(r, out);
	submit(r, (u32)bpf_get_current_pid_tgid(), PPME_PAGE_FAULT_E, BULK);
	return 0;
}
#endif
