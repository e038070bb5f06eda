//! What could not be seen, by cause.

use skua_event::code::EVENT_MAX;

/// Lanes of a CPU's rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Processes, credentials, connects, modules: what must not be lost.
    Vital = 0,
    /// Everything else.
    Bulk = 1,
}

/// Lanes per CPU.
pub(crate) const LANES: usize = 2;

/// The kernel half's counters, one of these per CPU. Same layout as `struct counters` in `bpf/include/state.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct Counters {
    pub(crate) delivered: [u64; LANES],
    pub(crate) ring_full: [u64; LANES],
    pub(crate) scratch_full: u64,
    pub(crate) scratch_busy: u64,
    pub(crate) page_fault: u64,
    pub(crate) compat: u64,
    pub(crate) no_program: u64,
    pub(crate) by_event: [u64; EVENT_MAX],
}

/// Events that were not delivered and parameters that could not be read, since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drops {
    /// Events that the rings took, vital and bulk.
    pub delivered: [u64; 2],
    /// Events lost because a ring was full, vital and bulk.
    pub ring_full: [u64; 2],
    /// Events larger than the scratch space.
    pub scratch_full: u64,
    /// Events that came while the scratch space of their CPU was in use.
    pub scratch_busy: u64,
    /// Parameters left empty because user memory was not there.
    pub page_fault: u64,
    /// Wanted system calls of 32-bit programs, which are not decoded.
    pub compat: u64,
    /// Wanted system calls for which no program is loaded.
    pub no_program: u64,
    /// Events lost, by name, most first.
    pub by_event: Vec<(&'static str, u64)>,
}

impl Drops {
    /// Events that were lost, of any cause.
    pub fn lost(&self) -> u64 {
        self.ring_full.iter().sum::<u64>()
            + self.scratch_full
            + self.scratch_busy
            + self.compat
            + self.no_program
    }

    pub(crate) fn of(cpus: &[Counters]) -> Drops {
        let sum = |of: fn(&Counters) -> u64| cpus.iter().map(of).sum();
        let mut by_event: Vec<(&'static str, u64)> = skua_event::EVENTS
            .iter()
            .zip(0..EVENT_MAX)
            .map(|(event, at)| (event.name, cpus.iter().filter_map(|cpu| cpu.by_event.get(at)).sum::<u64>()))
            .filter(|(_, lost)| *lost > 0)
            .collect();
        by_event.sort_by_key(|(_, lost)| std::cmp::Reverse(*lost));
        Drops {
            delivered: [sum(|cpu| cpu.delivered[0]), sum(|cpu| cpu.delivered[1])],
            ring_full: [sum(|cpu| cpu.ring_full[0]), sum(|cpu| cpu.ring_full[1])],
            scratch_full: sum(|cpu| cpu.scratch_full),
            scratch_busy: sum(|cpu| cpu.scratch_busy),
            page_fault: sum(|cpu| cpu.page_fault),
            compat: sum(|cpu| cpu.compat),
            no_program: sum(|cpu| cpu.no_program),
            by_event,
        }
    }
}
