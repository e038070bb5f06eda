//! The floors of the house and the arrows between crates.

use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Floor {
    Words,
    Minds,
    Hands,
    Rooms,
    Roof,
}

use Floor::{Hands, Minds, Roof, Rooms, Words};

/// Each crate's floor, and the crates of the same floor that it may call. Arrows down need no mention.
const HOUSE: [(&str, Floor, &[&str]); 14] = [
    ("event", Words, &[]),
    ("workload", Words, &[]),
    ("diag", Words, &[]),
    ("alert", Words, &["event", "workload"]),
    ("world", Minds, &[]),
    ("fields", Minds, &["world"]),
    ("rules", Minds, &["world", "fields"]),
    ("capture", Hands, &[]),
    ("sensor", Hands, &[]),
    ("runtime", Hands, &[]),
    ("outputs", Hands, &[]),
    ("agent", Rooms, &[]),
    ("cli", Roof, &[]),
    // Stands beside the house: only tests call it, which `check` sees to.
    (TESTKIT, Roof, &["cli"]),
];

const TESTKIT: &str = "testkit";

/// Outside the house: the project's own tools.
const OUTSIDE: [&str; 1] = ["xtask"];

/// Libraries that reach out of the process, and so may not be used below the hands.
const WORLDLY: [&str; 16] = [
    "aya",
    "aya-obj",
    "hyper",
    "hyper-util",
    "kube",
    "libc",
    "nix",
    "prost",
    "reqwest",
    "rustix",
    "rustls",
    "signal-hook",
    "sqlx",
    "tokio",
    "tonic",
    "ureq",
];

/// Libraries with one door each; `deny.toml` says the same of indirect use.
const DOORS: [(&str, &[&str]); 2] = [("aya", &["sensor"]), ("aya-obj", &["sensor"])];

/// A member of the workspace: its folder's noun and the names of what it depends on.
pub(super) struct Crate {
    name: String,
    /// Ordinary and build dependencies, under their package names.
    uses: Vec<String>,
}

/// Reads the members out of the answer of `cargo metadata --no-deps`.
///
/// Tests may reach further than the code they test, so development dependencies are left out.
pub(super) fn crates_of(metadata: &Value) -> Result<Vec<Crate>, String> {
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    packages
        .iter()
        .map(|package| {
            let name = package["name"].as_str().ok_or("cargo metadata has a package without a name")?;
            let uses = package["dependencies"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|dependency| dependency["kind"] != "dev")
                .filter_map(|dependency| dependency["name"].as_str())
                .map(noun)
                .collect();
            Ok(Crate { name: noun(name), uses })
        })
        .collect()
}

fn noun(package: &str) -> String {
    package.strip_prefix("skua-").unwrap_or(package).to_owned()
}

pub(super) fn check(crates: &[Crate]) -> Vec<String> {
    let mut complaints = Vec::new();
    for member in crates.iter().filter(|member| !OUTSIDE.contains(&member.name.as_str())) {
        let name = &member.name;
        let Some((_, floor, neighbours)) = place_of(name) else {
            complaints.push(format!(
                "crates/{name}: lives on no floor; add it to the table in xtask/src/tidy/floors.rs and to ARCHITECTURE.md"
            ));
            continue;
        };
        for used in &member.uses {
            complaints.extend(arrow(name, floor, neighbours, used));
        }
    }
    complaints
}

fn arrow(name: &str, floor: Floor, neighbours: &[&str], used: &str) -> Option<String> {
    let at = format!("crates/{name}/Cargo.toml");
    if let Some((_, doors)) = DOORS.iter().find(|(library, _)| *library == used)
        && !doors.contains(&name)
    {
        return Some(format!("{at}: `{used}` is used only through {}", doors.join(" and ")));
    }
    if WORLDLY.contains(&used) && floor < Hands {
        return Some(format!(
            "{at}: {floor:?} are pure and cannot use `{used}`; let one of the hands read, and take bytes and values"
        ));
    }
    let (_, other, _) = place_of(used)?;
    if used == TESTKIT {
        return Some(format!("{at}: `{TESTKIT}` is for tests; move it to [dev-dependencies]"));
    }
    if other > floor {
        return Some(format!(
            "{at}: arrow upward, from {floor:?} to {other:?} (`{used}`); arrows only go down"
        ));
    }
    (other == floor && !neighbours.contains(&used)).then(|| {
        format!("{at}: arrow between neighbours on {floor:?} (`{used}`) that the table in tidy/floors.rs does not name")
    })
}

/// Whether the crate in `crates/NOUN` is pure: words and minds touch nothing outside the process.
pub(super) fn is_pure(noun: &str) -> bool {
    place_of(noun).is_some_and(|(_, floor, _)| floor < Hands)
}

/// Whether the crate in `crates/NOUN` speaks to a terminal.
pub(super) fn may_print(noun: &str) -> bool {
    place_of(noun).is_none_or(|(_, floor, _)| floor == Roof)
}

fn place_of(name: &str) -> Option<(&'static str, Floor, &'static [&'static str])> {
    HOUSE.iter().find(|(noun, ..)| *noun == name).copied()
}

#[cfg(test)]
mod tests {
    use super::{check, crates_of};
    use serde_json::json;

    fn complaints(name: &str, dependencies: serde_json::Value) -> Vec<String> {
        let metadata = json!({ "packages": [{ "name": name, "dependencies": dependencies }] });
        check(&crates_of(&metadata).expect("packages are named"))
    }

    #[test]
    fn arrows_go_down_only() {
        assert!(complaints("skua-rules", json!([{ "name": "skua-event", "kind": null }])).is_empty());
        let upward = complaints("skua-rules", json!([{ "name": "skua-sensor", "kind": null }]));
        assert!(upward[0].contains("from Minds to Hands"), "{upward:?}");
        assert_eq!(complaints("skua-rules", json!([{ "name": "skua-sensor", "kind": "build" }])).len(), 1);
        assert!(complaints("skua-rules", json!([{ "name": "skua-sensor", "kind": "dev" }])).is_empty());
    }

    #[test]
    fn neighbours_are_named() {
        assert!(complaints("skua-fields", json!([{ "name": "skua-world", "kind": null }])).is_empty());
        assert_eq!(complaints("skua-world", json!([{ "name": "skua-fields", "kind": null }])).len(), 1);
        assert_eq!(complaints("skua-outputs", json!([{ "name": "skua-runtime", "kind": null }])).len(), 1);
    }

    #[test]
    fn libraries_have_their_doors() {
        assert_eq!(complaints("skua-agent", json!([{ "name": "aya", "kind": null }])).len(), 1);
        assert!(complaints("skua-sensor", json!([{ "name": "aya", "kind": null }])).is_empty());
        assert_eq!(complaints("skua-world", json!([{ "name": "tokio", "kind": null }])).len(), 1);
        assert_eq!(complaints("skua-agent", json!([{ "name": "skua-testkit", "kind": null }])).len(), 1);
    }

    #[test]
    fn every_crate_has_a_floor() {
        assert_eq!(complaints("skua-cellar", json!([])).len(), 1);
        assert!(complaints("xtask", json!([])).is_empty());
    }
}
