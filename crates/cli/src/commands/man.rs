//! `skua man`

use crate::exit::Exit;
use crate::terminal;
use clap::{Args, CommandFactory};
use std::io;
use std::path::PathBuf;

/// Print the manual page, or write one page per command into a folder.
///
///   skua man | man -l -
///   skua man /usr/local/share/man/man1
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Man {
    /// Folder to write the pages to.
    folder: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let command = crate::Skua::command();
        match self.folder {
            Some(folder) => {
                std::fs::create_dir_all(&folder)?;
                clap_mangen::generate_to(command, folder)?;
            }
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(command).render(&mut page)?;
                terminal::print(&String::from_utf8_lossy(&page))?;
            }
        }
        Ok(Exit::Fine)
    }
}
