//! From an event block to alerts: world, rules, outputs. The same for every source.

use crate::containers::Containers;
use crate::waiting::Waiting;
use skua_alert::{Alert, Priority};
use skua_event::Event;
use skua_outputs::Outputs;
use skua_rules::{Engine, RuleId};
use skua_world::World;
use std::collections::HashMap;
use std::sync::Arc;

/// Everything that an event passes.
pub(crate) struct Pipeline {
    pub(crate) world: World,
    pub(crate) engine: Engine,
    pub(crate) containers: Containers,
    pub(crate) waiting: Waiting,
    pub(crate) outputs: Outputs,
    pub(crate) hostname: Arc<str>,
    pub(crate) least: Priority,
    pub(crate) events: u64,
    pub(crate) malformed: u64,
    pub(crate) alerts: HashMap<Arc<str>, u64>,
    hits: Vec<RuleId>,
}

impl Pipeline {
    pub(crate) fn new(
        world: World,
        engine: Engine,
        containers: Containers,
        waiting: Waiting,
        outputs: Outputs,
        hostname: Arc<str>,
        least: Priority,
    ) -> Pipeline {
        Pipeline {
            world,
            engine,
            containers,
            waiting,
            outputs,
            hostname,
            least,
            events: 0,
            malformed: 0,
            alerts: HashMap::new(),
            hits: Vec::new(),
        }
    }

    /// Takes one event block.
    pub(crate) fn feed(&mut self, cpu: u16, bytes: &[u8]) {
        self.events += 1;
        let Ok(event) = Event::parse(bytes, cpu, self.events) else {
            self.malformed += 1;
            return;
        };
        let seen = self.world.apply(&event);
        let view = self.world.view(&event, &seen);
        let hits = &mut self.hits;
        hits.clear();
        self.engine.matches(&view, &mut |rule| hits.push(rule));
        for rule in hits.drain(..) {
            let Some(rule) = self.engine.rules().rule(rule) else { continue };
            let awaited = rule.reads_container()
                && view.thread.is_some_and(|(_, thread)| {
                    let id = &thread.container_id;
                    !id.is_empty() && self.world.container(id).is_none() && self.containers.awaits(id)
                });
            if !(awaited && self.waiting.hold(rule, &view, &self.hostname)) {
                deliver(&self.outputs, &mut self.alerts, self.least, rule.render(&view, &self.hostname));
            }
        }
        self.world.settle(&event, &seen);
        self.containers.ask(&mut self.world);
    }

    /// What is to be done between batches: answers of runtimes, alerts that have waited long enough.
    pub(crate) fn tend(&mut self, all: bool) {
        if self.containers.idle() && self.waiting.is_empty() {
            return;
        }
        let settled = self.containers.learn(&mut self.world);
        if self.waiting.is_empty() {
            return;
        }
        let (outputs, alerts, least) = (&self.outputs, &mut self.alerts, self.least);
        self.waiting.release(&self.world, &mut self.engine, &settled, all, &self.hostname, &mut |alert| {
            deliver(outputs, alerts, least, alert);
        });
    }
}

fn deliver(outputs: &Outputs, alerts: &mut HashMap<Arc<str>, u64>, least: Priority, alert: Alert) {
    if alert.priority > least {
        return;
    }
    *alerts.entry(Arc::clone(&alert.rule)).or_default() += 1;
    outputs.submit(Arc::new(alert));
}
