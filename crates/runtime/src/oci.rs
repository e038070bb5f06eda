//! What an OCI runtime specification tells (github.com/opencontainers/runtime-spec, config.md).

use serde::Deserialize;
use skua_workload::{Container, Mount};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Spec {
    process: Process,
    mounts: Vec<SpecMount>,
    linux: Linux,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Process {
    env: Vec<String>,
    user: User,
    capabilities: Capabilities,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct User {
    uid: u32,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Capabilities {
    bounding: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SpecMount {
    destination: String,
    r#type: String,
    source: String,
    options: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Linux {
    namespaces: Option<Vec<Namespace>>,
    resources: Resources,
    masked_paths: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Namespace {
    r#type: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Resources {
    devices: Vec<Device>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Device {
    allow: bool,
    access: String,
    r#type: String,
}

impl Spec {
    /// Fills what the specification says into `container`.
    pub(crate) fn describe(self, container: &mut Container) {
        container.privileged = self.is_privileged();
        if let Some(namespaces) = &self.linux.namespaces {
            let shared = |kind: &str| !namespaces.iter().any(|namespace| namespace.r#type == kind);
            container.host_pid = shared("pid");
            container.host_network = shared("network");
            container.host_ipc = shared("ipc");
        }
        if container.user.is_empty() {
            container.user = self.process.user.uid.to_string();
        }
        container.env = self.process.env;
        container.mounts = self.mounts.into_iter().filter_map(SpecMount::into_mount).collect();
    }

    /// The specification has no such word: engines give a privileged container every capability and device, and
    /// mask nothing.
    fn is_privileged(&self) -> bool {
        let all_devices = self.linux.resources.devices.iter().any(|device| {
            device.allow && matches!(device.r#type.as_str(), "" | "a") && device.access.contains("rwm")
        });
        let admin = self.process.capabilities.bounding.iter().any(|name| name == "CAP_SYS_ADMIN");
        admin && (all_devices || self.linux.masked_paths.is_empty())
    }
}

impl SpecMount {
    /// Only what comes from the host counts as a mount to users: binds, not proc, sysfs and the like.
    fn into_mount(self) -> Option<Mount> {
        let bind =
            self.r#type == "bind" || self.options.iter().any(|option| option == "bind" || option == "rbind");
        if !bind {
            return None;
        }
        let has = |name: &str| self.options.iter().any(|option| option == name);
        const PROPAGATION: [&str; 6] = ["rprivate", "private", "rslave", "slave", "rshared", "shared"];
        Some(Mount {
            rdwr: !has("ro"),
            propagation: PROPAGATION.iter().find(|name| has(name)).copied().unwrap_or("").to_owned(),
            mode: self.options.join(","),
            source: self.source,
            destination: self.destination,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binds_and_shared_namespaces_are_seen() {
        let text = r#"{"process":{"env":["A=1"],"user":{"uid":7},"capabilities":{"bounding":["CAP_KILL"]}},
            "mounts":[{"destination":"/proc","type":"proc","source":"proc"},
              {"destination":"/b","type":"bind","source":"/a","options":["rbind","ro","rprivate"]}],
            "linux":{"namespaces":[{"type":"pid"},{"type":"ipc"}],"maskedPaths":["/proc/kcore"]}}"#;
        let mut container = Container::default();
        serde_json::from_str::<Spec>(text).expect("a specification").describe(&mut container);
        assert!(
            !container.privileged && !container.host_pid && container.host_network && !container.host_ipc
        );
        assert_eq!((container.env, container.user.as_str()), (vec!["A=1".to_owned()], "7"));
        let mount = Mount {
            source: "/a".into(),
            destination: "/b".into(),
            mode: "rbind,ro,rprivate".into(),
            rdwr: false,
            propagation: "rprivate".into(),
        };
        assert_eq!(container.mounts, [mount]);
    }

    #[test]
    fn privileged_is_told_by_rights_and_devices() {
        let text = r#"{"process":{"capabilities":{"bounding":["CAP_SYS_ADMIN"]}},
            "linux":{"resources":{"devices":[{"allow":true,"access":"rwm"}]}}}"#;
        let mut container = Container::default();
        serde_json::from_str::<Spec>(text).expect("a specification").describe(&mut container);
        assert!(container.privileged);
    }
}
