//! Exit codes, the same for every command.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, nothing to report.
    Fine,
    /// Something was found at or above what was asked for.
    Found,
    /// Wrong use or bad input.
    Misuse,
    /// This machine cannot: kernel or rights.
    Cannot,
    /// Answered, but incompletely; standard error names what was not seen.
    Incomplete,
    /// Interrupted before the end that was asked for.
    Interrupted,
}

impl Exit {
    fn code(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Found => 1,
            Exit::Misuse => 2,
            Exit::Cannot => 3,
            Exit::Incomplete => 4,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
