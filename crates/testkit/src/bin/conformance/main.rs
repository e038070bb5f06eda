//! Compares what Skua says of recorded captures with what the public engine said of them.
//!
//! `conformance [--captures FOLDER] [--rules FOLDER] [--details N] [--field NAME] [CAPTURE…]`: the folder of captures
//! holds `NAME.scap` with the answers `NAME.RULES.jsonl` and `NAME.fields.jsonl.zst`. Prints tables; exits with 1 when
//! anything differs.

mod alerts;
mod fields;
mod replay;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What was asked for.
pub(crate) struct Options {
    captures: PathBuf,
    rules: PathBuf,
    /// Differences shown for each line of a table.
    details: usize,
    /// Only fields whose name begins so.
    field: Option<String>,
    /// Only captures of these names; all when empty.
    only: Vec<String>,
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let mut options = Options {
        captures: shared.join("captures"),
        rules: shared.join("rules"),
        details: 0,
        field: None,
        only: Vec::new(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--captures" => options.captures = value()?.into(),
            "--rules" => options.rules = value()?.into(),
            "--details" => {
                options.details = value()?.parse().map_err(|error| format!("--details: {error}"))?
            }
            "--field" => options.field = Some(value()?),
            _ if word.starts_with('-') => return Err(format!("{word} is no option")),
            _ => options.only.push(word),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<bool, String> {
    let Ok(entries) = std::fs::read_dir(&options.captures) else {
        println!("skipped: no captures in {}", options.captures.display());
        return Ok(true);
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".scap").map(str::to_owned))
        .filter(|name| options.only.is_empty() || options.only.contains(name))
        .collect();
    names.sort();
    let same_alerts = options.field.is_some() || alerts::compare(options, &names)?;
    let same_fields = fields::compare(options, &names)?;
    Ok(same_alerts && same_fields)
}

/// Reads a file, with its name in the error.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
