//! Delivery of alerts: to stdout, files, syslog, webhooks and programs.
//!
//! [`Outputs`] holds one bounded queue and one thread for each destination, so that one that is slow, full or dead
//! delays neither detection nor the others. What could not be delivered is counted per destination and said in one
//! message that is not repeated for every alert. [`Spec`] is how a user names a destination (`file=/var/log/skua`).

mod complaint;
mod destination;
mod file;
mod http;
mod program;
mod router;
mod spec;
mod stdout;
mod syslog;

pub use destination::DeliveryError;
pub use http::HttpOptions;
pub use router::{OutputStats, Outputs, Settings};
pub use spec::{Spec, SpecError};
