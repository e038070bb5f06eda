//! The kernel half's clock: nanoseconds since boot, suspended time included.

use rustix::time::{ClockId, clock_gettime};

fn nanoseconds(clock: ClockId) -> u64 {
    let time = clock_gettime(clock);
    (time.tv_sec as u64).wrapping_mul(1_000_000_000).wrapping_add(time.tv_nsec as u64)
}

/// Nanoseconds since boot.
pub(crate) fn since_boot() -> u64 {
    nanoseconds(ClockId::Boottime)
}

/// Time of the boot, nanoseconds since the epoch, as the wall clock has it now.
pub(crate) fn boot_epoch() -> u64 {
    nanoseconds(ClockId::Realtime).saturating_sub(since_boot())
}
