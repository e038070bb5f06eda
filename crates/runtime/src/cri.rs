//! The Kubernetes container runtime interface. Field numbers: github.com/kubernetes/cri-api, runtime/v1/api.proto.

use crate::error::LookupError;
use crate::grpc::Channel;
use serde_json::Value;
use skua_workload::{Container, Engine, Mount, Pod};
use std::collections::HashMap;
use std::path::Path;

#[derive(Clone, PartialEq, prost::Message)]
struct VersionQuestion {}

#[derive(Clone, PartialEq, prost::Message)]
struct Version {
    #[prost(string, tag = "2")]
    runtime_name: String,
}

/// The question of ContainerStatus and PodSandboxStatus.
#[derive(Clone, PartialEq, prost::Message)]
struct StatusQuestion {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(bool, tag = "2")]
    verbose: bool,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ContainerAnswer {
    #[prost(message, optional, tag = "1")]
    status: Option<ContainerStatus>,
    #[prost(map = "string, string", tag = "2")]
    info: HashMap<String, String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ContainerStatus {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(message, optional, tag = "2")]
    metadata: Option<Metadata>,
    #[prost(int64, tag = "4")]
    created_at: i64,
    #[prost(message, optional, tag = "8")]
    image: Option<ImageSpec>,
    #[prost(string, tag = "9")]
    image_ref: String,
    #[prost(map = "string, string", tag = "12")]
    labels: HashMap<String, String>,
    #[prost(message, repeated, tag = "14")]
    mounts: Vec<CriMount>,
    #[prost(string, tag = "17")]
    image_id: String,
}

