//! The shapes of the files in `facts/`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// One event code with its parameters.
#[derive(Deserialize)]
pub(super) struct Event {
    pub code: u16,
    pub id: String,
    pub name: String,
    pub direction: String,
    pub source: Vec<String>,
    pub category: String,
    pub flags: Vec<String>,
    pub old: bool,
    pub unused: bool,
    pub params: Vec<Param>,
    #[serde(default)]
    pub syscalls: Vec<String>,
    #[serde(default)]
    pub conversions: Vec<Conversion>,
}

/// One step that turns an old event, with that number of parameters, into today's.
#[derive(Deserialize)]
pub(super) struct Conversion {
    pub nparams: u8,
    pub action: String,
    pub to: Option<u16>,
    #[serde(default)]
    pub params: Vec<Origin>,
}

/// Where a parameter of a converted event comes from.
#[derive(Deserialize)]
pub(super) struct Origin {
    pub from: String,
    pub index: Option<u8>,
    #[serde(rename = "else")]
    pub otherwise: Option<String>,
}

/// One parameter of an event.
#[derive(Deserialize)]
pub(super) struct Param {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub format: String,
    pub values: Option<String>,
    pub dirfd_param: Option<u8>,
    #[serde(default)]
    pub variants: Vec<Variant>,
}

/// One shape of a parameter whose first byte says which shape follows.
#[derive(Deserialize)]
pub(super) struct Variant {
    pub index: u8,
    #[serde(rename = "type")]
    pub kind: String,
    pub format: String,
}

/// A system call of x86_64.
#[derive(Deserialize)]
pub(super) struct Syscall {
    pub nr: u16,
    pub name: String,
    pub sc: u16,
    pub enter: u16,
    pub exit: u16,
    pub generic: bool,
}

#[derive(Deserialize)]
struct Tables {
    schema_version: String,
    value_tables: BTreeMap<String, Vec<(String, u64)>>,
    sc_codes: BTreeMap<String, u16>,
    x86_64_syscalls: Vec<Syscall>,
    sets: BTreeMap<String, Vec<String>>,
}

/// Everything that is read from `facts/`.
pub(super) struct Facts {
    pub events: Vec<Event>,
    pub schema_version: String,
    /// Value tables in number order (`v0`, `v1`, …).
    pub values: Vec<(String, Vec<(String, u64)>)>,
    /// System call codes in code order.
    pub sc_codes: Vec<(u16, String)>,
    pub x86_64: Vec<Syscall>,
    pub sets: BTreeMap<String, Vec<String>>,
}

impl Facts {
    /// Reads `events.json` and `events-tables.json` of `folder`.
    pub(super) fn read(folder: &Path) -> Result<Facts, String> {
        let events: Vec<Event> = parse(&folder.join("events.json"))?;
        let tables: Tables = parse(&folder.join("events-tables.json"))?;
        let mut values: Vec<_> = tables.value_tables.into_iter().collect();
        values.sort_by_key(|(name, _)| name[1..].parse::<u32>().unwrap_or(u32::MAX));
        let mut sc_codes: Vec<_> = tables.sc_codes.into_iter().map(|(name, code)| (code, name)).collect();
        sc_codes.sort();
        Ok(Facts {
            events,
            schema_version: tables.schema_version,
            values,
            sc_codes,
            x86_64: tables.x86_64_syscalls,
            sets: tables.sets,
        })
    }
}

fn parse<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
