//! The agent's life: start, step, reload, finish.

use crate::config::{Config, RuleMatching};
use crate::containers::Containers;
use crate::lookup::ProcLookup;
use crate::notice::{Notice, Started};
use crate::pipeline::Pipeline;
use crate::rule_files::sources;
use crate::start_error::StartError;
use crate::state_events::{ignored_events, state_events};
use crate::summary::Summary;
use crate::waiting::Waiting;
use skua_alert::render::{falco_json, text};
use skua_alert::{Format, Priority};
use skua_outputs::{Outputs, Spec};
use skua_rules::{AppendOutput, Engine, EngineOptions, LoadOptions, RuleSet};
use skua_sensor::procfs::Procfs;
use skua_sensor::{Rung, Sensor, Wanted};
use skua_world::{Settings, World};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longest sleep when nothing happens: how late an alert or a signal may be noticed.
const MAX_SLEEP: Duration = Duration::from_millis(50);
/// How often losses are looked at.
const LOOK_AT_DROPS: Duration = Duration::from_secs(5);
/// How long outputs may take to empty their queues at the end.
const LAST_DELIVERY: Duration = Duration::from_secs(5);

/// Shape of alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertFormat {
    /// One line of text, as Falco prints it.
    Text {
        /// With colour by priority on standard output.
        color: bool,
    },
    /// One JSON object a line, in Falco's shape.
    Json,
}

/// The agent of one machine.
pub struct Agent {
    config: Config,
    sensor: Sensor,
    pipeline: Pipeline,
    start: Instant,
    last_look: Instant,
    lost: u64,
}

