//! What this machine can show, and what it cannot.

use skua_event::{EVENTS, EventSet};
use skua_sensor::{Capabilities, Config, HookRung, Rung, Sensor, Wanted, probe};

/// Hooks that share a rung.
#[derive(Clone, Debug)]
pub struct RungUse {
    /// The rung's name.
    pub rung: &'static str,
    /// What it costs the watched.
    pub cost: &'static str,
    /// The hooks.
    pub hooks: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the kernel offers.
    pub capabilities: Capabilities,
    /// Why the sensor does not start, if it does not.
    pub refused: Option<String>,
    /// Every hook, tried for real.
    pub hooks: Vec<HookRung>,
    /// The same by rung.
    pub rungs: Vec<RungUse>,
    /// Hooks that were not reached.
    pub blind: Vec<String>,
    /// What cannot be seen, and how to mend it.
    pub unseen: Vec<(String, String)>,
}

/// Small rings: nothing is read from them.
const RING_BYTES: u32 = 1 << 16;

/// Asks the kernel, then attaches every hook for a moment and lets go of it.
pub fn examine() -> Report {
    let capabilities = probe();
    let codes: EventSet = EVENTS
        .iter()
        .filter(|event| event.is_live() && !event.syscalls.is_empty())
        .map(|event| event.code)
        .collect();
    let config = Config {
        vital_ring_bytes: RING_BYTES,
        bulk_ring_bytes: RING_BYTES,
        wanted: Wanted { codes, environment: true, snaplen: 80 },
        force_rung: None,
    };
    let (hooks, refused) = match Sensor::start(config) {
        Ok(sensor) => (sensor.rungs(), None),
        Err(error) => (Vec::new(), Some(error.chain())),
    };
    let by_fexit = hooks.iter().any(|hook| hook.rung == Some(Rung::Fexit));
    let rungs = Rung::ALL
        .iter()
        .map(|rung| RungUse {
            rung: rung.name(),
            // Beside single system calls, tracepoints cost only when what they report happens.
            cost: if *rung == Rung::TpBtf && by_fexit { "nothing but when they happen" } else { rung.cost() },
            hooks: hooks
                .iter()
                .filter(|hook| hook.rung == Some(*rung))
                .map(|hook| hook.hook.clone())
                .collect(),
        })
        .filter(|used| !used.hooks.is_empty())
        .collect();
    let blind: Vec<String> =
        hooks.iter().filter(|hook| hook.rung.is_none()).map(|hook| hook.hook.clone()).collect();
    let mut unseen = vec![
        (
            "files and connections opened through io_uring (its setup is seen)".to_owned(),
            "sysctl kernel.io_uring_disabled=1 where no program needs it".to_owned(),
        ),
        (
            "what happened before the start, but for what /proc still shows".to_owned(),
            "start skua before other services".to_owned(),
        ),
    ];
    if by_fexit {
        unseen.insert(
            0,
            (
                "system calls of 32-bit programs".to_owned(),
                "most images hold no such program; `sensor: {rung: tp_btf}` sees them, at its cost"
                    .to_owned(),
            ),
        );
    }
    if !blind.is_empty() {
        unseen.push((
            format!("events of {} hooks that this kernel refused", blind.len()),
            "a newer kernel; rules on these events load but never fire here".to_owned(),
        ));
    }
    Report { capabilities, refused, hooks, rungs, blind, unseen }
}
