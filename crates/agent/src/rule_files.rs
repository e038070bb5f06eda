//! Rule files: those that were named, or Skua's own.

use crate::builtin::BUILTIN;
use crate::start_error::StartError;
use skua_rules::Source;
use std::path::{Path, PathBuf};

/// Reads what was named: files as they are, folders by their `.yaml` and `.yml` files in the order of their names.
pub fn read_rule_files(paths: &[PathBuf]) -> Result<Vec<Source>, StartError> {
    let mut sources = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        let failed = |error| StartError::RuleFile { path: shown.clone(), error };
        if path.is_dir() {
            let mut files: Vec<PathBuf> = std::fs::read_dir(path)
                .map_err(failed)?
                .flatten()
                .map(|entry| entry.path())
                .filter(|file| is_rules(file))
                .collect();
            files.sort();
            if files.is_empty() {
                return Err(StartError::NoRuleFiles { path: shown });
            }
            sources.extend(read_rule_files(&files)?);
            continue;
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        let text = String::from_utf8(bytes).map_err(|error| StartError::RuleFile {
            path: shown.clone(),
            error: std::io::Error::new(
                std::io::ErrorKind::InvalidData,
                format!("not UTF-8 text (byte {})", error.utf8_error().valid_up_to()),
            ),
        })?;
        sources.push(Source { name: shown, text });
    }
    Ok(sources)
}

fn is_rules(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// The rule files to use: those named, else Skua's own.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, StartError> {
    if paths.is_empty() {
        let own = |(name, text): &(&str, &str)| Source {
            name: format!("builtin:{name}"),
            text: (*text).to_owned(),
        };
        return Ok(BUILTIN.iter().map(own).collect());
    }
    read_rule_files(paths)
}