/// `ContainerMetadata` and `PodSandboxMetadata`; the former has no uid and no namespace.
#[derive(Clone, PartialEq, prost::Message)]
struct Metadata {
    #[prost(string, tag = "1")]
    name: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct SandboxMetadata {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "2")]
    uid: String,
    #[prost(string, tag = "3")]
    namespace: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ImageSpec {
    #[prost(string, tag = "1")]
    image: String,
    #[prost(string, tag = "18")]
    user_specified_image: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct CriMount {
    #[prost(string, tag = "1")]
    container_path: String,
    #[prost(string, tag = "2")]
    host_path: String,
    #[prost(bool, tag = "3")]
    readonly: bool,
    #[prost(int32, tag = "5")]
    propagation: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
struct SandboxAnswer {
    #[prost(message, optional, tag = "1")]
    status: Option<SandboxStatus>,
    #[prost(map = "string, string", tag = "2")]
    info: HashMap<String, String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct SandboxStatus {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(message, optional, tag = "2")]
    metadata: Option<SandboxMetadata>,
    #[prost(int64, tag = "4")]
    created_at: i64,
    #[prost(message, optional, tag = "5")]
    network: Option<Network>,
    #[prost(message, optional, tag = "6")]
    linux: Option<LinuxStatus>,
    #[prost(map = "string, string", tag = "7")]
    labels: HashMap<String, String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Network {
    #[prost(string, tag = "1")]
    ip: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct LinuxStatus {
    #[prost(message, optional, tag = "1")]
    namespaces: Option<NamespaceStatus>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct NamespaceStatus {
    #[prost(message, optional, tag = "2")]
    options: Option<NamespaceOption>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct NamespaceOption {
    #[prost(int32, tag = "1")]
    network: i32,
    #[prost(int32, tag = "2")]
    pid: i32,
    #[prost(int32, tag = "3")]
    ipc: i32,
}

/// Value of `NamespaceMode` for sharing with the node.
const NODE: i32 = 2;

/// Asks the CRI runtime behind `socket` for a container or, failing that, a pod sandbox.
pub(crate) async fn lookup(socket: &Path, id: &str) -> Result<Container, LookupError> {
    let mut channel = Channel::open(socket).await?;
    let question = StatusQuestion { id: id.to_owned(), verbose: true };
    let answer = channel.call("/runtime.v1.RuntimeService/ContainerStatus", &[], &question).await;
    let mut container = match answer {
        Ok(answer) => {
            let (mut container, sandbox_id) = describe_container(answer, id)?;
            if !sandbox_id.is_empty()
                && let Ok(sandbox) = sandbox_status(&mut channel, &sandbox_id).await
            {
                let privileged = container.privileged;
                describe_sandbox(&mut container, sandbox);
                container.privileged = privileged;
            }
            container
        }
        Err(error) if error.is_not_found() => {
            let sandbox = sandbox_status(&mut channel, id).await?;
            if sandbox.status.as_ref().is_none_or(|status| status.id != id) {
                return Err(LookupError::NotFound);
            }
            let mut container = Container::new(Engine::Cri, id);
            container.is_pod_sandbox = true;
            container.created_ts = created(sandbox.status.as_ref().map_or(0, |status| status.created_at));
            container.labels = sandbox
                .status
                .as_ref()
                .map(|status| status.labels.clone().into_iter().collect())
                .unwrap_or_default();
            let info = info_json(&sandbox.info);
            if let Some(image) = info.get("image").and_then(Value::as_str) {
                container.set_image(image);
            }
            describe_sandbox(&mut container, sandbox);
            container.name = container.pod.as_ref().map(|pod| pod.name.clone()).unwrap_or_default();
            container
        }
        Err(error) => return Err(error),
    };
    let version: Result<Version, _> =
        channel.call("/runtime.v1.RuntimeService/Version", &[], &VersionQuestion {}).await;
    container.engine = match version.as_ref().map(|version| version.runtime_name.as_str()) {
        Ok("containerd") => Engine::Containerd,
        Ok("cri-o") => Engine::Crio,
        Ok("docker") => Engine::Docker,
        _ => Engine::Cri,
    };
    Ok(container)
}

async fn sandbox_status(channel: &mut Channel, id: &str) -> Result<SandboxAnswer, LookupError> {
    let question = StatusQuestion { id: id.to_owned(), verbose: true };
    channel.call("/runtime.v1.RuntimeService/PodSandboxStatus", &[], &question).await
}

/// The container and the id of its sandbox.
fn describe_container(answer: ContainerAnswer, id: &str) -> Result<(Container, String), LookupError> {
    let status = answer.status.ok_or(LookupError::NotFound)?;
    // Runtimes take unique prefixes for ids; a short name must not find a stranger.
    if status.id != id {
        return Err(LookupError::NotFound);
    }
    let mut container = Container::new(Engine::Cri, id);
    container.name = status.metadata.map(|metadata| metadata.name).unwrap_or_default();
    container.created_ts = created(status.created_at);
    container.labels = status.labels.into_iter().collect();
    if let Some(image) = status.image {
        let named =
            if image.user_specified_image.is_empty() { image.image } else { image.user_specified_image };
        container.set_image(&named);
    }
    if let Some((repository, digest)) = status.image_ref.split_once('@') {
        container.image_digest = digest.to_owned();
        // Named by its id only: the reference knows the repository.
        if container.image_repository.is_empty() || container.image.starts_with("sha256:") {
            container.image = status.image_ref.clone();
            container.image_repository = repository.to_owned();
            container.image_tag.clear();
        }
    }
    container.mounts = status
        .mounts
        .into_iter()
        .map(|mount| Mount {
            source: mount.host_path,
            destination: mount.container_path,
            mode: String::new(),
            rdwr: !mount.readonly,
            propagation: match mount.propagation {
                1 => "host-to-container",
                2 => "bidirectional",
                _ => "private",
            }
            .to_owned(),
        })
        .collect();
    let info = info_json(&answer.info);
    let text = |path: &str| info.pointer(path).and_then(Value::as_str).unwrap_or_default();
    // Where runtimes keep it: containerd under the configuration, CRI-O at the top.
    container.privileged = ["/config/linux/security_context/privileged", "/privileged"]
        .iter()
        .any(|path| info.pointer(path).and_then(Value::as_bool) == Some(true));
    let image_id = [status.image_id.as_str(), text("/config/image/image"), &status.image_ref]
        .iter()
        .find_map(|text| text.strip_prefix("sha256:"))
        .unwrap_or_default();
    container.image_id = image_id.to_owned();
    if let Some(env) = info.pointer("/runtimeSpec/process/env").and_then(Value::as_array) {
        container.env = env.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    container.pod = container.pod_from_labels();
    let sandbox_id = ["/sandboxID", "/sandboxId"].iter().map(|path| text(path)).find(|id| !id.is_empty());
    Ok((container, sandbox_id.unwrap_or_default().to_owned()))
}

fn describe_sandbox(container: &mut Container, sandbox: SandboxAnswer) {
    let Some(status) = sandbox.status else { return };
    let info = info_json(&sandbox.info);
    let cni_json = info.get("cniResult").filter(|value| !value.is_null()).map(Value::to_string);
    let metadata = status.metadata.unwrap_or_default();
    let ip = status.network.map(|network| network.ip).unwrap_or_default();
    let options = status.linux.and_then(|linux| linux.namespaces).and_then(|namespaces| namespaces.options);
    if let Some(options) = options {
        container.host_network = options.network == NODE;
        container.host_pid = options.pid == NODE;
        container.host_ipc = options.ipc == NODE;
    }
    container.privileged =
        info.pointer("/config/linux/security_context/privileged").and_then(Value::as_bool) == Some(true);
    container.ip = ip.clone();
    container.cni_json = cni_json.unwrap_or_default();
    container.pod = Some(Pod {
        name: metadata.name,
        namespace: metadata.namespace,
        uid: metadata.uid,
        sandbox_id: status.id,
        labels: status.labels.into_iter().collect(),
        ip,
        cni_json: container.cni_json.clone(),
    });
}

fn created(nanoseconds: i64) -> u64 {
    u64::try_from(nanoseconds).unwrap_or_default()
}

/// Verbose answers hold one JSON text under `info`.
fn info_json(info: &HashMap<String, String>) -> Value {
    info.get("info").and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn container_and_sandbox_give_image_pod_and_rights() {
        let id = "a".repeat(64);
        let info = r#"{"sandboxID":"s1","config":{"image":{"image":"sha256:77"},
            "linux":{"security_context":{"privileged":true}}}}"#;
        let answer = ContainerAnswer {
            status: Some(ContainerStatus {
                id: id.clone(),
                metadata: Some(Metadata { name: "web".into() }),
                created_at: 5,
                image: Some(ImageSpec { image: "docker.io/library/nginx:1.27".into(), ..Default::default() }),
                image_ref: "docker.io/library/nginx@sha256:99".into(),
                mounts: vec![CriMount { readonly: true, propagation: 2, ..Default::default() }],
                ..Default::default()
            }),
            info: HashMap::from([("info".to_owned(), info.to_owned())]),
        };
        let (mut container, sandbox_id) = describe_container(answer.clone(), &id).expect("found");
        assert_eq!(sandbox_id, "s1");
        assert_eq!(
            (container.image_repository.as_str(), container.image_tag.as_str()),
            ("docker.io/library/nginx", "1.27")
        );
        assert_eq!((container.image_digest.as_str(), container.image_id.as_str()), ("sha256:99", "77"));
        assert!(container.privileged && !container.mounts[0].rdwr);

        let sandbox = SandboxAnswer {
            status: Some(SandboxStatus {
                id: "s1".into(),
                metadata: Some(SandboxMetadata {
                    name: "web-0".into(),
                    uid: "u".into(),
                    namespace: "shop".into(),
                }),
                network: Some(Network { ip: "10.0.0.9".into() }),
                linux: Some(LinuxStatus {
                    namespaces: Some(NamespaceStatus {
                        options: Some(NamespaceOption { network: 2, pid: 1, ipc: 0 }),
                    }),
                }),
                ..Default::default()
            }),
            info: HashMap::from([("info".to_owned(), r#"{"cniResult":{"a":1}}"#.to_owned())]),
        };
        describe_sandbox(&mut container, sandbox);
        assert!(container.host_network && !container.host_pid);
        let pod = container.pod.expect("a pod");
        assert_eq!(
            (pod.name.as_str(), pod.namespace.as_str(), pod.ip.as_str()),
            ("web-0", "shop", "10.0.0.9")
        );
        assert_eq!(pod.cni_json, r#"{"a":1}"#);

        assert!(describe_container(answer, "aaaa").is_err_and(|error| error.is_not_found()));
    }
}
