//! `crates/event/src/{code,table,values,syscalls}.rs`.

use super::facts::{Event, Facts, Param};
use std::fmt::Write;

const HEAD: &str = "// Written by `cargo xtask generate` from facts/; do not edit.\n\n";

/// The event codes as constants.
pub(super) fn codes(facts: &Facts) -> String {
    let mut out = format!(
        "//! Event codes of the capture format, by their public names.\n{HEAD}use crate::EventCode;\n\n\
         /// Number of event codes of the capture format.\npub const EVENT_MAX: usize = {};\n\
         /// Version of the event schema.\npub const SCHEMA_VERSION: &str = {:?};\n\n",
        facts.events.len(),
        facts.schema_version
    );
    for event in facts.events.iter().filter(|event| !event.unused) {
        let _ = writeln!(
            out,
            "/// `{}`, {}{}.\npub const {}: EventCode = EventCode({});",
            event.name,
            event.direction,
            if event.old { ", only in old captures" } else { "" },
            event.id.trim_start_matches("PPME_"),
            event.code
        );
    }
    out
}

/// The table of events with their parameters.
pub(super) fn events(facts: &Facts) -> Result<String, String> {
    let mut out = format!(
        "//! The events of the capture format with their parameters.\n{HEAD}\
         use crate::info::Format::*;\nuse crate::info::ParamInfo;\nuse crate::info::ParamType::*;\n\
         use crate::info::{{Category, Direction, EventFlags, EventInfo, Source, Variant}};\n\
         use crate::syscalls::Sc;\nuse crate::{{EventCode, values}};\n\n\
         use ParamInfo as P;\n\n\
         /// Every event by its code.\n#[rustfmt::skip]\npub static EVENTS: [EventInfo; {}] = [\n",
        facts.events.len()
    );
    for event in &facts.events {
        event_entry(&mut out, facts, event)?;
    }
    out.push_str("];\n");
    Ok(out)
}

fn event_entry(out: &mut String, facts: &Facts, event: &Event) -> Result<(), String> {
    let flags: Vec<String> = event
        .flags
        .iter()
        .filter(|flag| {
            !matches!(flag.as_str(), "CONVERTER_MANAGED" | "OLD_VERSION" | "UNUSED" | "SKIPPARSERESET")
        })
        .map(|flag| format!("EventFlags::{flag}.0"))
        .collect();
    let source = match event.source.first().map(String::as_str) {
        Some("syscall") => "Syscall",
        Some("tracepoint") => "Tracepoint",
        Some("metaevent") => "Meta",
        Some("iter") => "Iterator",
        Some("plugin") => "Plugin",
        None => "Unused",
        Some(other) => return Err(format!("event {}: unknown source {other}", event.id)),
    };
    let _ = write!(
        out,
        "    EventInfo {{ code: EventCode({}), id: {:?}, name: {:?}, direction: Direction::{}, source: Source::{source}, \
         category: Category::{}, flags: EventFlags({}), old: {}, params: &[",
        event.code,
        event.id,
        event.name,
        camel(&event.direction),
        camel(&event.category),
        if flags.is_empty() { "0".into() } else { flags.join(" | ") },
        event.old,
    );
    for param in &event.params {
        param_entry(out, param);
    }
    out.push_str("], syscalls: &[");
    for name in &event.syscalls {
        let code = facts.sc_codes.iter().find(|(_, known)| known == name).map(|(code, _)| *code);
        let Some(code) = code else { continue };
        let _ = write!(out, "Sc({code}),");
    }
    out.push_str("] },\n");
    Ok(())
}

fn param_entry(out: &mut String, param: &Param) {
    let _ =
        write!(out, "\n        P::new({:?}, {}, {})", param.name, camel(&param.kind), camel(&param.format));
    if let Some(table) = &param.values {
        let _ = write!(out, ".values(&values::{})", table.to_uppercase());
    }
    if let Some(index) = param.dirfd_param {
        let _ = write!(out, ".dirfd({index})");
    }
    if !param.variants.is_empty() {
        out.push_str(".variants(&[");
        for variant in &param.variants {
            let _ = write!(
                out,
                "Variant {{ index: {}, kind: {}, format: {} }},",
                variant.index,
                camel(&variant.kind),
                camel(&variant.format)
            );
        }
        out.push_str("])");
    }
    out.push(',');
}

