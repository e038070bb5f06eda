/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* A signal that reached its process. Prototype (sig, info, ka). */
#include "task.h"

struct siginfo_head {
	s32 signo, error, code, pad;
	s32 pid;
};

SEC("tp_btf/signal_deliver")
int signal_deliver(u64 *ctx)
{
	struct settings *s = get_settings();
	struct record record, *r = &record;
	u32 sig = ctx[0];
	struct siginfo_head info = {};
	if (!s || !s->want_signal || !wanted_here() || !begin(r, PPME_SIGNALDELIVER_E_PARAMS))
		return 0;
	bpf_probe_read_kernel(&info, sizeof(info), (void *)ctx[1]);
	/* A sender is known for signals of processes, timers' and faults' have none. */
	bool sent = info.code <= 0 && info.code != -2 && info.code != 0x80;
	push_s64(r, sent || sig == 17 ? info.pid : 0);
	push_s64(r, (u32)(bpf_get_current_pid_tgid() >> 32));
	push_u8(r, sig);
	submit(r, (u32)bpf_get_current_pid_tgid(), PPME_SIGNALDELIVER_E, BULK);
	return 0;
}
