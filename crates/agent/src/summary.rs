//! What a run came to.

use skua_outputs::OutputStats;
use skua_sensor::Drops;
use skua_world::Counters;
use std::fmt::Write;
use std::time::Duration;

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How long it lasted.
    pub duration: Duration,
    /// Events seen.
    pub events: u64,
    /// Blocks that were no events.
    pub malformed: u64,
    /// Alerts by rule, most first.
    pub alerts: Vec<(String, u64)>,
    /// Alerts withdrawn because container metadata showed that the rule did not apply.
    pub withdrawn: u64,
    /// What could not be seen.
    pub drops: Drops,
    /// What the world counted.
    pub world: Counters,
    /// What became of the alerts.
    pub outputs: Vec<OutputStats>,
}

impl Summary {
    /// Events that were lost.
    pub fn lost(&self) -> u64 {
        self.drops.lost() + self.malformed
    }

    /// The summary for a terminal.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let total: u64 = self.alerts.iter().map(|(_, count)| count).sum();
        let _ = writeln!(
            out,
            "\nskua: {} events in {:.1} s, {} lost, {total} alerts",
            self.events,
            self.duration.as_secs_f64(),
            self.lost()
        );
        for (rule, count) in &self.alerts {
            let _ = writeln!(out, "  {count:>6}  {rule}");
        }
        let drops = &self.drops;
        if self.lost() > 0 {
            let _ = writeln!(
                out,
                "lost: vital ring full {}, bulk ring full {}, too large {}, 32-bit programs {}, no program {}, malformed {}",
                drops.ring_full[0],
                drops.ring_full[1],
                drops.scratch_full,
                drops.compat,
                drops.no_program,
                self.malformed
            );
            for (name, count) in drops.by_event.iter().take(5) {
                let _ = writeln!(out, "  {count:>6}  {name}");
            }
        }
        if drops.page_fault > 0 {
            let _ = writeln!(
                out,
                "{} parameters could not be read from user memory and were left empty",
                drops.page_fault
            );
        }
        let world = &self.world;
        if world.threads_refused + world.fds_refused > 0 {
            let _ = writeln!(
                out,
                "memory bounds reached: {} threads and {} descriptors were not kept",
                world.threads_refused, world.fds_refused
            );
        }
        for output in self.outputs.iter().filter(|output| output.failed + output.dropped > 0) {
            let _ = writeln!(
                out,
                "output {}: {} delivered, {} failed, {} dropped",
                output.name, output.delivered, output.failed, output.dropped
            );
        }
        out
    }
}
