//! JSON with the keys, order and types of Falco's, so that falcosidekick and every parser written for Falco reads it.
//!
//! One object per alert without blanks, keys in alphabetical order: `hostname message output output_fields priority
//! rule source tags time`. `output` begins with time and priority, and `output_fields` therefore has the time of the
//! event too. falcosidekick drops what has no `output_fields`, `rule`, `priority` and `time`.

use std::io::Write;

use serde::Serialize;

use super::{text, time};
use crate::{Alert, FieldValue};

/// What to write; the default is Falco's.
#[derive(Clone, Debug)]
pub struct Options {
    /// Writes `output`: the line with time and priority.
    pub output: bool,
    /// Writes `output_fields`.
    pub output_fields: bool,
    /// Writes `tags`.
    pub tags: bool,
    /// Writes `message`: the line without time and priority.
    pub message: bool,
    /// Puts the time as ISO 8601 at the beginning of `output`.
    pub iso_time: bool,
    /// Seconds east of UTC for the time in `output`; `time` is always UTC.
    pub utc_offset_seconds: i32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            output: true,
            output_fields: true,
            tags: true,
            message: false,
            iso_time: false,
            utc_offset_seconds: 0,
        }
    }
}

/// Appends the alert as one line of JSON, without a line end.
pub fn render(alert: &Alert, options: &Options, out: &mut Vec<u8>) {
    let mut object = Object { out, empty: true };
    if !alert.hostname.is_empty() {
        object.member("hostname", &*alert.hostname);
    }
    if options.message {
        object.member("message", &alert.message);
    }
    if options.output {
        object.key("output");
        output(alert, options, object.out);
    }
    if options.output_fields {
        object.key("output_fields");
        output_fields(alert, options, object.out);
    }
    object.member("priority", &alert.priority);
    object.member("rule", &*alert.rule);
    object.member("source", &*alert.source);
    if options.tags {
        // Falco keeps tags in a set; those who compare lines rely on its order.
        let mut tags: Vec<&str> = alert.tags.iter().map(String::as_str).collect();
        tags.sort_unstable();
        tags.dedup();
        object.member("tags", &tags);
    }
    object.key("time");
    object.out.push(b'"');
    time::iso8601(alert.time_ns, 0, object.out);
    object.out.extend_from_slice(b"\"}");
}

/// Writes the line as text renders it, quoted.
fn output(alert: &Alert, options: &Options, out: &mut Vec<u8>) {
    out.push(b'"');
    let text = text::Options {
        iso_time: options.iso_time,
        utc_offset_seconds: options.utc_offset_seconds,
        colour: false,
    };
    text::render(alert, &text, out);
    out.push(b'"');
}

/// Writes the fields sorted by name, each once, with the time that stands before the message.
fn output_fields(alert: &Alert, options: &Options, out: &mut Vec<u8>) {
    let time = if options.iso_time {
        let mut iso = Vec::new();
        time::iso8601(alert.time_ns, options.utc_offset_seconds, &mut iso);
        ("evt.time.iso8601", FieldValue::text(&iso))
    } else {
        ("evt.time", FieldValue::Uint(alert.time_ns))
    };
    let mut fields: Vec<(&str, &FieldValue)> =
        alert.output_fields.iter().map(|(name, value)| (name.as_str(), value)).collect();
    fields.push((time.0, &time.1));
    // The sort is stable: of two equal names the first stays.
    fields.sort_by_key(|(name, _)| *name);
    fields.dedup_by_key(|(name, _)| *name);
    let mut object = Object { out, empty: true };
    for (name, value) in fields {
        object.member(name, value);
    }
    object.out.push(b'}');
}

/// Writes the members of one JSON object; the caller closes it.
struct Object<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl Object<'_> {
    fn key(&mut self, key: &str) {
        self.out.push(if std::mem::take(&mut self.empty) { b'{' } else { b',' });
        json(key, self.out);
        self.out.push(b':');
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        self.key(key);
        json(value, self.out);
    }
}

