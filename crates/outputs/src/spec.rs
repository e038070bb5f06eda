//! How a user names a destination: `stdout`, `file=/var/log/skua.jsonl`, `syslog`, `http=https://…`, `program=…`.

use std::path::PathBuf;
use std::str::FromStr;

use crate::http::HttpOptions;

/// A destination and its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spec {
    /// Standard output.
    Stdout,
    /// A file to append to.
    File {
        /// Its path.
        path: PathBuf,
        /// Keeps it open between alerts.
        keep_open: bool,
    },
    /// The local syslog.
    Syslog {
        /// The daemon's socket, `/dev/log` by default.
        socket: PathBuf,
    },
    /// A webhook.
    Http(HttpOptions),
    /// A shell command that reads alerts.
    Program {
        /// The command, given to `sh -c`.
        command: String,
        /// One program for all alerts instead of one for each.
        keep_open: bool,
    },
}

/// Says what is wrong with a destination, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpecError {
    /// No such kind.
    #[error("unknown output `{kind}`, expected one of `stdout`, `file=PATH`, `syslog`, `http=URL`, `program=COMMAND`{}", hint(.suggestion))]
    UnknownKind {
        /// What was written.
        kind: String,
        /// What may have been meant.
        suggestion: Option<String>,
    },
    /// The kind needs a value.
    #[error("output `{kind}` needs a value, as in `{example}`")]
    MissingValue {
        /// The kind.
        kind: &'static str,
        /// A whole output.
        example: &'static str,
    },
    /// The kind takes no value.
    #[error("output `{kind}` takes no value, found `{value}`")]
    UnexpectedValue {
        /// The kind.
        kind: &'static str,
        /// What was written.
        value: String,
    },
    /// Not a URL to post to.
    #[error("output `http` needs a URL that begins with `http://` or `https://`, found `{value}`{}", hint(.suggestion))]
    NotHttp {
        /// What was written.
        value: String,
        /// What may have been meant.
        suggestion: Option<String>,
    },
}

fn hint(suggestion: &Option<String>) -> String {
    suggestion.as_ref().map(|word| format!("; did you mean `{word}`?")).unwrap_or_default()
}

impl FromStr for Spec {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        let (kind, value) = match text.split_once('=') {
            Some((kind, value)) => (kind.trim(), Some(value.trim()).filter(|value| !value.is_empty())),
            None => (text.trim(), None),
        };
        let needed = |kind, example| value.ok_or(SpecError::MissingValue { kind, example });
        match kind {
            "stdout" | "-" => none(value, "stdout", Self::Stdout),
            "file" => {
                let path = needed("file", "file=/var/log/skua.jsonl")?;
                Ok(Self::File { path: path.into(), keep_open: true })
            }
            "syslog" => Ok(Self::Syslog { socket: value.unwrap_or("/dev/log").into() }),
            "http" => http(needed("http", "http=https://sidekick:2801/")?),
            // Somebody wrote the URL alone, and the split took its query apart.
            _ if text.starts_with("http://") || text.starts_with("https://") => Err(SpecError::UnknownKind {
                kind: text.to_owned(),
                suggestion: Some(format!("http={text}")),
            }),
            "program" => {
                let command = needed("program", "program=cat >> /tmp/alerts")?.to_owned();
                Ok(Self::Program { command, keep_open: false })
            }
            _ => Err(SpecError::UnknownKind { suggestion: suggestion(kind, value), kind: kind.to_owned() }),
        }
    }
}

fn none(value: Option<&str>, kind: &'static str, spec: Spec) -> Result<Spec, SpecError> {
    match value {
        None => Ok(spec),
        Some(value) => Err(SpecError::UnexpectedValue { kind, value: value.to_owned() }),
    }
}

fn http(url: &str) -> Result<Spec, SpecError> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let error = |suggestion| SpecError::NotHttp { value: url.to_owned(), suggestion };
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') => Ok(Spec::Http(HttpOptions::new(url))),
        None if !url.contains("://") => Err(error(Some(format!("http=https://{url}")))),
        _ => Err(error(None)),
    }
}

/// The kind that is meant by a word that names none.
fn suggestion(kind: &str, value: Option<&str>) -> Option<String> {
    if value.is_none() && kind.starts_with(['/', '.']) {
        return Some(format!("file={kind}"));
    }
    let meant = match kind {
        "https" | "webhook" | "url" | "post" => "http",
        "exec" | "command" | "cmd" | "pipe" | "prog" => "program",
        "path" | "log" | "files" => "file",
        "console" | "std" => "stdout",
        _ => ["stdout", "file", "syslog", "http", "program"]
            .into_iter()
            .find(|known| one_edit_apart(known.as_bytes(), kind.as_bytes()))?,
    };
    Some(value.map_or(meant.to_owned(), |value| format!("{meant}={value}")))
}

/// Says whether one word becomes the other by one letter changed, left out, added, or two neighbours swapped.
fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    match (a, b) {
        ([], []) => true,
        ([_, a @ ..], [_, b @ ..]) if a.eq_ignore_ascii_case(b) => true,
        ([x1, x2, x @ ..], [y1, y2, y @ ..]) if x1 == y2 && x2 == y1 && x == y => true,
        ([_, rest @ ..], other) if rest.eq_ignore_ascii_case(other) => true,
        (other, [_, rest @ ..]) => rest.eq_ignore_ascii_case(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read() {
        assert_eq!("stdout".parse(), Ok(Spec::Stdout));
        assert_eq!("file=/x=y".parse(), Ok(Spec::File { path: "/x=y".into(), keep_open: true }));
        assert_eq!("syslog".parse(), Ok(Spec::Syslog { socket: "/dev/log".into() }));
        assert_eq!("http=https://h/?a=b".parse(), Ok(Spec::Http(HttpOptions::new("https://h/?a=b"))));
        let program = Spec::Program { command: "mail -s a=b".into(), keep_open: false };
        assert_eq!("program=mail -s a=b".parse(), Ok(program));
    }

    #[test]
    fn mistakes_are_told_with_what_was_meant() {
        let error = |text: &str| text.parse::<Spec>().unwrap_err().to_string();
        assert!(error("fiel=/x").ends_with("did you mean `file=/x`?"));
        assert!(error("sylog").ends_with("did you mean `syslog`?"));
        assert!(error("webhook=https://h").ends_with("did you mean `http=https://h`?"));
        assert!(error("https://h/?q=1").ends_with("did you mean `http=https://h/?q=1`?"));
        assert!(error("/var/log/x").ends_with("did you mean `file=/var/log/x`?"));
        assert!(error("http=sidekick:2801").ends_with("did you mean `http=https://sidekick:2801`?"));
        assert!(error("http=ftp://h").ends_with("found `ftp://h`"));
        assert_eq!(error("file="), "output `file` needs a value, as in `file=/var/log/skua.jsonl`");
        assert_eq!(error("stdout=1"), "output `stdout` takes no value, found `1`");
        assert!(error("carrier-pigeon").ends_with("`program=COMMAND`"));
    }
}
