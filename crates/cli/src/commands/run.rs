//! `skua run`: the main job.

use crate::exit::Exit;
use crate::terminal::Color;
use clap::{Args, ValueEnum};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use skua_agent::config::{Config, RuleMatching};
use skua_agent::{Agent, AlertFormat, Notice, StartError, Summary};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Watch this machine and alert.
///
///   sudo skua run                                        Skua's own rules, alerts to standard output
///   sudo skua run --rules falco_rules.yaml -o json       Falco's rules, one JSON object a line
///   sudo skua run --output file=/var/log/skua.jsonl -o json --output syslog
///   sudo skua run --duration 1m                          for a minute, then a summary
///
/// SIGHUP reads the rules again without losing what is known of running processes.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Run {
    /// Rule file or folder; may be given several times, order counts [default: Skua's own rules].
    #[arg(short, long, value_name = "PATH", help_heading = "Rules")]
    rules: Vec<PathBuf>,
    /// Let the first matching rule end an event, or raise an alert for every one that matches.
    #[arg(long, value_enum, value_name = "MODE", help_heading = "Rules")]
    rule_matching: Option<Matching>,
    /// Least severe priority that is delivered: emergency … debug.
    #[arg(long, value_name = "PRIORITY", help_heading = "Rules")]
    priority: Option<String>,
    /// Turn off the rules of this name; `*` stands for anything. May be given several times.
    #[arg(long, value_name = "RULE", help_heading = "Rules")]
    disable: Vec<String>,
    /// Shape of alerts.
    #[arg(short = 'o', long = "format", value_enum, default_value_t = Format::Text, help_heading = "Output")]
    format: Format,
    /// Where alerts go: stdout, file=PATH, syslog, http=URL, program=COMMAND. May be given several times.
    #[arg(long, value_name = "DESTINATION", help_heading = "Output")]
    output: Vec<String>,
    /// Stop after this long, as in `90s` or `1h 30m`.
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    duration: Option<Duration>,
    /// Configuration file; flags win over it.
    #[arg(short, long, value_name = "FILE", env = "SKUA_CONFIG")]
    config: Option<PathBuf>,
    /// Check configuration and rules, then end.
    #[arg(long)]
    check: bool,
    /// Say nothing on standard error but errors.
    #[arg(short, long)]
    quiet: bool,
}

/// Which rules an event can raise.
#[derive(Clone, Copy, ValueEnum)]
enum Matching {
    First,
    All,
}

/// Shape of alerts.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Run {
    pub(crate) fn run(self, color: Color) -> io::Result<Exit> {
        let config = match self.configuration() {
            Ok(config) => config,
            Err(message) => {
                eprintln!("error: {message}");
                return Ok(Exit::Misuse);
            }
        };
        let format = match self.format {
            Format::Text => AlertFormat::Text { color: color.stdout() },
            Format::Json => AlertFormat::Json,
        };
        let quiet = self.quiet;
        let mut say = |notice: Notice<'_>| {
            if !quiet || notice.is_trouble() {
                eprint!("{}", notice.text(color.stderr()));
            }
        };
        if self.check {
            return Ok(match skua_agent::check(&config, &mut say) {
                Ok(()) => Exit::Fine,
                Err(error) => failed(&error, color),
            });
        }
        let stop = Signals::watch()?;
        let mut agent = match Agent::start(config, format, &mut say) {
            Ok(agent) => agent,
            Err(error) => return Ok(failed(&error, color)),
        };
        let end = self.duration.map(|duration| Instant::now() + duration);
        let mut trouble = None;
        while !stop.asked() && end.is_none_or(|end| Instant::now() < end) {
            if stop.reload_asked() {
                agent.reload(&mut say);
            }
            if let Err(error) = agent.step(&mut say) {
                trouble = Some(error);
                break;
            }
        }
        let summary = agent.finish(&mut say);
        if !quiet {
            eprint!("{}", summary.text());
        }
        if let Some(error) = trouble {
            eprintln!("error: {error}");
            return Ok(Exit::Cannot);
        }
        Ok(self.exit(&stop, &summary))
    }

    /// A run that was to last some time is complete when it lasted that long and lost nothing; one without end is
    /// complete when it is stopped.
    fn exit(&self, stop: &Signals, summary: &Summary) -> Exit {
        match self.duration {
            None => Exit::Fine,
            Some(_) if stop.asked() => Exit::Interrupted,
            Some(_) if summary.lost() > 0 => Exit::Incomplete,
            Some(_) => Exit::Fine,
        }
    }

    fn configuration(&self) -> Result<Config, String> {
        let mut config = match &self.config {
            Some(path) => Config::read(path).map_err(|error| error.to_string())?,
            None => Config::default(),
        };
        if !self.rules.is_empty() {
            config.rules.clone_from(&self.rules);
        }
        if let Some(matching) = self.rule_matching {
            config.rule_matching = match matching {
                Matching::First => RuleMatching::First,
                Matching::All => RuleMatching::All,
            };
        }
        if let Some(priority) = &self.priority {
            config.priority.clone_from(priority);
        }
        config.disable.extend(self.disable.iter().cloned());
        if !self.output.is_empty() {
            config.outputs.clone_from(&self.output);
        }
        Ok(config)
    }
}

fn failed(error: &StartError, color: Color) -> Exit {
    eprintln!("{}", error.text(color.stderr()).trim_end());
    if error.is_machine() { Exit::Cannot } else { Exit::Misuse }
}

/// Signals as flags, looked at between batches of events.
struct Signals {
    stop: Arc<AtomicBool>,
    reload: Arc<AtomicBool>,
}

impl Signals {
    fn watch() -> io::Result<Signals> {
        let signals = Signals { stop: Arc::default(), reload: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            // A second one ends the program at once, should the orderly way hang.
            signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&signals.stop))?;
            signal_hook::flag::register(signal, Arc::clone(&signals.stop))?;
        }
        signal_hook::flag::register(SIGHUP, Arc::clone(&signals.reload))?;
        Ok(signals)
    }

    fn asked(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn reload_asked(&self) -> bool {
        self.reload.swap(false, Ordering::Relaxed)
    }
}