/// Appends a value as compact JSON. Strings, numbers and lists into memory have no way to fail.
fn json<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    if serde_json::to_writer(&mut *out, value).is_err() {
        let _ = out.write_all(b"null");
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use serde_json::Value;

    use super::*;
    use crate::Priority;

    fn field_value(value: &Value) -> FieldValue {
        match value {
            Value::Null => FieldValue::Null,
            Value::Bool(truth) => FieldValue::Bool(*truth),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => FieldValue::Uint(number),
                (None, Some(number)) => FieldValue::Int(number),
                (None, None) => FieldValue::Double(number.as_f64().unwrap()),
            },
            Value::String(text) => FieldValue::Text(text.clone()),
            Value::Array(values) => FieldValue::List(values.iter().map(field_value).collect()),
            Value::Object(_) => panic!("an output field is no object: {value}"),
        }
    }

    /// The alert that must have been behind a line of Falco's.
    fn alert_of(line: &Value) -> Alert {
        let text = |key: &str| line[key].as_str().unwrap();
        let priority: Priority = text("priority").parse().unwrap();
        let (_, message) = text("output").split_once(&format!(": {priority} ")).unwrap();
        let fields = line["output_fields"].as_object().unwrap();
        Alert {
            time_ns: fields["evt.time"].as_u64().unwrap(),
            rule: text("rule").into(),
            priority,
            source: text("source").into(),
            hostname: "".into(),
            message: message.to_owned(),
            // As a rule's output would name them: without the time, and in any order.
            output_fields: (fields.iter().rev())
                .filter(|(name, _)| *name != "evt.time")
                .map(|(name, value)| (name.clone(), field_value(value)))
                .collect(),
            tags: line["tags"].as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect(),
        }
    }

    #[test]
    fn lines_of_falco_come_out_byte_for_byte() {
        let captures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/captures");
        let Ok(folder) = std::fs::read_dir(&captures) else {
            println!("skipped: no captures at {}", captures.display());
            return;
        };
        let mut lines = 0;
        for entry in folder {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "jsonl") {
                continue;
            }
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                // The kept lines were printed with blanks; Falco's own have none.
                let expected: Value = serde_json::from_str(line).unwrap();
                let mut out = Vec::new();
                render(&alert_of(&expected), &Options::default(), &mut out);
                assert_eq!(String::from_utf8(out).unwrap(), expected.to_string(), "{}", path.display());
                lines += 1;
            }
        }
        assert!(lines > 0, "no alerts in {}", captures.display());
    }

    fn alert() -> Alert {
        Alert {
            time_ns: 1_795_424_494_576_921_716,
            rule: "R".into(),
            priority: Priority::Informational,
            source: "syscall".into(),
            hostname: "node-1".into(),
            message: "a \"b\"\n\u{fffd}".into(),
            output_fields: vec![
                ("proc.name".into(), FieldValue::text(b"a\xff")),
                ("proc.aname".into(), FieldValue::List(vec![FieldValue::Int(-1), FieldValue::Bool(true)])),
                ("proc.name".into(), FieldValue::Null),
            ],
            tags: Arc::new(["z".to_owned(), "a".to_owned()]),
        }
    }

    fn rendered(options: &Options) -> String {
        let mut out = Vec::new();
        render(&alert(), options, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn everything_is_escaped_sorted_and_named_once() {
        assert_eq!(
            rendered(&Options { message: true, iso_time: true, ..Options::default() }),
            concat!(
                r#"{"hostname":"node-1","message":"a \"b\"\n�","#,
                r#""output":"2026-11-23T09:01:34.576921716Z: Informational a \"b\"\n�","#,
                r#""output_fields":{"evt.time.iso8601":"2026-11-23T09:01:34.576921716Z","#,
                r#""proc.aname":[-1,true],"proc.name":"a�"},"#,
                r#""priority":"Informational","rule":"R","source":"syscall","tags":["a","z"],"#,
                r#""time":"2026-11-23T09:01:34.576921716Z"}"#
            )
        );
    }

    #[test]
    fn parts_can_be_left_out() {
        let options = Options { output: false, output_fields: false, tags: false, ..Options::default() };
        assert_eq!(
            rendered(&options),
            concat!(
                r#"{"hostname":"node-1","priority":"Informational","rule":"R","source":"syscall","#,
                r#""time":"2026-11-23T09:01:34.576921716Z"}"#
            )
        );
    }
}
