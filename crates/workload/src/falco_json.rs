//! The JSON that `container` events of captures carry.
//!
//! Format: the public one of Falco's container plugin, an object `container` whose keys are partly lower case, partly
//! as Docker spells them. Older files leave keys out or set them to `null`.

use crate::{Container, Engine, Mount, Pod};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Why such a JSON text gives no container.
#[derive(Debug, thiserror::Error)]
pub enum FalcoJsonError {
    /// Not JSON.
    #[error("container event does not hold JSON")]
    Syntax(#[from] serde_json::Error),
    /// No object `container`.
    #[error("container event has no object `container`")]
    NoContainer,
    /// A container without id cannot be found again.
    #[error("container event has no `id`")]
    NoId,
}

impl Container {
    /// Reads the JSON of a `container` event; a trailing NUL is allowed. Keys of unexpected type count as missing.
    pub fn from_falco_json(text: &[u8]) -> Result<Self, FalcoJsonError> {
        let text = text.strip_suffix(b"\0").unwrap_or(text);
        let value: Value = serde_json::from_slice(text)?;
        let object = value.get("container").and_then(Value::as_object).ok_or(FalcoJsonError::NoContainer)?;
        let id = string(object, "id");
        if id.is_empty() {
            return Err(FalcoJsonError::NoId);
        }
        let full_id = string(object, "full_id");
        let number = object.get("type").and_then(Value::as_u64);
        let mut container = Container {
            full_id: if full_id.is_empty() { id.clone() } else { full_id },
            id,
            engine: number.and_then(Engine::from_falco_number).unwrap_or_default(),
            name: string(object, "name"),
            image: string(object, "image"),
            image_id: string(object, "imageid"),
            image_repository: string(object, "imagerepo"),
            image_tag: string(object, "imagetag"),
            image_digest: string(object, "imagedigest"),
            labels: labels(object, "labels"),
            mounts: list(object, "Mounts").iter().filter_map(Value::as_object).map(mount).collect(),
            privileged: flag(object, "privileged"),
            env: list(object, "env").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            user: string(object, "User"),
            created_ts: object
                .get("created_time")
                .and_then(Value::as_u64)
                .unwrap_or_default()
                .saturating_mul(NANOSECONDS),
            ip: string(object, "ip"),
            cni_json: string(object, "cni_json"),
            host_pid: flag(object, "host_pid"),
            host_network: flag(object, "host_network"),
            host_ipc: flag(object, "host_ipc"),
            is_pod_sandbox: flag(object, "is_pod_sandbox"),
            pod: None,
        };
        let sandbox_id = string(object, "pod_sandbox_id");
        let sandbox_labels = labels(object, "pod_sandbox_labels");
        let mut pod = container.pod_from_labels();
        if pod.is_none() && !(sandbox_id.is_empty() && sandbox_labels.is_empty()) {
            pod = Some(Pod::default());
        }
        if let Some(pod) = &mut pod {
            pod.sandbox_id = sandbox_id;
            pod.labels = sandbox_labels;
            pod.ip = container.ip.clone();
            pod.cni_json = container.cni_json.clone();
        }
        container.pod = pod;
        Ok(container)
    }

    /// Writes that JSON, with all keys that other readers expect.
    pub fn to_falco_json(&self) -> String {
        let empty = Pod::default();
        let pod = self.pod.as_ref().unwrap_or(&empty);
        let mounts: Vec<Value> = self
            .mounts
            .iter()
            .map(|mount| {
                json!({
                    "Source": mount.source, "Destination": mount.destination, "Mode": mount.mode,
                    "RW": mount.rdwr, "Propagation": mount.propagation,
                })
            })
            .collect();
        json!({ "container": {
            "type": self.engine.falco_number(),
            "id": self.id,
            "name": self.name,
            "image": self.image,
            "imagedigest": self.image_digest,
            "imageid": self.image_id,
            "imagerepo": self.image_repository,
            "imagetag": self.image_tag,
            "User": self.user,
            "cni_json": if self.cni_json.is_empty() { &pod.cni_json } else { &self.cni_json },
            "cpu_period": 0, "cpu_quota": 0, "cpu_shares": 0, "cpuset_cpu_count": 0,
            "created_time": self.created_ts / NANOSECONDS,
            "env": self.env,
            "full_id": self.full_id,
            "host_ipc": self.host_ipc,
            "host_network": self.host_network,
            "host_pid": self.host_pid,
            "ip": if self.ip.is_empty() { &pod.ip } else { &self.ip },
            "size": -1,
            "is_pod_sandbox": self.is_pod_sandbox,
            "labels": self.labels,
            "memory_limit": 0, "swap_limit": 0,
            "pod_sandbox_id": pod.sandbox_id,
            "privileged": self.privileged,
            "pod_sandbox_labels": pod.labels,
            "port_mappings": [],
            "Mounts": mounts,
        }})
        .to_string()
    }
}

const NANOSECONDS: u64 = 1_000_000_000;

fn string(object: &Map<String, Value>, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn flag(object: &Map<String, Value>, key: &str) -> bool {
    object.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn list<'a>(object: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    object.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn labels(object: &Map<String, Value>, key: &str) -> BTreeMap<String, String> {
    let entries = object.get(key).and_then(Value::as_object).into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

fn mount(object: &Map<String, Value>) -> Mount {
    Mount {
        source: string(object, "Source"),
        destination: string(object, "Destination"),
        mode: string(object, "Mode"),
        rdwr: flag(object, "RW"),
        propagation: string(object, "Propagation"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut container = Container::new(Engine::Containerd, &"ab".repeat(32));
        container.name = "web".into();
        container.set_image("docker.io/library/nginx:1.27");
        container.created_ts = 1_730_977_803 * NANOSECONDS;
        container.labels.insert("io.kubernetes.pod.name".into(), "web-0".into());
        container.mounts.push(Mount {
            source: "/a".into(),
            destination: "/b".into(),
            rdwr: true,
            ..Mount::default()
        });
        container.pod = container.pod_from_labels();
        let pod = container.pod.as_mut().expect("labelled");
        pod.sandbox_id = "cd".repeat(32);
        pod.labels.insert("app".into(), "web".into());
        let text = container.to_falco_json();
        assert_eq!(Container::from_falco_json(text.as_bytes()).expect("own text"), container);
    }

    #[test]
    fn null_and_missing_keys_are_empty() {
        let text = br#"{"container":{"type":0,"id":"2400edb296c5","labels":null,"pod_sandbox_labels":null,
            "Mounts":[{"Source":"/s"},7],"created_time":-3}}"#;
        let container = Container::from_falco_json(text).expect("readable");
        assert_eq!((container.engine, container.full_id.as_str()), (Engine::Docker, "2400edb296c5"));
        assert_eq!((container.mounts.len(), container.created_ts, container.pod), (1, 0, None));
    }

    #[test]
    fn wrong_text_gives_a_reason() {
        for (text, reason) in [
            (&b"{"[..], "container event does not hold JSON"),
            (b"{}", "container event has no object `container`"),
            (b"{\"container\":{}}", "container event has no `id`"),
        ] {
            let error = Container::from_falco_json(text).expect_err("wrong");
            assert_eq!(error.to_string(), reason);
        }
    }
}
