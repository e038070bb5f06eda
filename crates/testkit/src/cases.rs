//! Holding rules to their cases.

use std::collections::BTreeSet;

use skua_event::Event;
use skua_rules::Engine;
use skua_world::World;

use crate::steps::{Case, Player, Scene, StepError};

/// A scene in which a rule did what its case says it must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// The scene's number, from 1, among those that must fire, or among the near misses.
    pub scene: usize,
    /// The rule should have matched, and did not; otherwise the reverse.
    pub should_fire: bool,
    /// The rules that matched instead, or as well.
    pub matched: BTreeSet<String>,
}

/// A world and an engine in which cases are played. The engine is to tell all rules that match, not only the first.
pub struct Theatre {
    world: World,
    engine: Engine,
    player: Player,
    events: u64,
}

impl Theatre {
    /// Takes an engine whose rules are to be held to cases.
    pub fn new(engine: Engine) -> Theatre {
        Theatre { world: World::default(), engine, player: Player::default(), events: 0 }
    }

    /// Plays all scenes of a case; what went wrong.
    ///
    /// # Errors
    ///
    /// The case says what no event can.
    pub fn run(&mut self, case: &Case) -> Result<Vec<Failure>, StepError> {
        let mut failures = Vec::new();
        for (steps, should_fire) in [(&case.fires, true), (&case.quiet, false)] {
            for (index, scene) in self.player.play(steps)?.iter().enumerate() {
                let matched = self.matched(scene);
                if matched.contains(&case.rule) != should_fire {
                    failures.push(Failure {
                        rule: case.rule.clone(),
                        scene: index + 1,
                        should_fire,
                        matched,
                    });
                }
            }
        }
        Ok(failures)
    }

    /// The rules that match a judged event of a scene.
    fn matched(&mut self, scene: &Scene) -> BTreeSet<String> {
        let mut matched = BTreeSet::new();
        for moment in &scene.moments {
            self.events += 1;
            let Ok(event) = Event::parse(&moment.block, 0, self.events) else { continue };
            let seen = self.world.apply(&event);
            let mut found = Vec::new();
            self.engine.matches(&self.world.view(&event, &seen), &mut |rule| found.push(rule));
            self.world.settle(&event, &seen);
            if moment.judged {
                let name = |id| self.engine.rules().rule(id).map(|rule| rule.name.to_string());
                matched.extend(found.into_iter().filter_map(name));
            }
        }
        matched
    }
}
