//! The background thread.

use crate::config::Config;
use crate::error::LookupError;
use crate::runtime::{Question, Resolved, Shared};
use crate::{containerd, cri, docker, podman_storage};
use skua_workload::{Container, Engine};
use std::future::Future;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc::Receiver};
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, timeout};

/// Containers asked for at the same time.
const CONCURRENT: usize = 16;

/// Pause before asking again; doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Longest /etc/passwd that is read for homes.
const MAX_PASSWD: usize = 1 << 20;

pub(crate) fn start(
    config: Config,
    mut questions: Receiver<Question>,
    answers: Sender<Resolved>,
    shared: Arc<Shared>,
) -> Result<(), std::io::Error> {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let work = move || {
        let config = Rc::new(config);
        let room = Arc::new(Semaphore::new(CONCURRENT));
        let tasks = LocalSet::new();
        tasks.block_on(&executor, async move {
            while let Some(question) = questions.recv().await {
                let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
                let (config, answers, shared) = (Rc::clone(&config), answers.clone(), Arc::clone(&shared));
                tokio::task::spawn_local(async move {
                    let result = resolve(&config, &question, &shared).await;
                    shared.answer(&answers, Resolved { id: question.id, result }, &config);
                    drop(permit);
                });
            }
        });
    };
    std::thread::Builder::new().name("skua-runtime".to_owned()).spawn(work)?;
    Ok(())
}

/// Asks all runtimes round by round until one knows the container or the patience ends.
async fn resolve(config: &Config, question: &Question, shared: &Shared) -> Result<Container, LookupError> {
    if matches!(question.engine, Engine::Lxc | Engine::LibvirtLxc | Engine::Bpm) {
        // These have no service to ask; the control group's name is the container's.
        let mut container = Container::new(question.engine, &question.id);
        container.name = question.id.clone();
        return Ok(container);
    }
    let end = Instant::now() + config.patience;
    let mut pause = FIRST_PAUSE;
    loop {
        let error = match ask_all(config, question).await {
            Ok(container) => return Ok(container),
            Err(error) => error,
        };
        if Instant::now() + pause >= end {
            return Err(error);
        }
        tracing::debug!(id = question.id, %error, "container is not known yet");
        shared.retries.fetch_add(1, Ordering::Relaxed);
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// One round. Those come first that know most: CRI knows the pod, and Docker's containers are containerd's as well.
async fn ask_all(config: &Config, question: &Question) -> Result<Container, LookupError> {
    let id = question.id.as_str();
    let mut failure = LookupError::NotFound;
    if question.engine == Engine::Podman
        && let Some(container) = ask_podman(config, id, &mut failure).await
    {
        return Ok(container);
    }
    for socket in &config.sockets.cri {
        if let Some(container) = ask(config, socket, cri::lookup(socket, id), &mut failure).await {
            return Ok(container);
        }
    }
    for socket in &config.sockets.docker {
        let lookup = docker::lookup(socket, Engine::Docker, id);
        if let Some(container) = ask(config, socket, lookup, &mut failure).await {
            return Ok(container);
        }
    }
    for socket in &config.sockets.containerd {
        if let Some(container) = ask(config, socket, containerd::lookup(socket, id), &mut failure).await {
            return Ok(container);
        }
    }
    if question.engine != Engine::Podman
        && let Some(container) = ask_podman(config, id, &mut failure).await
    {
        return Ok(container);
    }
    Err(failure)
}

async fn ask_podman(config: &Config, id: &str, failure: &mut LookupError) -> Option<Container> {
    for socket in &config.sockets.podman {
        let lookup = docker::lookup(socket, Engine::Podman, id);
        if let Some(container) = ask(config, socket, lookup, failure).await {
            return Some(container);
        }
    }
    let mut roots: Vec<PathBuf> = config.podman_storage.clone();
    if config.rootless_storage
        && let Ok(passwd) = std::fs::read("/etc/passwd")
        && passwd.len() <= MAX_PASSWD
    {
        roots.extend(podman_storage::rootless_roots(&String::from_utf8_lossy(&passwd)));
    }
    for root in roots {
        match podman_storage::lookup(&root, id) {
            Ok(container) => return Some(container),
            Err(error) => keep(failure, error),
        }
    }
    None
}

async fn ask(
    config: &Config,
    socket: &Path,
    lookup: impl Future<Output = Result<Container, LookupError>>,
    failure: &mut LookupError,
) -> Option<Container> {
    let answer = timeout(config.timeout, lookup).await;
    match answer.unwrap_or_else(|_| Err(LookupError::Timeout { socket: socket.to_owned() })) {
        Ok(container) => Some(container),
        Err(error) => {
            keep(failure, error);
            None
        }
    }
}

/// Remembers the reason that tells most: a runtime that is not installed is none.
fn keep(failure: &mut LookupError, error: LookupError) {
    let absent = matches!(&error, LookupError::Connect { source, .. }
        if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::NotADirectory));
    if !absent && !error.is_not_found() {
        *failure = error;
    }
}
