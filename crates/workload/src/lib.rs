//! Containers, pods and workloads as other rooms name them.
//!
//! - [`cgroup`]: which container a control group belongs to, by its path alone;
//! - [`Container`], [`Pod`]: what a runtime tells about a container;
//! - [`falco_json`]: the JSON in which captures carry containers.

pub mod cgroup;
mod container;
mod engine;
pub mod falco_json;

pub use cgroup::{ContainerRef, container_of_cgroup, container_of_cgroups};
pub use container::{Container, Mount, Pod, short_id, split_image};
pub use engine::Engine;
pub use falco_json::FalcoJsonError;