/// The value tables of flags and enumerations.
pub(super) fn values(facts: &Facts) -> String {
    let mut out = format!(
        "//! Names of flag and enumeration values, in the order in which the public tools print them.\n{HEAD}\
         use crate::info::ValueTable;\n\n"
    );
    for (name, values) in &facts.values {
        let _ = write!(
            out,
            "/// Value table {}.\npub static {}: ValueTable = ValueTable(&[",
            &name[1..],
            name.to_uppercase()
        );
        for (name, value) in values {
            let _ = write!(out, "({name:?}, {value}),");
        }
        out.push_str("]);\n");
    }
    out
}

/// System call codes, native numbers and the sets that the public engine knows.
pub(super) fn syscalls(facts: &Facts) -> String {
    let mut out = format!(
        "//! System calls: architecture-independent codes, their names, x86_64 numbers and well-known sets.\n{HEAD}\
         use crate::EventCode;\n\n\
         /// Architecture-independent code of a system call, as captures carry it in generic events.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub struct Sc(pub u16);\n\n\
         impl Sc {{\n    /// The system call's name; `None` for a code that is not known.\n    \
         pub fn name(self) -> Option<&'static str> {{ SC_NAMES.get(usize::from(self.0)).copied().filter(|name| !name.is_empty()) }}\n\n    \
         /// The system call of that name.\n    pub fn from_name(name: &str) -> Option<Sc> {{ SC_NAMES.iter().position(|known| *known == name && !name.is_empty()).and_then(|at| u16::try_from(at).ok()).map(Sc) }}\n}}\n\n"
    );
    let last = facts.sc_codes.last().map_or(0, |(code, _)| *code);
    let _ = write!(out, "/// Names by code.\npub static SC_NAMES: [&str; {}] = [", last + 1);
    for code in 0..=last {
        let name = facts.sc_codes.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name);
        let _ = write!(out, "{name:?},");
    }
    out.push_str("];\n\n");
    out.push_str(
        "/// One system call of x86_64.\n#[derive(Clone, Copy, Debug)]\npub struct NativeSyscall {\n    \
         /// Number on this architecture.\n    pub number: u16,\n    /// Name.\n    pub name: &'static str,\n    \
         /// Architecture-independent code.\n    pub sc: Sc,\n    /// Enter event.\n    pub enter: EventCode,\n    \
         /// Exit event.\n    pub exit: EventCode,\n    /// Has no event of its own, only the generic one.\n    pub generic: bool,\n}\n\n",
    );
    let _ = write!(
        out,
        "/// The system calls of x86_64.\n#[rustfmt::skip]\npub static X86_64: [NativeSyscall; {}] = [",
        facts.x86_64.len()
    );
    for call in &facts.x86_64 {
        let _ = write!(
            out,
            "\n    NativeSyscall {{ number: {}, name: {:?}, sc: Sc({}), enter: EventCode({}), exit: EventCode({}), generic: {} }},",
            call.nr, call.name, call.sc, call.enter, call.exit, call.generic
        );
    }
    out.push_str("];\n\n");
    for (set, doc) in [
        ("state", "System calls that the world's state is fed from, beside what rules ask for."),
        ("io", "Reads and writes."),
        ("ignored_by_default", "System calls that are left out unless all are asked for."),
    ] {
        let Some(names) = facts.sets.get(set) else { continue };
        let _ = write!(out, "/// {doc}\npub static {}: [&str; {}] = [", set.to_uppercase(), names.len());
        for name in names {
            let _ = write!(out, "{name:?},");
        }
        out.push_str("];\n\n");
    }
    out
}

fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}
