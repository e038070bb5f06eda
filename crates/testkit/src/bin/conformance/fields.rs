//! Fields: the value of each on every event.

use crate::{Options, read, replay};
use serde_json::{Map, Value};
use skua_fields::Field;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Read;

/// How often a field was compared, and what differed.
#[derive(Default)]
struct Tally {
    compared: usize,
    agreeing: usize,
    examples: Vec<String>,
}

type Answers = VecDeque<Map<String, Value>>;

/// Prints a line for each field; true when all agree.
pub(crate) fn compare(options: &Options, names: &[String]) -> Result<bool, String> {
    let mut answers: Vec<(&String, Answers)> = Vec::new();
    for name in names {
        let path = options.captures.join(format!("{name}.fields.jsonl.zst"));
        if path.is_file() {
            answers.push((name, parse(&unpack(&read(&path)?)?)?));
        }
    }
    let known: BTreeSet<&String> =
        answers.iter().flat_map(|(_, lines)| lines.iter().flat_map(Map::keys)).collect();
    let wanted = |name: &&&String| options.field.as_deref().is_none_or(|prefix| name.starts_with(prefix));
    let mut fields = Vec::new();
    for name in known.iter().filter(wanted) {
        // The answers' own spelling is the key: a field prints its argument in brackets.
        let name = (*name).clone();
        fields.push((name.clone(), Field::parse(&name).map_err(|error| format!("{name}: {error}"))?));
    }
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut same = true;
    println!(
        "{:<20} {:>8} {:>9} {:>9} {:>9} {:>9}",
        "capture", "events", "unasked", "unmatched", "values", "agreeing"
    );
    for (name, lines) in answers {
        let capture = read(&options.captures.join(format!("{name}.scap")))?;
        let found = one(&capture, lines, &fields, name, options.details, &mut tallies)?;
        println!(
            "{name:<20} {:>8} {:>9} {:>9} {:>9} {:>9}",
            found.events, found.unasked, found.unmatched, found.values, found.agreeing
        );
        same &= found.unmatched == 0 && found.values == found.agreeing;
    }
    println!("\n{:<40} {:>9} {:>9}", "field", "compared", "agreeing");
    let equal = tallies.values().filter(|tally| tally.compared == tally.agreeing).count();
    for (name, tally) in tallies.iter().filter(|(_, tally)| tally.compared != tally.agreeing) {
        println!("{name:<40} {:>9} {:>9}", tally.compared, tally.agreeing);
        tally.examples.iter().for_each(|example| println!("    {example}"));
    }
    println!("{equal} of {} fields agree on every event", tallies.len());
    Ok(same)
}

#[derive(Default)]
struct Found {
    events: usize,
    /// Events of which the answers say nothing.
    unasked: usize,
    /// Answers to which no event was found.
    unmatched: usize,
    values: usize,
    agreeing: usize,
}

fn one(
    capture: &[u8],
    mut lines: Answers,
    fields: &[(String, Field)],
    capture_name: &str,
    details: usize,
    tallies: &mut BTreeMap<String, Tally>,
) -> Result<Found, String> {
    let mut found = Found::default();
    let null = Value::Null;
    replay::replay(capture, |view| {
        found.events += 1;
        let event = view.event;
        let is_this = |line: &Map<String, Value>| {
            line.get("evt.rawtime").and_then(Value::as_u64) == Some(event.timestamp())
                && line.get("thread.tid").and_then(Value::as_i64).is_none_or(|tid| tid == event.tid())
        };
        if !lines.front().is_some_and(is_this) {
            found.unasked += 1;
            return;
        }
        let Some(line) = lines.pop_front() else { return };
        for (name, field) in fields {
            let ours = if name == "evt.time" {
                Value::from(event.timestamp())
            } else {
                serde_json::to_value(skua_rules::field_value(field, view)).unwrap_or_default()
            };
            let theirs = line.get(name).unwrap_or(&null);
            let tally = tallies.entry(name.clone()).or_default();
            tally.compared += 1;
            found.values += 1;
            if equal(&ours, theirs) {
                tally.agreeing += 1;
                found.agreeing += 1;
            } else if tally.examples.len() < details {
                tally.examples.push(format!(
                    "{capture_name} {} {} tid {}: expected {theirs}, got {ours}",
                    event.timestamp(),
                    event.info.id,
                    event.tid()
                ));
            }
        }
    })?;
    found.unmatched = lines.len();
    Ok(found)
}

/// Equal as JSON readers see it: a whole number may have been written as a fraction.
fn equal(ours: &Value, theirs: &Value) -> bool {
    if ours == theirs {
        return true;
    }
    match (ours.as_f64(), theirs.as_f64()) {
        (Some(ours_number), Some(theirs_number)) if ours.is_f64() || theirs.is_f64() => {
            (ours_number - theirs_number).abs() <= theirs_number.abs() * 1e-9
        }
        _ => false,
    }
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(bytes).map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    decoder.read_to_end(&mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

fn parse(text: &[u8]) -> Result<Answers, String> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).map_err(|error| error.to_string())).collect()
}
