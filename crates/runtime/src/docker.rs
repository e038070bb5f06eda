//! Docker's HTTP API, which Podman's service speaks too (docs.docker.com/reference/api/engine).

use crate::error::LookupError;
use crate::http::get;
use serde::Deserialize;
use skua_workload::{Container, Engine, Mount};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Inspected {
    id: String,
    created: String,
    name: String,
    image: String,
    image_digest: String,
    config: Settings,
    host_config: HostConfig,
    mounts: Option<Vec<DockerMount>>,
    network_settings: NetworkSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Settings {
    image: String,
    user: String,
    env: Option<Vec<String>>,
    labels: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct HostConfig {
    privileged: bool,
    network_mode: String,
    pid_mode: String,
    ipc_mode: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct DockerMount {
    source: String,
    destination: String,
    mode: String,
    #[serde(rename = "RW")]
    rw: bool,
    propagation: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NetworkSettings {
    #[serde(rename = "IPAddress")]
    address: String,
    #[serde(rename = "Networks")]
    networks: Option<BTreeMap<String, Endpoint>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Endpoint {
    #[serde(rename = "IPAddress")]
    address: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct InspectedImage {
    repo_tags: Option<Vec<String>>,
    repo_digests: Option<Vec<String>>,
}

/// Asks the engine behind `socket`.
pub(crate) async fn lookup(socket: &Path, engine: Engine, id: &str) -> Result<Container, LookupError> {
    // The id comes from a control group's name, which its owner chose; it becomes part of a URL.
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte)) {
        return Err(LookupError::NotFound);
    }
    let body = get(socket, &format!("/containers/{id}/json")).await?;
    let inspected: Inspected = parse(&body)?;
    if inspected.id != id {
        return Err(LookupError::NotFound);
    }
    let image_id = inspected.image.clone();
    let mut container = describe(inspected, engine);
    let plain = image_id.strip_prefix("sha256:").unwrap_or(&image_id);
    if !plain.is_empty()
        && plain.bytes().all(|byte| byte.is_ascii_hexdigit())
        && let Ok(body) = get(socket, &format!("/images/{plain}/json")).await
        && let Ok(image) = parse::<InspectedImage>(&body)
    {
        describe_image(image, &mut container);
    }
    Ok(container)
}

fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, LookupError> {
    serde_json::from_slice(body).map_err(|error| LookupError::Malformed(error.to_string()))
}

fn describe(inspected: Inspected, engine: Engine) -> Container {
    let mut container = Container::new(engine, &inspected.id);
    container.name = inspected.name.trim_start_matches('/').to_owned();
    container.set_image(&inspected.config.image);
    container.image_id = inspected.image.strip_prefix("sha256:").unwrap_or(&inspected.image).to_owned();
    if !inspected.image_digest.is_empty() {
        container.image_digest = inspected.image_digest;
    }
    container.labels = inspected.config.labels.unwrap_or_default();
    container.env = inspected.config.env.unwrap_or_default();
    container.user = inspected.config.user;
    container.privileged = inspected.host_config.privileged;
    container.host_network = inspected.host_config.network_mode == "host";
    container.host_pid = inspected.host_config.pid_mode == "host";
    container.host_ipc = inspected.host_config.ipc_mode == "host";
    container.created_ts = rfc3339(&inspected.created).unwrap_or_default();
    let networks = inspected.network_settings.networks.unwrap_or_default();
    container.ip = std::iter::once(inspected.network_settings.address)
        .chain(networks.into_values().map(|endpoint| endpoint.address))
        .find(|address| !address.is_empty())
        .unwrap_or_default();
    container.mounts = inspected
        .mounts
        .unwrap_or_default()
        .into_iter()
        .map(|mount| Mount {
            source: mount.source,
            destination: mount.destination,
            mode: mount.mode,
            rdwr: mount.rw,
            propagation: mount.propagation,
        })
        .collect();
    container.pod = container.pod_from_labels();
    container
}

fn describe_image(image: InspectedImage, container: &mut Container) {
    let tags = image.repo_tags.unwrap_or_default();
    // Started by id: the image's own names tell what it is.
    let by_id = container.image.starts_with("sha256:")
        || (!container.image.is_empty() && container.image_id.starts_with(&container.image));
    if by_id && let Some(tag) = tags.first() {
        container.set_image(tag);
    } else if container.image_tag.is_empty()
        && let Some(tag) = tags
            .iter()
            .find_map(|tag| tag.strip_prefix(container.image_repository.as_str())?.strip_prefix(':'))
    {
        container.image_tag = tag.to_owned();
    }
    let digests = image.repo_digests.unwrap_or_default();
    let digest = digests
        .iter()
        .filter_map(|entry| entry.split_once('@'))
        .find(|(repository, _)| *repository == container.image_repository)
        .or_else(|| digests.first().and_then(|entry| entry.split_once('@')));
    if let Some((_, digest)) = digest {
        container.image_digest = digest.to_owned();
    }
}

/// Nanoseconds since the epoch of `2024-11-07T11:10:03.123456789Z` or with an offset.
pub(crate) fn rfc3339(text: &str) -> Option<u64> {
    let (date, rest) = text.split_once('T')?;
    let mut date = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let zone_at = rest.find(['Z', '+', '-'])?;
    let (clock, zone) = rest.split_at_checked(zone_at)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut clock = clock.splitn(3, ':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let offset = match zone.split_at_checked(1)? {
        ("Z", "") => 0,
        (sign, offset) => {
            let (hours, minutes) = offset.split_once(':')?;
            let minutes = hours.parse::<i64>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
            if sign == "-" { minutes.checked_neg()? } else { minutes }
        }
    };
    if !(1970..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..=60).contains(&second) {
        return None;
    }
    // Days from the civil calendar, counted in years that begin in March so that the leap day comes last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719_468;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset.checked_mul(60)?;
    let digits: String = fraction.chars().chain(std::iter::repeat('0')).take(9).collect();
    let nanoseconds: u64 = digits.parse().ok()?;
    u64::try_from(seconds).ok()?.checked_mul(1_000_000_000)?.checked_add(nanoseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inspection_is_understood() {
        let text = r#"{"Id":"ab","Created":"2024-11-07T11:10:03.5Z","Name":"/web","Image":"sha256:77",
            "Config":{"Image":"nginx","Env":["A=1"],"Labels":{"a":"b"},"User":"www"},
            "HostConfig":{"Privileged":true,"NetworkMode":"bridge","PidMode":"host","IpcMode":"private"},
            "Mounts":[{"Type":"bind","Source":"/s","Destination":"/d","Mode":"z","RW":true,"Propagation":"rprivate"}],
            "NetworkSettings":{"IPAddress":"","Networks":{"bridge":{"IPAddress":"172.17.0.2"}}}}"#;
        let mut container = describe(parse(text.as_bytes()).expect("inspection"), Engine::Docker);
        let image = r#"{"RepoTags":["nginx:1.27"],"RepoDigests":["nginx@sha256:99"]}"#;
        describe_image(parse(image.as_bytes()).expect("image"), &mut container);
        assert_eq!(container.name, "web");
        assert_eq!((container.image_repository.as_str(), container.image_tag.as_str()), ("nginx", "1.27"));
        assert_eq!((container.image_id.as_str(), container.image_digest.as_str()), ("77", "sha256:99"));
        assert!(
            container.privileged && container.host_pid && !container.host_network && container.mounts[0].rdwr
        );
        assert_eq!((container.ip.as_str(), container.created_ts), ("172.17.0.2", 1_730_977_803_500_000_000));
    }

    #[test]
    fn times_with_zones_and_nonsense() {
        assert_eq!(rfc3339("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(rfc3339("2000-02-29T00:00:00Z"), Some(951_782_400_000_000_000));
        for text in
            ["", "T", "2024-01-01", "0001-01-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T00:00:00é"]
        {
            assert_eq!(rfc3339(text), None, "{text}");
        }
    }
}
