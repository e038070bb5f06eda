//! `skua completion SHELL`

use crate::exit::Exit;
use crate::terminal;
use clap::{Args, CommandFactory};
use std::io;

/// Print a completion script for a shell.
///
///   skua completion bash > /etc/bash_completion.d/skua
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Completion {
    /// The shell.
    shell: clap_complete::Shell,
}

impl Completion {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::Skua::command(), "skua", &mut script);
        terminal::print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Fine)
    }
}
