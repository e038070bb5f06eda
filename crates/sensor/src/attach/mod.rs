//! Attaching the kernel half: which rungs there are, and which one each hook got.

mod ladder;

pub(crate) use ladder::Ladder;

/// A way of reaching a hook, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// A trampoline on the end of the single system call: other calls cost nothing.
    Fexit,
    /// One program on the end of every system call, which looks up whether the call is wanted.
    TpBtf,
}

impl Rung {
    /// Every rung, best first.
    pub const ALL: [Rung; 2] = [Rung::Fexit, Rung::TpBtf];

    /// The name that settings and reports use.
    pub fn name(self) -> &'static str {
        match self {
            Rung::Fexit => "fexit",
            Rung::TpBtf => "tp_btf",
        }
    }

    /// The rung of that name.
    pub fn from_name(name: &str) -> Option<Rung> {
        Rung::ALL.into_iter().find(|rung| rung.name() == name)
    }

    /// What it costs the programs that are watched.
    pub fn cost(self) -> &'static str {
        match self {
            Rung::Fexit => "nothing for system calls that nobody asked about",
            Rung::TpBtf => "about a tenth of a microsecond for every system call of the machine",
        }
    }
}

/// The rung that a hook got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookRung {
    /// The hook: a system call or a tracepoint.
    pub hook: String,
    /// How it was reached; `None` when it was not, and the events of it are not seen.
    pub rung: Option<Rung>,
    /// Why it was not reached, in the kernel's words; empty when it was.
    pub reason: String,
}
