//! What is known of a container and of its pod.

use crate::Engine;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Digits of a container id that people and the field `container.id` use.
const SHORT_ID: usize = 12;

/// A container. Empty text means that the runtime did not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Container {
    /// First twelve digits of the id (whole name for LXC and BPM).
    pub id: String,
    /// Whole id.
    pub full_id: String,
    /// What made it.
    pub engine: Engine,
    /// Name.
    pub name: String,
    /// Image as the user wrote it, as `docker.io/library/nginx:1.27`.
    pub image: String,
    /// Digest of the image's configuration, without `sha256:`.
    pub image_id: String,
    /// Image without tag and digest.
    pub image_repository: String,
    /// Tag of the image.
    pub image_tag: String,
    /// Digest of the image's manifest, with `sha256:`.
    pub image_digest: String,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// What is mounted into it.
    pub mounts: Vec<Mount>,
    /// Runs with all rights on the host's devices.
    pub privileged: bool,
    /// Environment of its first process, `NAME=value`.
    pub env: Vec<String>,
    /// User that its first process runs as, as configured.
    pub user: String,
    /// Time of creation, nanoseconds since the epoch; 0 unknown.
    pub created_ts: u64,
    /// First IPv4 address.
    pub ip: String,
    /// Result of the CNI plugins, JSON.
    pub cni_json: String,
    /// Shares the host's process ids.
    pub host_pid: bool,
    /// Shares the host's network.
    pub host_network: bool,
    /// Shares the host's IPC.
    pub host_ipc: bool,
    /// This is a pod's sandbox ("pause") container.
    pub is_pod_sandbox: bool,
    /// The pod that it belongs to.
    pub pod: Option<Pod>,
}

/// A Kubernetes pod, as its container runtime knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pod {
    /// Name.
    pub name: String,
    /// Namespace.
    pub namespace: String,
    /// Uid that the API server gave it.
    pub uid: String,
    /// Whole id of its sandbox.
    pub sandbox_id: String,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// First address.
    pub ip: String,
    /// Result of the CNI plugins, JSON.
    pub cni_json: String,
}

/// A file or folder mounted into a container.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mount {
    /// Path on the host.
    pub source: String,
    /// Path in the container.
    pub destination: String,
    /// Options as given.
    pub mode: String,
    /// Writable.
    pub rdwr: bool,
    /// `private`, `rprivate`, `rslave`, …
    pub propagation: String,
}

impl Container {
    /// The value of processes that are in no container.
    pub fn host() -> Self {
        Self {
            id: "host".into(),
            full_id: "host".into(),
            name: "host".into(),
            engine: Engine::Host,
            ..Self::default()
        }
    }

    /// A container of which only the id is known yet.
    pub fn new(engine: Engine, full_id: &str) -> Self {
        Self {
            id: short_id(engine, full_id).to_owned(),
            full_id: full_id.to_owned(),
            engine,
            ..Self::default()
        }
    }

    /// Sets the image and what its name tells: repository, tag and, if written there, digest.
    pub fn set_image(&mut self, image: &str) {
        let (repository, tag, digest) = split_image(image);
        self.image = image.to_owned();
        self.image_repository = repository.to_owned();
        self.image_tag = tag.to_owned();
        if !digest.is_empty() {
            self.image_digest = digest.to_owned();
        }
    }

    /// Takes pod name, namespace and uid from the labels that the kubelet gives to every container.
    pub fn pod_from_labels(&self) -> Option<Pod> {
        let label = |key: &str| self.labels.get(key).cloned();
        let name = label("io.kubernetes.pod.name")?;
        Some(Pod {
            name,
            namespace: label("io.kubernetes.pod.namespace").unwrap_or_default(),
            uid: label("io.kubernetes.pod.uid").unwrap_or_default(),
            ..Pod::default()
        })
    }
}

/// The id that the field `container.id` gives: twelve digits, or the whole name where ids are names.
pub fn short_id(engine: Engine, full_id: &str) -> &str {
    match engine {
        Engine::Lxc | Engine::LibvirtLxc | Engine::Bpm | Engine::Host => full_id,
        _ => full_id.get(..SHORT_ID).unwrap_or(full_id),
    }
}

/// Splits `registry:5000/name:tag@sha256:…` into repository, tag and digest; what is missing is empty.
///
/// ```
/// let parts = skua_workload::split_image("reg:5000/a/b:1@sha256:ff");
/// assert_eq!(parts, ("reg:5000/a/b", "1", "sha256:ff"));
/// ```
pub fn split_image(image: &str) -> (&str, &str, &str) {
    let (name, digest) = image.split_once('@').unwrap_or((image, ""));
    // A colon before the last slash belongs to the registry's port.
    let last = name.rfind('/').map_or(0, |slash| slash + 1);
    match name.get(last..).and_then(|tail| tail.rfind(':')) {
        Some(colon) => {
            (name.get(..last + colon).unwrap_or(name), name.get(last + colon + 1..).unwrap_or(""), digest)
        }
        None => (name, "", digest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_split_at_tag_and_digest_but_not_at_the_port() {
        assert_eq!(split_image("nginx"), ("nginx", "", ""));
        assert_eq!(split_image("nginx:1.27"), ("nginx", "1.27", ""));
        assert_eq!(split_image("localhost:5000/nginx"), ("localhost:5000/nginx", "", ""));
        assert_eq!(split_image("localhost:5000/nginx@sha256:aa"), ("localhost:5000/nginx", "", "sha256:aa"));
        assert_eq!(split_image(""), ("", "", ""));
        assert_eq!(split_image("é:/é:é"), ("é:/é", "é", ""));
    }

    #[test]
    fn pod_comes_from_the_kubelets_labels() {
        let mut container = Container::new(Engine::Cri, "0123456789abcdef");
        assert_eq!(container.id, "0123456789ab");
        assert_eq!(container.pod_from_labels(), None);
        container.labels.insert("io.kubernetes.pod.name".into(), "web-0".into());
        container.labels.insert("io.kubernetes.pod.namespace".into(), "shop".into());
        let pod = container.pod_from_labels().expect("has a pod name");
        assert_eq!((pod.name.as_str(), pod.namespace.as_str()), ("web-0", "shop"));
    }
}
