//! Container metadata from the runtimes of this machine.
//!
//! One background thread asks containerd, CRI, Docker and Podman over their sockets, and reads Podman's storage where
//! no Podman service runs. Callers never wait: [`Runtime::lookup`] queues, answers come over a channel.

mod config;
mod containerd;
mod cri;
mod docker;
mod error;
mod grpc;
mod http;
mod oci;
mod podman_storage;
mod runtime;
mod worker;

pub use config::{Config, Sockets};
pub use error::LookupError;
pub use runtime::{Counters, Resolved, Runtime};
