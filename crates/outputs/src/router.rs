//! Queues and threads between those who make alerts and those who take them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use skua_alert::{Alert, Format};

use crate::complaint::Complaint;
use crate::destination::{DeliveryError, Destination, Stop};
use crate::file::File;
use crate::http::Http;
use crate::program::Program;
use crate::spec::Spec;
use crate::stdout::Stdout;
use crate::syslog::Syslog;

/// How outputs are run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many alerts may wait for one destination; further ones are dropped and counted.
    pub queue_capacity: usize,
    /// After how long a delivery that has not ended is complained about.
    pub output_timeout: Duration,
    /// How long to hold back complaints of one kind after one was made.
    pub complaint_interval: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            queue_capacity: 4_096,
            output_timeout: Duration::from_secs(2),
            complaint_interval: Duration::from_secs(30),
        }
    }
}

/// What became of the alerts for one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputStats {
    /// The destination as it is called in messages: `stdout`, `file`, `syslog`, `http`, `program`, and where.
    pub name: String,
    /// Delivered.
    pub delivered: u64,
    /// Tried and failed.
    pub failed: u64,
    /// Not tried: the queue was full, the reader gone, or the time up.
    pub dropped: u64,
    /// Deliveries that took longer than the timeout.
    pub slow: u64,
    /// Still waiting.
    pub waiting: u64,
    /// Whether the reader has gone for good.
    pub closed: bool,
}

/// All destinations. Handing over an alert never blocks.
pub struct Outputs {
    workers: Vec<Worker>,
    settings: Settings,
    epoch: Instant,
}

/// One destination, seen from outside.
struct Worker {
    queue: Option<SyncSender<Arc<Alert>>>,
    thread: Option<JoinHandle<()>>,
    stop: Stop,
    shared: Arc<Shared>,
    full: Mutex<Complaint>,
    stuck: Mutex<Complaint>,
}

/// What a worker's thread and the others know of each other.
struct Shared {
    name: String,
    submitted: AtomicU64,
    delivered: AtomicU64,
    failed: AtomicU64,
    dropped: AtomicU64,
    slow: AtomicU64,
    /// When the delivery under way began, in milliseconds since the router's start, plus one; 0 if none is.
    busy_since: AtomicU64,
    reopen: AtomicBool,
    closed: AtomicBool,
}

impl Outputs {
    /// Opens every destination and starts its thread.
    ///
    /// # Errors
    ///
    /// A file that cannot be opened, a missing syslog, unreadable authorities: what the user can mend now. A
    /// webhook that does not answer is no error; it may come later.
    pub fn start(specs: Vec<(Spec, Format)>, settings: Settings) -> Result<Self, DeliveryError> {
        let mut outputs = Self { workers: Vec::new(), settings, epoch: Instant::now() };
        for (spec, format) in specs {
            let stop = Stop::default();
            let (name, destination) = open(spec, &stop)?;
            let worker = outputs.spawn(name, destination, format, stop)?;
            outputs.workers.push(worker);
        }
        Ok(outputs)
    }

    fn spawn(
        &self,
        name: String,
        destination: Box<dyn Destination>,
        format: Format,
        stop: Stop,
    ) -> Result<Worker, DeliveryError> {
        let (queue, alerts) = sync_channel(self.settings.queue_capacity.max(1));
        let shared = Arc::new(Shared {
            name,
            submitted: AtomicU64::new(0),
            delivered: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            dropped: AtomicU64::new(0),
            slow: AtomicU64::new(0),
            busy_since: AtomicU64::new(0),
            reopen: AtomicBool::new(false),
            closed: AtomicBool::new(false),
        });
        let run = Run {
            alerts,
            destination,
            format,
            shared: Arc::clone(&shared),
            stop: stop.clone(),
            complaint: Complaint::new(self.settings.complaint_interval),
            timeout: self.settings.output_timeout,
            epoch: self.epoch,
        };
        let thread = std::thread::Builder::new()
            .name("skua-output".to_owned())
            .spawn(move || run.run())
            .map_err(DeliveryError::io("start a thread for an output"))?;
        let complaint = || Mutex::new(Complaint::new(self.settings.complaint_interval));
        Ok(Worker {
            queue: Some(queue),
            thread: Some(thread),
            stop,
            shared,
            full: complaint(),
            stuck: complaint(),
        })
    }

