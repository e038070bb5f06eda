//! `bpf/include/event_table.h`: event codes, parameter counts and the portable flag values.

use super::facts::Facts;
use std::fmt::Write;

pub(super) fn header(facts: &Facts) -> String {
    let mut out = String::from(
        "/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */\n\
         /* Written by `cargo xtask generate` from facts/; do not edit. */\n\
         #ifndef SKUA_EVENT_TABLE_H\n#define SKUA_EVENT_TABLE_H\n\n",
    );
    let _ = writeln!(out, "#define PPM_EVENT_MAX {}\n", facts.events.len());
    out.push_str("enum ppm_event_code {\n");
    for event in facts.events.iter().filter(|event| !event.unused) {
        let _ = writeln!(out, "\t{} = {},", event.id, event.code);
    }
    out.push_str("};\n\n/* Number of parameters of each event. */\n");
    for event in facts.events.iter().filter(|event| !event.unused && !event.old) {
        let _ = writeln!(out, "#define {}_PARAMS {}", event.id, event.params.len());
    }
    out.push_str("\n/* Portable flag and enumeration values, by the parameters that use them. */\n");
    for (table, values) in &facts.values {
        let users: Vec<String> = facts
            .events
            .iter()
            .filter(|event| !event.old)
            .flat_map(|event| {
                event
                    .params
                    .iter()
                    .filter(|param| param.values.as_deref() == Some(table))
                    .map(|param| format!("{}.{}", event.name, param.name))
            })
            .take(4)
            .collect();
        let _ = writeln!(out, "\n/* {table}: {} */", users.join(", "));
        for (name, value) in values {
            let _ = writeln!(out, "#define {}_{} {value}u", table.to_uppercase(), identifier(name));
        }
    }
    out.push_str("\n#endif\n");
    out
}

fn identifier(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}
