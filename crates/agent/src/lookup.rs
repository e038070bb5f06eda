//! Processes that an event names first are looked up in /proc.

use skua_sensor::procfs::Procfs;
use skua_world::ProcessLookup;
use skua_world::snapshot::ProcessEntry;
use std::sync::Arc;

/// /proc as the world's look-up. The same instance as the scan's: times then agree to the nanosecond.
pub(crate) struct ProcLookup(pub(crate) Arc<Procfs>);

impl ProcessLookup for ProcLookup {
    fn process(&mut self, tid: i64) -> Option<ProcessEntry> {
        self.0.read_process(tid, true).into_iter().find(|entry| entry.thread.tid == tid)
    }
}
