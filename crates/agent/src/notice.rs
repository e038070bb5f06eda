//! What the agent says besides alerts.

use skua_diag::{Diagnostic, SourceMap};
use skua_sensor::Drops;
use std::fmt::Write;

/// What the agent watches, said once at the start.
#[derive(Clone, Debug)]
pub struct Started {
    /// Rules in force.
    pub rules: usize,
    /// Kinds of events that are captured.
    pub events: usize,
    /// Threads found at the start.
    pub threads: u64,
    /// Containers found at the start.
    pub containers: usize,
    /// How system calls are reached.
    pub rung: &'static str,
    /// What that costs.
    pub cost: &'static str,
    /// Hooks that were not reached: their events are not seen.
    pub blind: Vec<String>,
    /// Skua's own rules are in force, so the hint at a thing to try holds.
    pub own_rules: bool,
    /// Milliseconds from the call to the first event.
    pub milliseconds: u128,
}

/// Something that the user may want to know.
#[derive(Debug)]
pub enum Notice<'a> {
    /// Watching has begun.
    Started(&'a Started),
    /// Rules were loaded with warnings.
    RuleWarnings(&'a [Diagnostic], &'a SourceMap),
    /// Rules were read again.
    Reloaded {
        /// Rules in force now.
        rules: usize,
    },
    /// Rules were to be read again, but the old ones stay: what is wrong.
    ReloadFailed(String),
    /// Events were lost since the last such notice.
    Lost {
        /// How many.
        events: u64,
        /// All that were lost since the start.
        drops: &'a Drops,
    },
    /// Something of lesser weight that did not work.
    Trouble(String),
}

impl Notice<'_> {
    /// Worth saying even to one who asked for quiet.
    pub fn is_trouble(&self) -> bool {
        matches!(self, Notice::ReloadFailed(_) | Notice::Lost { .. } | Notice::Trouble(_))
    }

    /// The notice for a terminal.
    pub fn text(&self, color: bool) -> String {
        match self {
            Notice::Started(started) => started_text(started),
            Notice::RuleWarnings(diagnostics, sources) => {
                skua_diag::render::text(diagnostics, sources, color)
            }
            Notice::Reloaded { rules } => format!("skua: rules read again, {rules} in force\n"),
            Notice::ReloadFailed(why) => {
                format!("skua: rules not read again, the old ones stay in force\n{why}")
            }
            Notice::Lost { events, drops } => {
                let most: Vec<String> =
                    drops.by_event.iter().take(3).map(|(name, lost)| format!("{name} {lost}")).collect();
                format!("skua: {events} events lost (since the start most of: {})\n", most.join(", "))
            }
            Notice::Trouble(what) => format!("skua: {what}\n"),
        }
    }
}

fn started_text(started: &Started) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "skua: watching {} threads in {} containers and on the host; {} rules, {} kinds of events ({} ms)",
        started.threads, started.containers, started.rules, started.events, started.milliseconds
    );
    let _ = writeln!(out, "skua: system calls by {}: {}", started.rung, started.cost);
    let mut unseen = vec!["io_uring operations".to_owned()];
    if started.rung == "fexit" {
        unseen.push("32-bit programs".to_owned());
    }
    unseen.extend(started.blind.iter().cloned());
    let _ = writeln!(out, "skua: not seen: {} (`skua doctor` says more)", unseen.join(", "));
    if started.own_rules {
        let _ = writeln!(
            out,
            "skua: to see an alert, run this in another terminal: sudo cat /etc/shadow >/dev/null"
        );
    }
    let _ = writeln!(out, "skua: Ctrl-C ends with a summary");
    out
}
