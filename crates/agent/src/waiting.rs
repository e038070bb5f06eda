//! Alerts of containers whose metadata has not come yet.
//!
//! A rule that names an image or a pod cannot be judged rightly before the runtime has told of the container. Such an
//! alert waits a short, bounded time; then its rule is asked again with what has become known, and its text is made anew.

use skua_alert::Alert;
use skua_event::Event;
use skua_rules::{Engine, Incomplete, Rule, RuleId, RuleMatching};
use skua_world::{Fd, Thread, ThreadKey, View, World};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One event and the rule that it raised, kept with what the event showed.
struct Held {
    rule: RuleId,
    incomplete: Incomplete,
    container: Vec<u8>,
    deadline: Instant,
    bytes: Vec<u8>,
    cpu: u16,
    number: u64,
    thread: (ThreadKey, Thread),
    fd_number: Option<i64>,
    fd: Option<Fd>,
    fd_name_changed: bool,
}

/// What waits, in the order of its coming.
pub(crate) struct Waiting {
    held: Vec<Held>,
    limit: usize,
    wait: Duration,
    /// Alerts that were not held because too many were.
    pub(crate) refused: u64,
    /// Alerts that were dropped because the metadata showed that the rule does not apply.
    pub(crate) withdrawn: u64,
}

impl Waiting {
    pub(crate) fn new(wait: Duration, limit: usize) -> Waiting {
        Waiting { held: Vec::new(), limit, wait, refused: 0, withdrawn: 0 }
    }

    /// Keeps an alert back; false when there is no room, and it must go out as it is.
    pub(crate) fn hold(&mut self, rule: &Rule, view: &View<'_>, hostname: &Arc<str>) -> bool {
        let Some((key, thread)) = view.thread else { return false };
        if self.held.len() >= self.limit {
            self.refused += 1;
            return false;
        }
        self.held.push(Held {
            rule: rule.id,
            incomplete: rule.render_incomplete(view, hostname),
            container: thread.container_id.to_vec(),
            deadline: Instant::now() + self.wait,
            bytes: view.event.bytes().to_vec(),
            cpu: view.event.cpu,
            number: view.event.number,
            thread: (key, thread.clone()),
            fd_number: view.fd_number,
            fd: view.fd.cloned(),
            fd_name_changed: view.fd_name_changed,
        });
        true
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Lets go what need not wait any longer: containers in `settled`, and everything whose time is up. Each is judged
    /// again by its rule and, if it still holds, handed to `send`.
    pub(crate) fn release(
        &mut self,
        world: &World,
        engine: &mut Engine,
        settled: &[String],
        all: bool,
        hostname: &Arc<str>,
        send: &mut dyn FnMut(Alert),
    ) {
        let now = Instant::now();
        let mut rest = Vec::with_capacity(self.held.len());
        for held in self.held.drain(..) {
            let told = settled.iter().any(|id| id.as_bytes() == held.container);
            if !(all || told || held.deadline <= now) {
                rest.push(held);
                continue;
            }
            let Ok(event) = Event::parse(&held.bytes, held.cpu, held.number) else { continue };
            let view = View {
                world,
                event: &event,
                thread: Some((held.thread.0, &held.thread.1)),
                fd_number: held.fd_number,
                fd: held.fd.as_ref(),
                fd_name_changed: held.fd_name_changed,
            };
            if !told {
                send(held.incomplete.alert);
                continue;
            }
            let now = judge_again(engine, held.rule, &view);
            match now.and_then(|rule| engine.rules().rule(rule)) {
                Some(rule) if rule.id == held.rule => send(rule.complete(held.incomplete, &view)),
                Some(rule) => send(rule.render(&view, hostname)),
                None => self.withdrawn += 1,
            }
        }
        self.held = rest;
    }
}

/// The rule that the event raises with what is known now: the same as before if it still matches; where the first match
/// counts, whichever is first now.
fn judge_again(engine: &mut Engine, before: RuleId, view: &View<'_>) -> Option<RuleId> {
    let first_counts = engine.options().rule_matching == RuleMatching::First;
    let (mut first, mut same) = (None, false);
    engine.matches(view, &mut |rule| {
        first.get_or_insert(rule);
        same |= rule == before;
    });
    if first_counts { first } else { Some(before).filter(|_| same) }
}
