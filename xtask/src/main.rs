//! The project's own tools: `cargo xtask COMMAND`.
//!
//! One module per command; this file only finds it.

mod bench_live;
mod bpf;
mod conformance;
mod generate;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  generate [--check]   write (or compare) the files made from facts/
  bpf [--check]        compile (or compare) the kernel half kept in bpf/objects
  conformance [ARG…]   compare alerts and fields of captures with the answers beside them
  bench-live [CMD…]    what watching costs the watched, and what the agent itself uses
  tidy                 complain about breaches of the house rules";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["generate", rest @ ..] => generate::run(rest),
        ["bpf", rest @ ..] => bpf::run(rest),
        ["bench-live", rest @ ..] => bench_live::run(rest),
        ["conformance", rest @ ..] => conformance::run(rest),
        ["tidy", rest @ ..] => tidy::run(rest),
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
