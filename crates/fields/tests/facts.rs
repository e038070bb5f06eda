//! The catalogue against the public table of fields.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde::Deserialize;
use skua_fields::{ArgumentRule, FieldFlags};

#[derive(Deserialize)]
struct Fact {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    is_list: bool,
    needs_arg: String,
    flags: Vec<String>,
}

fn facts() -> Vec<Fact> {
    serde_json::from_str(include_str!("../../../facts/falco-fields.json")).unwrap()
}

#[test]
fn every_public_field_is_known_with_its_type_and_argument() {
    let mut wrong = Vec::new();
    for fact in facts() {
        let Some(field) = skua_fields::lookup(&fact.name) else {
            wrong.push(format!("{}: missing", fact.name));
            continue;
        };
        let argument = match field.argument {
            ArgumentRule::No => "no",
            ArgumentRule::Allowed => "allowed",
            ArgumentRule::Required => "required",
        };
        let ours = (format!("{:?}", field.kind).to_uppercase(), field.is_list, argument.to_string());
        let theirs = (fact.kind, fact.is_list, fact.needs_arg);
        if ours != theirs {
            wrong.push(format!("{}: {ours:?} instead of {theirs:?}", fact.name));
        }
        for (flag, name) in [
            (FieldFlags::FILTER_ONLY, "FILTER_ONLY"),
            (FieldFlags::NO_RHS, "NO_RHS"),
            (FieldFlags::NO_TRANSFORMER, "NO_TRANSFORMER"),
        ] {
            if field.flags.contains(flag) != fact.flags.iter().any(|known| known == name) {
                wrong.push(format!("{}: {name} differs", fact.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(facts().len(), 268);
    let listed = skua_fields::all().filter(|field| !field.flags.contains(FieldFlags::HIDDEN)).count();
    assert_eq!(listed, 268);
}
