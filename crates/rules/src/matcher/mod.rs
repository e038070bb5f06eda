//! Finds the rules that match an event, asking as little as possible.
//!
//! Performance-critical: this runs for every event. What can be decided from the event's type is decided when the
//! engine is made ([`plan`]); equal questions are asked once per event, by counter and not by clearing ([`ask`]);
//! many questions to one field are answered by one lookup ([`group`]); what depends only on the process is decided
//! once per process ([`partial`]). Each of these has a switch in [`EngineOptions`], and none of them changes an
//! answer.

mod ask;
mod cost;
mod group;
mod partial;
mod plan;

pub(crate) use cost::cost;

use crate::rule::{Explanation, RuleId, RuleSet};
use ask::Asker;
use partial::Processes;
use plan::Plans;
use skua_alert::{Alert, Priority};
use skua_event::EventSet;
use skua_world::View;
use std::sync::Arc;

/// Which of the matching rules are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum RuleMatching {
    /// The first in load order.
    #[default]
    First,
    /// All of them.
    All,
}

/// How an engine works. The switches change its speed, never its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineOptions {
    /// Which of the matching rules are told.
    pub rule_matching: RuleMatching,
    /// Look only at the rules of the event's type.
    pub index_by_event: bool,
    /// Answer questions for the event's type beforehand and simplify conditions by it.
    pub fold_event_types: bool,
    /// Ask cheap questions first.
    pub reorder: bool,
    /// Remember answers within an event.
    pub remember_answers: bool,
    /// Answer many questions to one field at once.
    pub group_questions: bool,
    /// Remember with a process what depends only on it.
    pub remember_processes: bool,
}

impl Default for EngineOptions {
    fn default() -> EngineOptions {
        EngineOptions {
            rule_matching: RuleMatching::First,
            index_by_event: true,
            fold_event_types: true,
            reorder: true,
            remember_answers: true,
            group_questions: true,
            remember_processes: true,
        }
    }
}

impl EngineOptions {
    /// Every optimisation off.
    pub fn naive() -> EngineOptions {
        EngineOptions {
            rule_matching: RuleMatching::First,
            index_by_event: false,
            fold_event_types: false,
            reorder: false,
            remember_answers: false,
            group_questions: false,
            remember_processes: false,
        }
    }
}

/// What an engine counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineStats {
    /// Events given to [`Engine::matches`].
    pub events: u64,
    /// Those of a type that no rule looks at.
    pub without_rule: u64,
    /// Those whose process no rule of their type can match.
    pub settled_by_process: u64,
    /// Times a condition was decided.
    pub conditions: u64,
}

/// Finds the rules that match events.
#[derive(Debug)]
pub struct Engine {
    set: RuleSet,
    options: EngineOptions,
    plans: Plans,
    asker: Asker,
    processes: Processes,
    stats: EngineStats,
}

impl Engine {
    /// Prepares a set of rules. Rules that are switched off in the set take no part.
    pub fn new(mut set: RuleSet, options: EngineOptions) -> Engine {
        let mut graph = std::mem::take(&mut set.graph);
        let plans = Plans::new(&set, &mut graph, &options);
        let asker = Asker::new(&graph, &plans, &options);
        let processes = Processes::new(&graph, &plans);
        set.graph = graph;
        Engine { set, options, plans, asker, processes, stats: EngineStats::default() }
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.set
    }

    /// The settings.
    pub fn options(&self) -> &EngineOptions {
        &self.options
    }

    /// What was counted.
    pub fn stats(&self) -> EngineStats {
        self.stats
    }

    /// Calls `found` with the rules that match, in load order.
    pub fn matches(&mut self, view: &View<'_>, found: &mut dyn FnMut(RuleId)) {
        self.stats.events += 1;
        let Engine { set, options, plans, asker, processes, stats } = self;
        let plan = plans.of(view.event.code());
        if plan.is_empty() {
            stats.without_rule += 1;
            return;
        }
        let mut process = if options.remember_processes { processes.slot(view) } else { None };
        if let Some(process) = &mut process
            && !process.can_match(view, view.event.code(), plan, &set.graph)
        {
            stats.settled_by_process += 1;
            return;
        }
        asker.begin();
        for entry in plan {
            // Belonging to an event type is part of what a rule says: the names of system calls without an event of
            // their own share a code, so the types a condition can hold for may leave out some for which it does.
            let unindexed = !options.index_by_event;
            if unindexed && set.rule(entry.rule).is_none_or(|rule| !rule.events.contains(view.event.code())) {
                continue;
            }
            if process.as_ref().is_some_and(|process| process.is_dead(entry)) {
                continue;
            }
            stats.conditions += 1;
            if asker.holds(entry.root, view, &set.graph, process.as_mut()) {
                found(entry.rule);
                if options.rule_matching == RuleMatching::First {
                    return;
                }
            }
        }
    }

    /// One rule matches, whatever the others do: asked again when more is known than at the event.
    pub fn test(&mut self, id: RuleId, view: &View<'_>) -> bool {
        let Engine { set, asker, .. } = self;
        let Some(rule) = set.rule(id).filter(|rule| rule.events.contains(view.event.code())) else {
            return false;
        };
        asker.begin();
        asker.holds(rule.root, view, &set.graph, None)
    }

    /// The alert of a rule for an event. `id` is one that this engine gave; for any other the alert names no rule.
    pub fn render(&self, id: RuleId, view: &View<'_>, hostname: &Arc<str>) -> Alert {
        match self.set.rule(id) {
            Some(rule) => rule.render(view, hostname),
            None => Alert {
                time_ns: view.event.timestamp(),
                rule: Arc::from(""),
                priority: Priority::Debug,
                source: Arc::from(""),
                hostname: Arc::clone(hostname),
                message: String::new(),
                output_fields: Vec::new(),
                tags: Arc::from([]),
            },
        }
    }

    /// What a rule looks at and what that costs.
    pub fn explain(&self, id: RuleId) -> Explanation {
        self.set.explain(id).unwrap_or_default()
    }

    /// The event types that can still match for the process of an event: what has to be told to the kernel. All of
    /// those that rules look at when the process is not known.
    pub fn events_of_process(&mut self, view: &View<'_>) -> EventSet {
        let Engine { set, plans, processes, .. } = self;
        let wanted = set.events();
        let Some(mut process) = processes.slot(view) else { return wanted };
        wanted.iter().filter(|code| process.can_match(view, *code, plans.of(*code), &set.graph)).collect()
    }
}
