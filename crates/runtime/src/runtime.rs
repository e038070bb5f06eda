//! The door: questions in without waiting, answers out over a channel.

use crate::config::Config;
use crate::error::LookupError;
use crate::worker;
use skua_workload::{Container, ContainerRef, Engine};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::mpsc as queue;

/// The answer to one lookup.
#[derive(Debug)]
pub struct Resolved {
    /// Whole id, as it was asked for.
    pub id: String,
    /// The container, or why it is not known.
    pub result: Result<Container, LookupError>,
}

/// What has been asked and answered since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Lookups taken on.
    pub asked: u64,
    /// Containers found.
    pub found: u64,
    /// Containers that no runtime knew within the patience.
    pub missing: u64,
    /// Lookups that failed otherwise.
    pub failed: u64,
    /// Lookups refused because too many were waiting.
    pub refused: u64,
    /// Rounds asked again.
    pub retries: u64,
}

/// Lookups of container metadata in the background. Dropping it ends the thread.
#[derive(Debug)]
pub struct Runtime {
    questions: queue::Sender<Question>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) engine: Engine,
    pub(crate) id: String,
}

/// State of both sides.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    states: Mutex<HashMap<String, State>>,
    asked: AtomicU64,
    found: AtomicU64,
    missing: AtomicU64,
    failed: AtomicU64,
    refused: AtomicU64,
    pub(crate) retries: AtomicU64,
}

#[derive(Debug)]
enum State {
    Asking,
    MissingUntil(Instant),
}

/// Unknown containers remembered at most.
const MAX_MISSING: usize = 4096;

impl Runtime {
    /// Starts the thread. Fails only when the system gives no thread or no event queue.
    pub fn start(config: Config) -> Result<(Self, Receiver<Resolved>), std::io::Error> {
        let (questions, waiting) = queue::channel(config.queue.max(1));
        let (answers, receiver) = channel();
        let shared = Arc::new(Shared::default());
        worker::start(config, waiting, answers, Arc::clone(&shared))?;
        Ok((Self { questions, shared }, receiver))
    }

    /// Asks for a container. Returns at once; `true` when an answer will come. The same container is asked for once
    /// at a time, and one that nobody knew is not asked for again for a while.
    pub fn lookup(&self, container: ContainerRef<'_>) -> bool {
        // Ids of all runtimes are plain ASCII; another name belongs to nobody that could be asked.
        let Ok(id) = std::str::from_utf8(container.id) else { return false };
        let mut states = self.shared.states();
        match states.get(id) {
            Some(State::Asking) => return true,
            Some(State::MissingUntil(end)) if Instant::now() < *end => return false,
            _ => {}
        }
        let question = Question { engine: container.engine, id: id.to_owned() };
        if self.questions.try_send(question).is_err() {
            self.shared.refused.fetch_add(1, Ordering::Relaxed);
            return false;
        }
        states.insert(id.to_owned(), State::Asking);
        self.shared.asked.fetch_add(1, Ordering::Relaxed);
        true
    }

    /// Counts so far.
    pub fn counters(&self) -> Counters {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counters {
            asked: get(&self.shared.asked),
            found: get(&self.shared.found),
            missing: get(&self.shared.missing),
            failed: get(&self.shared.failed),
            refused: get(&self.shared.refused),
            retries: get(&self.shared.retries),
        }
    }
}

impl Shared {
    fn states(&self) -> MutexGuard<'_, HashMap<String, State>> {
        // The map stays whole whatever happens to a thread that holds it.
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down the end of a lookup and sends it.
    pub(crate) fn answer(&self, answers: &Sender<Resolved>, resolved: Resolved, config: &Config) {
        let counter = match &resolved.result {
            Ok(_) => &self.found,
            Err(error) if error.is_not_found() => &self.missing,
            Err(_) => &self.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        let mut states = self.states();
        states.remove(&resolved.id);
        if resolved.result.is_err() {
            let now = Instant::now();
            if states.len() >= MAX_MISSING {
                states.retain(|_, state| !matches!(state, State::MissingUntil(end) if *end <= now));
            }
            if states.len() < MAX_MISSING {
                states.insert(resolved.id.clone(), State::MissingUntil(now + config.forget_missing));
            }
        }
        drop(states);
        // Nobody listens any more only when the owner is going away.
        let _ = answers.send(resolved);
    }
}
