//! The project's own tools: `cargo xtask COMMAND`.
//!
//! One module per command; this file only finds it.

mod generate;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  generate [--check]   write (or compare) the files made from facts/";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["generate", rest @ ..] => generate::run(rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
