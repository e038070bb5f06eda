//! The configuration file: its shape, its defaults, and what is wrong with one.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// `skua.yaml`. Every key may be left out; a flag of the command line wins over the file.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Rule files or folders in their order. Empty: Skua's own rules.
    pub rules: Vec<PathBuf>,
    /// Which rules an event can raise.
    pub rule_matching: RuleMatching,
    /// Least severe priority that is delivered.
    pub priority: String,
    /// Rules turned off by name; `*` stands for anything.
    pub disable: Vec<String>,
    /// Tags whose rules are turned off.
    pub disable_tags: Vec<String>,
    /// Destinations, as `--output` takes them. Empty: standard output.
    pub outputs: Vec<String>,
    /// Host name in alerts. Unset: the machine's.
    pub hostname: Option<String>,
    /// Prefix text alerts with ISO 8601 time in UTC instead of the local time of day.
    pub time_format_iso_8601: bool,
    /// Append container and pod fields to every alert, as Falco's default configuration does.
    pub suggested_output: bool,
    /// How to learn about containers.
    pub containers: Containers,
    /// The sensor's own settings.
    pub sensor: SensorConfig,
    /// Bounds of memory.
    pub limits: Limits,
}

/// Whether one or all matching rules raise an alert for an event.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum RuleMatching {
    /// The first enabled rule that matches.
    First,
    /// Every rule that matches.
    All,
}

/// How to learn about containers.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Containers {
    /// Ask the container runtimes for names, images and labels.
    pub enabled: bool,
    /// Longest that an alert of a new container waits for its metadata, milliseconds.
    pub wait_ms: u64,
    /// Sockets to ask beside the well-known ones.
    pub sockets: Vec<PathBuf>,
    /// Cgroup paths (prefixes) that are the host although they look like a container's.
    pub host: Vec<String>,
}

/// The sensor's own settings.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct SensorConfig {
    /// KiB of ring per CPU for events that must not be lost. A power of two, at least 64.
    pub vital_ring_kib: u32,
    /// KiB of ring per CPU for all other events. A power of two, at least 64.
    pub bulk_ring_kib: u32,
    /// Use only this way of attaching: `fexit`, `tp_btf` or `raw_tracepoint`. Unset: the best that works.
    pub rung: Option<String>,
    /// Bytes of data kept of reads, writes and messages when a rule needs them.
    pub snaplen: u16,
}

/// Bounds of memory.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Threads kept.
    pub threads: usize,
    /// Descriptors kept per process.
    pub fds_per_process: usize,
    /// Alerts that may wait for container metadata at once.
    pub waiting_alerts: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            rules: Vec::new(),
            rule_matching: RuleMatching::First,
            priority: "debug".into(),
            disable: Vec::new(),
            disable_tags: Vec::new(),
            outputs: Vec::new(),
            hostname: None,
            time_format_iso_8601: false,
            suggested_output: true,
            containers: Containers::default(),
            sensor: SensorConfig::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for Containers {
    fn default() -> Containers {
        Containers { enabled: true, wait_ms: 500, sockets: Vec::new(), host: Vec::new() }
    }
}

impl Default for SensorConfig {
    fn default() -> SensorConfig {
        SensorConfig { vital_ring_kib: 512, bulk_ring_kib: 2048, rung: None, snaplen: 80 }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { threads: 262_144, fds_per_process: 4_096, waiting_alerts: 1_024 }
    }
}

/// Why a configuration file cannot be used: one message, ready for the terminal.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads a file. Unknown keys, wrong types and values out of range are errors that show the place.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError(format!("cannot read configuration {}: {error}", path.display())))?;
        Config::parse(&text).map_err(|ConfigError(what)| ConfigError(format!("{}: {what}", path.display())))
    }

    /// Parses the text of a configuration file. An empty one gives the defaults.
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        let only_comments =
            text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        if only_comments {
            return Ok(Config::default());
        }
        let config: Config = serde_saphyr::from_str(text).map_err(|error| ConfigError(error.render()))?;
        config.check()?;
        Ok(config)
    }

    /// Checks values that types alone cannot hold.
    pub fn check(&self) -> Result<(), ConfigError> {
        for (name, kib) in
            [("vital_ring_kib", self.sensor.vital_ring_kib), ("bulk_ring_kib", self.sensor.bulk_ring_kib)]
        {
            if !kib.is_power_of_two() || !(64..=1 << 20).contains(&kib) {
                return Err(ConfigError(format!(
                    "sensor.{name} is {kib}; expected a power of two from 64 to 1048576 (KiB per CPU)"
                )));
            }
        }
        if self.containers.wait_ms > 10_000 {
            return Err(ConfigError(format!(
                "containers.wait_ms is {}; alerts may wait at most 10000 ms",
                self.containers.wait_ms
            )));
        }
        if self.limits.threads < 1_024 {
            return Err(ConfigError(format!(
                "limits.threads is {}; at least 1024 are needed",
                self.limits.threads
            )));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_default_file_states_the_defaults() {
        let file = include_str!("../../../deploy/skua.yaml");
        assert_eq!(Config::parse(file).unwrap(), Config::default());
        let stated: String =
            file.lines().map(|line| format!("{}\n", line.strip_prefix("#: ").unwrap_or(line))).collect();
        assert_eq!(Config::parse(&stated).unwrap(), Config::default(), "{stated}");
    }

    #[test]
    fn an_unknown_key_is_shown_where_it_stands() {
        let error = Config::parse("rules: []\nsensor:\n  bulk_ring_kb: 4096\n").unwrap_err().0;
        assert!(
            error.contains("bulk_ring_kb") && error.contains("bulk_ring_kib") && error.contains('3'),
            "{error}"
        );
    }

    #[test]
    fn values_out_of_range_say_what_is_expected() {
        let error = Config::parse("sensor: {bulk_ring_kib: 3000}").unwrap_err().0;
        assert!(error.contains("power of two"), "{error}");
        assert!(Config::parse("rule_matching: some").unwrap_err().0.contains("first"));
    }
}
