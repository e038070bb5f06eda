//! Our own rules, held to ordinary work: they are quiet.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use skua_capture::{Item, Reader};
use skua_event::Event;
use skua_rules::{Engine, EngineOptions, LoadOptions, RuleMatching, RuleSet, Source};
use skua_testkit::steps::{Player, Step};
use skua_world::World;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Work {
    work: String,
    steps: Vec<Step>,
}

/// An engine with our rules, which tells all that match.
fn engine() -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/skua");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let sources: Vec<Source> = files
        .iter()
        .map(|path| Source { name: path.display().to_string(), text: std::fs::read_to_string(path).unwrap() })
        .collect();
    let rules = RuleSet::load(&sources, &LoadOptions::default()).rules.unwrap();
    Engine::new(rules, EngineOptions { rule_matching: RuleMatching::All, ..EngineOptions::default() })
}

/// Shows an event to world and rules; who matches.
fn matched(world: &mut World, engine: &mut Engine, event: &Event<'_>) -> Vec<String> {
    let seen = world.apply(event);
    let mut ids = Vec::new();
    let mut lines = Vec::new();
    let view = world.view(event, &seen);
    engine.matches(&view, &mut |id| ids.push(id));
    for id in ids {
        let rule = engine.rules().rule(id).unwrap().name.to_string();
        let alert = engine.render(id, &view, &"host".into());
        lines.push(format!("{rule}: {}", alert.message));
    }
    world.settle(event, &seen);
    lines
}

#[test]
fn ordinary_work_raises_nothing() {
    let works: Vec<Work> = serde_saphyr::from_str(include_str!("ordinary_work.yaml")).unwrap();
    assert!(works.len() > 5);
    let (mut world, mut engine, mut player) = (World::default(), engine(), Player::default());
    let (mut loud, mut events) = (Vec::new(), 0);
    for work in &works {
        for moment in player.play(&work.steps).unwrap().iter().flat_map(|scene| &scene.moments) {
            events += 1;
            let event = Event::parse(&moment.block, 0, events).unwrap();
            let found = matched(&mut world, &mut engine, &event);
            if moment.judged {
                loud.extend(found.into_iter().map(|line| format!("{}: {line}", work.work)));
            }
        }
    }
    println!("{events} events");
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn recorded_ordinary_work_raises_nothing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/captures/benign-a.scap");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: no {}", path.display());
        return;
    };
    let (mut world, mut engine) = (World::default(), engine());
    let mut reader = Reader::whole(&bytes);
    let (mut loud, mut events) = (BTreeMap::<String, u32>::new(), 0);
    while let Some(item) = reader.next_item().unwrap() {
        match item {
            Item::Snapshot(snapshot) => world.load(*snapshot),
            Item::Event(record) => {
                events += 1;
                let event = Event::parse(record.bytes, record.cpu, events).unwrap();
                for line in matched(&mut world, &mut engine, &event) {
                    *loud.entry(line).or_default() += 1;
                }
            }
        }
    }
    println!("{events} events");
    assert!(events > 100_000);
    assert!(loud.is_empty(), "{loud:#?}");
}