/// Loads the rules that a configuration names and turns off those that it turns off.
fn load_rules(config: &Config, say: &mut dyn FnMut(Notice<'_>)) -> Result<Engine, StartError> {
    let options = LoadOptions { append_output: additions(config), ..LoadOptions::default() };
    let report = RuleSet::load(&sources(&config.rules)?, &options);
    let Some(mut rules) = report.rules else {
        return Err(StartError::Rules { diagnostics: report.diagnostics, sources: report.sources });
    };
    if !report.diagnostics.is_empty() {
        say(Notice::RuleWarnings(&report.diagnostics, &report.sources));
    }
    for pattern in &config.disable {
        if rules.enable_by_name(pattern, false) == 0 {
            say(Notice::Trouble(format!("no rule is called `{pattern}`, nothing to turn off")));
        }
    }
    for tag in &config.disable_tags {
        if rules.enable_by_tag(tag, false) == 0 {
            say(Notice::Trouble(format!("no rule has the tag `{tag}`, nothing to turn off")));
        }
    }
    let rule_matching = match config.rule_matching {
        RuleMatching::First => skua_rules::RuleMatching::First,
        RuleMatching::All => skua_rules::RuleMatching::All,
    };
    Ok(Engine::new(rules, EngineOptions { rule_matching, ..EngineOptions::default() }))
}

/// What every alert gets beyond its rule's own output.
fn additions(config: &Config) -> Vec<AppendOutput> {
    if config.suggested_output {
        vec![AppendOutput { suggested_output: true, ..AppendOutput::default() }]
    } else {
        Vec::new()
    }
}

/// What the sensor is asked for: what the rules need and what the world lives on.
fn wanted(rules: &RuleSet, config: &Config) -> Wanted {
    let needs = rules.needs();
    Wanted {
        codes: rules.events().difference(&ignored_events()).union(&state_events()),
        environment: needs.environment,
        snaplen: if needs.data { config.sensor.snaplen } else { 0 },
    }
}

fn least_priority(config: &Config) -> Result<Priority, StartError> {
    config.priority.parse().map_err(|error| StartError::Setting(format!("{error}")))
}

fn open_outputs(config: &Config, format: AlertFormat) -> Result<Outputs, StartError> {
    let names = if config.outputs.is_empty() { vec!["stdout".to_owned()] } else { config.outputs.clone() };
    let mut specs = Vec::new();
    for name in names {
        let spec: Spec = name.parse().map_err(|error| StartError::Setting(format!("{error}")))?;
        let shape = match format {
            AlertFormat::Json => Format::FalcoJson(falco_json::Options {
                iso_time: config.time_format_iso_8601,
                ..falco_json::Options::default()
            }),
            AlertFormat::Text { color } => Format::Text(text::Options {
                colour: color && matches!(spec, Spec::Stdout),
                iso_time: config.time_format_iso_8601,
                ..text::Options::default()
            }),
        };
        specs.push((spec, shape));
    }
    Outputs::start(specs, skua_outputs::Settings::default())
        .map_err(|error| StartError::Output(error.to_string()))
}

/// Checks configuration and rules without touching the machine.
pub fn check(config: &Config, say: &mut dyn FnMut(Notice<'_>)) -> Result<(), StartError> {
    config.check().map_err(|error| StartError::Setting(error.to_string()))?;
    least_priority(config)?;
    for name in &config.outputs {
        name.parse::<Spec>().map_err(|error| StartError::Setting(error.to_string()))?;
    }
    load_rules(config, say).map(|_| ())
}

impl Agent {
    /// Starts watching: rules first, so that a mistake in them is said before anything else; then the sensor, so that
    /// nothing escapes between the scan of /proc and the first event; then the scan.
    pub fn start(
        config: Config,
        format: AlertFormat,
        say: &mut dyn FnMut(Notice<'_>),
    ) -> Result<Agent, StartError> {
        let begun = Instant::now();
        config.check().map_err(|error| StartError::Setting(error.to_string()))?;
        let least = least_priority(&config)?;
        let force_rung = match config.sensor.rung.as_deref() {
            None => None,
            Some(name) => Some(Rung::from_name(name).ok_or_else(|| {
                let known: Vec<&str> = Rung::ALL.iter().map(|rung| rung.name()).collect();
                StartError::Setting(format!("sensor.rung is `{name}`; expected one of {}", known.join(", ")))
            })?),
        };
        let engine = load_rules(&config, say)?;
        let sensor = Sensor::start(skua_sensor::Config {
            vital_ring_bytes: config.sensor.vital_ring_kib * 1024,
            bulk_ring_bytes: config.sensor.bulk_ring_kib * 1024,
            wanted: wanted(engine.rules(), &config),
            force_rung,
        })
        .map_err(StartError::Sensor)?;
        let procfs = Arc::new(Procfs::default());
        let mut world = World::new(Settings {
            threads: config.limits.threads,
            fds_per_process: config.limits.fds_per_process,
            host_cgroups: config.containers.host.clone(),
            ..Settings::default()
        });
        let (snapshot, _) = procfs.scan().map_err(StartError::Scan)?;
        world.load(snapshot);
        world.set_lookup(Box::new(ProcLookup(Arc::clone(&procfs))));
        let hostname: Arc<str> = match &config.hostname {
            Some(name) => name.as_str().into(),
            None => String::from_utf8_lossy(&world.machine().hostname).into(),
        };
        let containers = Containers::start(&config.containers, procfs, say);
        let waiting =
            Waiting::new(Duration::from_millis(config.containers.wait_ms), config.limits.waiting_alerts);
        let outputs = open_outputs(&config, format)?;
        let mut pipeline = Pipeline::new(world, engine, containers, waiting, outputs, hostname, least);
        pipeline.containers.ask(&mut pipeline.world);
        let agent = Agent { config, sensor, pipeline, start: begun, last_look: begun, lost: 0 };
        say(Notice::Started(&agent.started(begun.elapsed())));
        Ok(agent)
    }

    fn started(&self, took: Duration) -> Started {
        let rules = self.pipeline.engine.rules();
        let hooks = self.sensor.rungs();
        let fexit = hooks.iter().any(|hook| hook.rung == Some(Rung::Fexit));
        let rung = if fexit { Rung::Fexit } else { Rung::TpBtf };
        let world = &self.pipeline.world;
        let mut containers: Vec<&[u8]> =
            world.threads().map(|thread| &*thread.container_id).filter(|id| !id.is_empty()).collect();
        containers.sort_unstable();
        containers.dedup();
        Started {
            rules: rules.rules().iter().filter(|rule| rule.enabled).count(),
            events: wanted(rules, &self.config).codes.len(),
            threads: world.counters().threads,
            containers: containers.len(),
            rung: rung.name(),
            cost: rung.cost(),
            blind: hooks.iter().filter(|hook| hook.rung.is_none()).map(|hook| hook.hook.clone()).collect(),
            own_rules: self.config.rules.is_empty(),
            milliseconds: took.as_millis(),
        }
    }

    /// Takes the events that are ready, or sleeps a little. An error means that nothing more can be seen.
    pub fn step(&mut self, say: &mut dyn FnMut(Notice<'_>)) -> Result<(), String> {
        let pipeline = &mut self.pipeline;
        self.sensor
            .poll(MAX_SLEEP, &mut |cpu, bytes| pipeline.feed(cpu, bytes))
            .map_err(|error| error.chain())?;
        pipeline.tend(false);
        if self.last_look.elapsed() > LOOK_AT_DROPS {
            self.last_look = Instant::now();
            self.look_at_drops(say);
        }
        Ok(())
    }

    fn look_at_drops(&mut self, say: &mut dyn FnMut(Notice<'_>)) {
        match self.sensor.drops() {
            Ok(drops) => {
                let lost = drops.lost();
                if lost > self.lost {
                    say(Notice::Lost { events: lost - self.lost, drops: &drops });
                    self.lost = lost;
                }
            }
            Err(error) => say(Notice::Trouble(format!("losses cannot be read: {}", error.chain()))),
        }
    }

    /// Reads the rules again. What is known of processes stays; bad rules leave the old ones in force. Output files are
    /// opened anew, so that they can be rotated.
    pub fn reload(&mut self, say: &mut dyn FnMut(Notice<'_>)) {
        self.pipeline.outputs.reopen();
        let engine = match load_rules(&self.config, say) {
            Ok(engine) => engine,
            Err(error) => return say(Notice::ReloadFailed(error.text(false))),
        };
        if let Err(error) = self.sensor.set_wanted(&wanted(engine.rules(), &self.config)) {
            return say(Notice::ReloadFailed(format!("error: {}\n", error.chain())));
        }
        // Held alerts name rules of the old set: they go out by it.
        self.pipeline.tend(true);
        self.pipeline.engine = engine;
        let rules = self.pipeline.engine.rules().rules().iter().filter(|rule| rule.enabled).count();
        say(Notice::Reloaded { rules });
    }

    /// Ends: what is still in the rings is judged, waiting alerts go out, outputs empty their queues.
    pub fn finish(mut self, say: &mut dyn FnMut(Notice<'_>)) -> Summary {
        let pipeline = &mut self.pipeline;
        if let Err(error) = self.sensor.poll(Duration::ZERO, &mut |cpu, bytes| pipeline.feed(cpu, bytes)) {
            say(Notice::Trouble(error.chain()));
        }
        pipeline.tend(true);
        let drops = self.sensor.drops().unwrap_or_default();
        let Pipeline { world, outputs, alerts, events, malformed, waiting, .. } = self.pipeline;
        let mut alerts: Vec<(String, u64)> =
            alerts.into_iter().map(|(rule, count)| (rule.to_string(), count)).collect();
        alerts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Summary {
            duration: self.start.elapsed(),
            events,
            malformed,
            alerts,
            withdrawn: waiting.withdrawn,
            drops,
            world: world.counters(),
            outputs: outputs.close(LAST_DELIVERY),
        }
    }
}
