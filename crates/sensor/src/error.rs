//! Why the sensor cannot start or go on.

use std::io;

/// An error of the sensor; its text says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Loading programs needs rights that this process does not have.
    #[error(
        "loading eBPF programs needs root (or CAP_BPF, CAP_PERFMON and CAP_SYS_RESOURCE): run it with sudo"
    )]
    NotPermitted,
    /// The kernel has no type information.
    #[error(
        "this kernel has no BTF type information (/sys/kernel/btf/vmlinux): it needs CONFIG_DEBUG_INFO_BTF=y, as every distribution kernel since about 5.8 has"
    )]
    NoBtf(#[source] aya_obj::btf::BtfError),
    /// The object with the programs cannot be loaded.
    #[error("the kernel refused the sensor's maps or object")]
    Object(#[source] Box<aya::EbpfError>),
    /// A program that nothing works without was refused.
    #[error("the kernel refused the program `{program}`{}", log_end(.source))]
    Program {
        /// Name in the object.
        program: String,
        /// What the kernel said.
        #[source]
        source: Box<aya::programs::ProgramError>,
    },
    /// The kernel has no such system call.
    #[error("this kernel has no system call `{0}`")]
    NoSuchCall(&'static str),
    /// A map misbehaved.
    #[error("eBPF map `{map}`")]
    Map {
        /// Name in the object.
        map: &'static str,
        /// What the kernel said.
        #[source]
        source: Box<aya::maps::MapError>,
    },
    /// A ring could not be mapped or waited for.
    #[error("ring buffer: {what}")]
    Ring {
        /// What was being done.
        what: &'static str,
        /// What the kernel said.
        #[source]
        source: io::Error,
    },
    /// A setting is out of range.
    #[error("{0}")]
    Setting(String),
}

/// The last lines of the verifier's log: the reason stands at its end.
fn log_end(error: &aya::programs::ProgramError) -> String {
    let aya::programs::ProgramError::LoadError { verifier_log, .. } = error else { return String::new() };
    let log = verifier_log.to_string();
    let lines: Vec<&str> = log.lines().filter(|line| !line.starts_with("processed ")).collect();
    let end = lines.get(lines.len().saturating_sub(3)..).unwrap_or_default();
    if end.is_empty() { String::new() } else { format!("; the verifier said: {}", end.join(" / ")) }
}

impl Error {
    /// The error with everything that lies under it, in one line.
    pub fn chain(&self) -> String {
        let mut out = self.to_string();
        let mut source = std::error::Error::source(self);
        while let Some(error) = source {
            let text = error.to_string();
            if !out.contains(text.lines().next().unwrap_or_default()) {
                out.push_str(": ");
                out.push_str(text.lines().next().unwrap_or_default());
            }
            source = error.source();
        }
        out
    }
}
