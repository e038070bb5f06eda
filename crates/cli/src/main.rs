//! The `skua` command: words in and out of a terminal, no decisions.

mod commands;
mod exit;
mod terminal;

use clap::{Parser, Subcommand};
use exit::Exit;
use std::process::ExitCode;
use terminal::Color;

/// An immune system for Kubernetes: sees what every container really does, and alerts on what it should not.
#[derive(Parser)]
#[command(name = "skua", version, about, long_about = LONG, after_help = AFTER, propagate_version = true)]
#[command(arg_required_else_help = true)]
pub(crate) struct Skua {
    /// When to colour the output.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, env = "SKUA_COLOR", value_name = "WHEN", help_heading = "Output")]
    color: Color,

    #[command(subcommand)]
    command: Command,
}

const LONG: &str =
    "An immune system for Kubernetes: sees what every container really does through one eBPF sensor, \
and alerts on what it should not do.

  sudo skua run                                   watch this machine with Skua's own rules
  sudo skua run --rules falco_rules.yaml -o json  Falco's rule files run unchanged
  skua rules check my_rules.yaml                  what is wrong with a rule file, and how to mend it
  sudo skua doctor                                what this kernel offers, and what cannot be seen";

const AFTER: &str = "Exit codes: 0 fine, 1 found something, 2 wrong use or bad input, 3 this machine cannot, \
4 answered incompletely, 130 interrupted.";

#[derive(Subcommand)]
enum Command {
    Run(commands::run::Run),
    Rules(commands::rules::Rules),
    Fields(commands::fields::Fields),
    Events(commands::events::Events),
    Doctor(commands::doctor::Doctor),
    Explain(commands::explain::Explain),
    Completion(commands::completion::Completion),
    Man(commands::man::Man),
    Version(commands::version::Version),
}

fn main() -> ExitCode {
    let arguments = match Skua::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Misuse } else { Exit::Fine };
            // Nothing can be done when the terminal itself has gone away.
            let _ = error.print();
            return exit.into();
        }
    };
    let color = arguments.color;
    hear_complaints(color);
    let outcome = match arguments.command {
        Command::Run(command) => command.run(color),
        Command::Rules(command) => command.run(color),
        Command::Fields(command) => command.run(),
        Command::Events(command) => command.run(),
        Command::Doctor(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Completion(command) => command.run(),
        Command::Man(command) => command.run(),
        Command::Version(command) => command.run(),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("skua: {error}");
            Exit::Misuse.into()
        }
    }
}

/// What hands say of their troubles (a dead webhook, a full disk) goes to standard error, a line each.
fn hear_complaints(color: Color) {
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::INFO)
        .with_ansi(color.stderr())
        .with_target(false)
        .compact();
    // A second subscriber is impossible: this is called once.
    let _ = lines.try_init();
}
