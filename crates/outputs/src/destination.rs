//! What every destination does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use skua_alert::{Alert, Format};

/// Says why an alert was not delivered. The text of its causes is part of the message: it is read in a log line.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The reader has gone and will not come back (`skua run | head`); nothing more is to be sent.
    #[error("the reader closed the pipe")]
    Closed,
    /// Reading or writing failed.
    #[error("cannot {doing}: {source}")]
    Io {
        /// What was being done, with the path.
        doing: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The webhook could not be reached or did not answer in time.
    #[error("no answer from {url}: {reason}")]
    Unreachable {
        /// The URL without credentials.
        url: String,
        /// What went wrong.
        reason: String,
    },
    /// The webhook answered, but not with success.
    #[error("{url} refused the alert with status {status}")]
    Refused {
        /// The URL without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The program ended with an error.
    #[error("`{command}` ended with {status}")]
    Failed {
        /// The command as configured.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
}

impl DeliveryError {
    /// Wraps an error of the system with what was being done.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}

/// One place that alerts go to. It lives on its own thread and may block.
pub(crate) trait Destination: Send {
    /// Delivers one alert, or says why not. It may be asked again with the next.
    fn deliver(&mut self, alert: &Alert, format: &Format) -> Result<(), DeliveryError>;

    /// Opens anew what was renamed away, as after a log rotation.
    fn reopen(&mut self) {}

    /// Ends: waits for what was started, but not beyond the stop's deadline.
    fn finish(&mut self) -> Result<(), DeliveryError> {
        Ok(())
    }
}

/// Tells a destination that it is to stop waiting for anything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Sleeps, but no longer than until the stop.
    pub(crate) fn sleep(&self, duration: Duration) {
        const STEP: Duration = Duration::from_millis(20);
        let end = Instant::now() + duration;
        while !self.is_set() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(STEP));
        }
    }
}
