/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
INLINE u16 semctl_command(u32 in)
{
	switch (in & 0xff) {
	case 0: return V21_IPC_RMID;
	case 1: return V21_IPC_SET;
	case 2: return V21_IPC_STAT;
	case 3: return V21_IPC_INFO;
	case 11: return V21_GETPID;
	case 12: return V21_GETVAL;
	case 13: return V21_GETALL;
	case 14: return V21_GETNCNT;
	case 15: return V21_GETZCNT;
	case 16: return V21_SETVAL;
	case 17: return V21_SETALL;
	case 18: return V21_SEM_STAT;
	case 19: return V21_SEM_INFO;
	default: return 0;
	}
}

SYSCALL_EXIT(semctl, PPME_SYSCALL_SEMCTL_X, BULK)
{
	push_s64(r, ret);
	push_u32(r, a->v[0]);
	push_u32(r, a->v[1]);
	push_u16(r, semctl_command(a->v[2]));
	push_u32(r, (a->v[2] & 0xff) == 16 ? a->v[3] : 0);
	return true;
}
