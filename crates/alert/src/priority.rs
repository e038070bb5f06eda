//! How much an alert matters.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The eight levels of syslog (RFC 5424, table 2) under the names that rule files use.
///
/// The order is that of urgency: `Emergency` is less than `Debug`, as its number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Priority {
    /// The system cannot be used.
    Emergency = 0,
    /// Somebody must act at once.
    Alert = 1,
    /// A critical condition.
    Critical = 2,
    /// An error.
    Error = 3,
    /// A warning.
    Warning = 4,
    /// Normal, but worth knowing.
    Notice = 5,
    /// Information.
    Informational = 6,
    /// Of use when searching for a fault.
    Debug = 7,
}

impl Priority {
    /// All of them, most urgent first.
    pub const ALL: [Priority; 8] = [
        Self::Emergency,
        Self::Alert,
        Self::Critical,
        Self::Error,
        Self::Warning,
        Self::Notice,
        Self::Informational,
        Self::Debug,
    ];

    /// The name as rule files and alerts write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Emergency => "Emergency",
            Self::Alert => "Alert",
            Self::Critical => "Critical",
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Notice => "Notice",
            Self::Informational => "Informational",
            Self::Debug => "Debug",
        }
    }

    /// The number that syslog gives this level: 0 is the most urgent.
    pub const fn severity(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Says that a word names no priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsePriorityError {
    word: String,
}

impl fmt::Display for ParsePriorityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown priority `{}`, expected one of", self.word)?;
        for (i, priority) in Priority::ALL.iter().enumerate() {
            write!(f, "{} `{}`", if i == 0 { "" } else { "," }, priority.name())?;
        }
        Ok(())
    }
}

impl std::error::Error for ParsePriorityError {}

impl FromStr for Priority {
    type Err = ParsePriorityError;

    /// Reads a name without regard to case; `info` is short for `informational`.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        if word.eq_ignore_ascii_case("info") {
            return Ok(Self::Informational);
        }
        Self::ALL
            .into_iter()
            .find(|p| p.name().eq_ignore_ascii_case(word))
            .ok_or_else(|| ParsePriorityError { word: word.to_owned() })
    }
}

impl Serialize for Priority {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Priority {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        word.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_in_any_case() {
        for priority in Priority::ALL {
            assert_eq!(priority.name().to_uppercase().parse(), Ok(priority));
        }
        assert_eq!("Info".parse(), Ok(Priority::Informational));
        let error = "Severe".parse::<Priority>().unwrap_err().to_string();
        assert!(
            error.starts_with("unknown priority `Severe`, expected one of `Emergency`, `Alert`"),
            "{error}"
        );
    }

    #[test]
    fn emergency_comes_first() {
        assert!(Priority::Emergency < Priority::Debug);
        assert_eq!(Priority::Warning.severity(), 4);
    }
}