    /// Hands an alert to every destination. Never waits: a full queue drops it, counted.
    pub fn submit(&self, alert: Arc<Alert>) {
        for worker in &self.workers {
            let Some(queue) = &worker.queue else { continue };
            // Before the thread can count it as delivered.
            worker.shared.submitted.fetch_add(1, Ordering::Relaxed);
            match queue.try_send(Arc::clone(&alert)) {
                Ok(()) => {}
                Err(TrySendError::Full(_)) => {
                    let dropped = worker.shared.dropped.fetch_add(1, Ordering::Relaxed) + 1;
                    if speak(&worker.full).is_some() {
                        tracing::warn!(
                            output = worker.shared.name,
                            dropped,
                            "output queue is full, alerts are dropped"
                        );
                    }
                }
                // The reader has gone; that was said when it went.
                Err(TrySendError::Disconnected(_)) => {
                    worker.shared.dropped.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
        self.watch();
    }

    /// Complains about deliveries that hang. Called with each alert and by [`Outputs::stats`].
    fn watch(&self) {
        let now = millis(self.epoch);
        for worker in &self.workers {
            let since = worker.shared.busy_since.load(Ordering::Relaxed);
            let blocked = Duration::from_millis(now.saturating_sub(since.saturating_sub(1)));
            if since != 0 && blocked > self.settings.output_timeout && speak(&worker.stuck).is_some() {
                tracing::warn!(output = worker.shared.name, ?blocked, "output hangs");
            }
        }
    }

    /// Asks every destination to open its file or program anew before the next alert.
    pub fn reopen(&self) {
        for worker in &self.workers {
            worker.shared.reopen.store(true, Ordering::Relaxed);
        }
    }

    /// What became of the alerts so far, in the order of the destinations.
    pub fn stats(&self) -> Vec<OutputStats> {
        self.watch();
        self.workers.iter().map(|worker| worker.shared.stats()).collect()
    }

    /// Lets every destination deliver what waits, for at most `deadline` in all, and ends it.
    ///
    /// What did not get through is counted as dropped. A thread that hangs in a system call is left behind.
    pub fn close(mut self, deadline: Duration) -> Vec<OutputStats> {
        const STEP: Duration = Duration::from_millis(5);
        const GRACE: Duration = Duration::from_millis(500);
        let end = Instant::now() + deadline;
        for worker in &mut self.workers {
            worker.queue = None;
        }
        let running = |worker: &Worker| worker.thread.as_ref().is_some_and(|thread| !thread.is_finished());
        while Instant::now() < end && self.workers.iter().any(running) {
            std::thread::sleep(STEP);
        }
        for worker in &self.workers {
            worker.stop.set();
        }
        // Those that wait by our own will look at the stop within milliseconds.
        let end = Instant::now() + GRACE;
        while Instant::now() < end && self.workers.iter().any(running) {
            std::thread::sleep(STEP);
        }
        let stats = |worker: &Worker| {
            let mut stats = worker.shared.stats();
            stats.dropped += std::mem::take(&mut stats.waiting);
            stats
        };
        self.workers.iter().map(stats).collect()
    }
}

fn speak(complaint: &Mutex<Complaint>) -> Option<u64> {
    complaint.lock().unwrap_or_else(PoisonError::into_inner).raise(Instant::now())
}

fn millis(epoch: Instant) -> u64 {
    u64::try_from(epoch.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Opens a destination and names it for messages.
fn open(spec: Spec, stop: &Stop) -> Result<(String, Box<dyn Destination>), DeliveryError> {
    let named = |kind: &str, path: &PathBuf| format!("{kind} {}", path.display());
    Ok(match spec {
        Spec::Stdout => ("stdout".to_owned(), Box::new(Stdout::default())),
        Spec::File { path, keep_open } => {
            let name = named("file", &path);
            let mut file = File::new(path, keep_open);
            file.open()?;
            (name, Box::new(file))
        }
        Spec::Syslog { socket } => {
            let name = named("syslog", &socket);
            let mut syslog = Syslog::new(socket);
            syslog.connect()?;
            (name, Box::new(syslog))
        }
        // Not the URL: it may hold a token.
        Spec::Http(options) => ("http".to_owned(), Box::new(Http::new(options, stop.clone())?)),
        Spec::Program { command, keep_open } => {
            (format!("program {command}"), Box::new(Program::new(command, keep_open, stop.clone())))
        }
    })
}

impl Shared {
    fn stats(&self) -> OutputStats {
        let delivered = self.delivered.load(Ordering::Relaxed);
        let failed = self.failed.load(Ordering::Relaxed);
        let dropped = self.dropped.load(Ordering::Relaxed);
        let submitted = self.submitted.load(Ordering::Relaxed);
        OutputStats {
            name: self.name.clone(),
            delivered,
            failed,
            dropped,
            slow: self.slow.load(Ordering::Relaxed),
            waiting: submitted.saturating_sub(delivered + failed + dropped),
            closed: self.closed.load(Ordering::Relaxed),
        }
    }
}

/// One destination, seen from its thread.
struct Run {
    alerts: Receiver<Arc<Alert>>,
    destination: Box<dyn Destination>,
    format: Format,
    shared: Arc<Shared>,
    stop: Stop,
    complaint: Complaint,
    timeout: Duration,
    epoch: Instant,
}

impl Run {
    fn run(mut self) {
        // Ends when the queue's other end is gone and all that was in it is delivered.
        while let Ok(alert) = self.alerts.recv() {
            if self.stop.is_set() {
                return;
            }
            if self.shared.reopen.swap(false, Ordering::Relaxed) {
                self.destination.reopen();
            }
            self.shared.busy_since.store(millis(self.epoch) + 1, Ordering::Relaxed);
            let began = Instant::now();
            let result = self.destination.deliver(&alert, &self.format);
            self.shared.busy_since.store(0, Ordering::Relaxed);
            if began.elapsed() > self.timeout {
                self.shared.slow.fetch_add(1, Ordering::Relaxed);
            }
            match result {
                Ok(()) => {
                    self.shared.delivered.fetch_add(1, Ordering::Relaxed);
                    if self.complaint.settle() {
                        tracing::info!(output = self.shared.name, "output delivers again");
                    }
                }
                Err(DeliveryError::Closed) => {
                    self.shared.failed.fetch_add(1, Ordering::Relaxed);
                    self.shared.closed.store(true, Ordering::Relaxed);
                    return;
                }
                Err(error) => self.complain(&error),
            }
        }
        if let Err(error) = self.destination.finish() {
            tracing::warn!(output = self.shared.name, %error, "output did not end well");
        }
    }

    fn complain(&mut self, error: &DeliveryError) {
        let failed = self.shared.failed.fetch_add(1, Ordering::Relaxed) + 1;
        if self.complaint.raise(Instant::now()).is_some() {
            tracing::warn!(output = self.shared.name, %error, failed, "alert not delivered");
        }
    }
}
