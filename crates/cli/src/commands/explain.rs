//! `skua explain CODE`

use crate::exit::Exit;
use crate::terminal;
use clap::Args;
use std::io;

/// Explain the code of a diagnostic, as in `error[R102]`.
#[derive(Args)]
pub(crate) struct Explain {
    /// The code; without one, all codes are listed.
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(self) -> io::Result<Exit> {
        let Some(code) = self.code else {
            let rows: Vec<Vec<String>> = skua_rules::explanations()
                .iter()
                .map(|one| vec![one.code.into(), one.title.into()])
                .collect();
            terminal::print(&terminal::columns(&rows))?;
            return Ok(Exit::Fine);
        };
        let wanted = code.to_uppercase();
        match skua_rules::explanations().iter().find(|one| one.code == wanted) {
            Some(one) => {
                terminal::print(&format!("{}: {}\n\n{}\n", one.code, one.title, one.text))?;
                Ok(Exit::Fine)
            }
            None => {
                let codes = skua_rules::explanations().iter().map(|one| one.code);
                let hint = skua_diag::nearest(&wanted, codes)
                    .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                eprintln!("error: no diagnostic has the code `{code}`{hint}");
                Ok(Exit::Misuse)
            }
        }
    }
}
