//! Why a lookup gave nothing.

use std::path::PathBuf;

/// Reason why a container's metadata is not known.
#[derive(Debug, thiserror::Error)]
pub enum LookupError {
    /// No runtime answered that it knows the container.
    #[error("no container runtime on this machine knows the container")]
    NotFound,
    /// The waiting line was full.
    #[error("too many containers are being looked up at once")]
    Busy,
    /// A socket could not be reached.
    #[error("cannot reach {}", socket.display())]
    Connect {
        /// Its path.
        socket: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A runtime took longer than allowed.
    #[error("{} did not answer in time", socket.display())]
    Timeout {
        /// Its path.
        socket: PathBuf,
    },
    /// A runtime refused.
    #[error("container runtime refused: {0}")]
    Refused(String),
    /// The HTTP exchange failed.
    #[error("exchange with the container runtime failed")]
    Http(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// An answer was longer than allowed.
    #[error("answer of the container runtime exceeds {0} bytes")]
    TooLong(usize),
    /// An answer could not be understood.
    #[error("answer of the container runtime makes no sense: {0}")]
    Malformed(String),
    /// A file of container storage could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl LookupError {
    /// The runtime was reached and does not have the container.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound)
    }
}
