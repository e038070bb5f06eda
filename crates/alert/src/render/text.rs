//! One line of text as Falco writes it: `09:01:34.576921716: Warning message`.

use super::time;
use crate::{Alert, Priority};

/// How to write; the default is UTC without colour.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Writes date and time as ISO 8601 instead of the time of day.
    pub iso_time: bool,
    /// Seconds east of UTC; the caller knows the time zone.
    pub utc_offset_seconds: i32,
    /// Colours the priority for a terminal. The word stays, so nothing is said by colour alone.
    pub colour: bool,
}

/// Appends the alert as one line, without a line end.
///
/// Line ends, quotes and control characters in the message are escaped as JSON does: a file name cannot forge a
/// second alert, nor move the cursor of a terminal.
pub fn render(alert: &Alert, options: &Options, out: &mut Vec<u8>) {
    if options.iso_time {
        time::iso8601(alert.time_ns, options.utc_offset_seconds, out);
    } else {
        time::clock(alert.time_ns, options.utc_offset_seconds, out);
    }
    out.extend_from_slice(b": ");
    if options.colour {
        out.extend_from_slice(colour(alert.priority).as_bytes());
        out.extend_from_slice(alert.priority.name().as_bytes());
        out.extend_from_slice(b"\x1b[0m");
    } else {
        out.extend_from_slice(alert.priority.name().as_bytes());
    }
    out.push(b' ');
    escape(&alert.message, out);
}

/// The terminal's sequence for a priority: red for errors and above, yellow, blue, dim.
fn colour(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency | Priority::Alert | Priority::Critical => "\x1b[1;31m",
        Priority::Error => "\x1b[31m",
        Priority::Warning => "\x1b[33m",
        Priority::Notice => "\x1b[34m",
        Priority::Informational | Priority::Debug => "\x1b[2m",
    }
}

/// Escapes as in a JSON string, without the quotes.
fn escape(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    if serde_json::to_writer(&mut *out, text).is_ok() && out.len() >= start + 2 {
        out.pop();
        out.remove(start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(options: &Options) -> String {
        let alert = Alert {
            time_ns: 1_795_424_494_000_000_007,
            rule: "R".into(),
            priority: Priority::Critical,
            source: "syscall".into(),
            hostname: "h".into(),
            message: "file=/tmp/x\n09:01:34: Notice \u{1b}[2J é".into(),
            output_fields: Vec::new(),
            tags: Vec::new().into(),
        };
        let mut out = Vec::new();
        render(&alert, options, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_message_stays_one_line() {
        assert_eq!(
            line(&Options::default()),
            r"09:01:34.000000007: Critical file=/tmp/x\n09:01:34: Notice \u001b[2J é"
        );
    }

    #[test]
    fn zone_date_and_colour_by_choice() {
        let line = line(&Options { iso_time: true, utc_offset_seconds: 3_600, colour: true });
        assert!(
            line.starts_with("2026-11-23T10:01:34.000000007+0100: \x1b[1;31mCritical\x1b[0m file="),
            "{line}"
        );
    }
}
