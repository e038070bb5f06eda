//! containerd's own services. Field numbers: github.com/containerd/containerd, api/services/*/v1.

use crate::error::LookupError;
use crate::grpc::Channel;
use crate::oci::Spec;
use skua_workload::{Container, Engine};
use std::collections::HashMap;
use std::path::Path;

#[derive(Clone, PartialEq, prost::Message)]
struct ListNamespaces {}

#[derive(Clone, PartialEq, prost::Message)]
struct Namespaces {
    #[prost(message, repeated, tag = "1")]
    namespaces: Vec<Namespace>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Namespace {
    #[prost(string, tag = "1")]
    name: String,
}

/// The question of containers.Get (by id) and images.Get (by name).
#[derive(Clone, PartialEq, prost::Message)]
struct Get {
    #[prost(string, tag = "1")]
    key: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ContainerAnswer {
    #[prost(message, optional, tag = "1")]
    container: Option<Record>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Record {
    #[prost(map = "string, string", tag = "2")]
    labels: HashMap<String, String>,
    #[prost(string, tag = "3")]
    image: String,
    #[prost(message, optional, tag = "5")]
    spec: Option<Any>,
    #[prost(message, optional, tag = "8")]
    created_at: Option<Timestamp>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Any {
    #[prost(bytes = "vec", tag = "2")]
    value: Vec<u8>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Timestamp {
    #[prost(int64, tag = "1")]
    seconds: i64,
    #[prost(int32, tag = "2")]
    nanos: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ImageAnswer {
    #[prost(message, optional, tag = "1")]
    image: Option<Image>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Image {
    #[prost(message, optional, tag = "3")]
    target: Option<Descriptor>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Descriptor {
    #[prost(string, tag = "2")]
    digest: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ReadContent {
    #[prost(string, tag = "1")]
    digest: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Content {
    #[prost(bytes = "vec", tag = "2")]
    data: Vec<u8>,
}

/// Namespaces looked through at most; a machine has a handful.
const MAX_NAMESPACES: usize = 64;

/// Asks the containerd behind `socket` for a container, in every namespace.
pub(crate) async fn lookup(socket: &Path, id: &str) -> Result<Container, LookupError> {
    let mut channel = Channel::open(socket).await?;
    let listed: Namespaces =
        channel.call("/containerd.services.namespaces.v1.Namespaces/List", &[], &ListNamespaces {}).await?;
    for namespace in listed.namespaces.into_iter().take(MAX_NAMESPACES) {
        let metadata = [("containerd-namespace", namespace.name.as_str())];
        let question = Get { key: id.to_owned() };
        let method = "/containerd.services.containers.v1.Containers/Get";
        let answer: ContainerAnswer = match channel.call(method, &metadata, &question).await {
            Ok(answer) => answer,
            Err(error) if error.is_not_found() => continue,
            Err(error) => return Err(error),
        };
        let Some(record) = answer.container else { continue };
        return Ok(describe(&mut channel, &metadata, id, record).await);
    }
    Err(LookupError::NotFound)
}

async fn describe(channel: &mut Channel, metadata: &[(&str, &str)], id: &str, record: Record) -> Container {
    let mut container = Container::new(Engine::Containerd, id);
    // Clients with names of their own keep them in a label (nerdctl); with others the id is the name.
    container.name = record.labels.get("nerdctl/name").cloned().unwrap_or_else(|| id.to_owned());
    container.set_image(&record.image);
    container.labels = record.labels.into_iter().collect();
    container.created_ts = record.created_at.map_or(0, |time| {
        let seconds = u64::try_from(time.seconds).unwrap_or_default();
        seconds.saturating_mul(1_000_000_000).saturating_add(u64::try_from(time.nanos).unwrap_or_default())
    });
    // containerd keeps the specification as JSON.
    if let Some(spec) = record.spec
        && let Ok(spec) = serde_json::from_slice::<Spec>(&spec.value)
    {
        spec.describe(&mut container);
    }
    container.is_pod_sandbox =
        container.labels.get("io.cri-containerd.kind").is_some_and(|kind| kind == "sandbox");
    container.pod = container.pod_from_labels();
    // The image may be gone or given as a digest; the container is known without it.
    if let Ok(digest) = image_digest(channel, metadata, &record.image).await {
        container.image_id = config_digest(channel, metadata, &digest).await.unwrap_or_default();
        container.image_digest = digest;
    }
    container
}

async fn image_digest(
    channel: &mut Channel,
    metadata: &[(&str, &str)],
    name: &str,
) -> Result<String, LookupError> {
    let method = "/containerd.services.images.v1.Images/Get";
    let answer: ImageAnswer = channel.call(method, metadata, &Get { key: name.to_owned() }).await?;
    let digest = answer.image.and_then(|image| image.target).map(|target| target.digest);
    digest.ok_or(LookupError::NotFound)
}

/// The digest of the image's configuration, which Docker and CRI call the image id: named by the manifest, which for
/// an image of several platforms is named by an index.
async fn config_digest(channel: &mut Channel, metadata: &[(&str, &str)], digest: &str) -> Option<String> {
    let mut digest = digest.to_owned();
    for _ in 0..2 {
        let method = "/containerd.services.content.v1.Content/Read";
        let content: Content =
            channel.call(method, metadata, &ReadContent { digest: digest.clone() }).await.ok()?;
        let manifest: serde_json::Value = serde_json::from_slice(&content.data).ok()?;
        if let Some(config) = manifest.pointer("/config/digest").and_then(|value| value.as_str()) {
            return Some(config.strip_prefix("sha256:").unwrap_or(config).to_owned());
        }
        let entries = manifest.get("manifests")?.as_array()?;
        let architecture = match std::env::consts::ARCH {
            "x86_64" => "amd64",
            "aarch64" => "arm64",
            other => other,
        };
        let is_ours = |entry: &&serde_json::Value| {
            entry.pointer("/platform/architecture").is_none_or(|value| value.as_str() == Some(architecture))
        };
        digest = entries.iter().find(is_ours)?.get("digest")?.as_str()?.to_owned();
    }
    None
}
