//! Podman without its service: what it keeps on disk.
//!
//! Format: github.com/containers/storage. A folder `<driver>-containers` holds `containers.json` (and
//! `volatile-containers.json`) with id, names, image and creation time, and `<id>/userdata/config.json`, the OCI
//! specification; `<driver>-images/images.json` names the images. Labels are not there: Podman keeps them in a
//! database of its own, so a container found here has none.

use crate::docker::rfc3339;
use crate::error::LookupError;
use crate::http::MAX_BODY;
use crate::oci::Spec;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use skua_workload::{Container, Engine};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

const DRIVERS: [&str; 4] = ["overlay", "vfs", "btrfs", "zfs"];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StoredContainer {
    id: String,
    names: Option<Vec<String>>,
    image: String,
    metadata: String,
    created: String,
}

/// The text that `metadata` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Metadata {
    image_name: String,
    image_id: String,
    name: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StoredImage {
    id: String,
    digest: String,
    names: Option<Vec<String>>,
}

/// Looks for a container in the storage folder `root`.
pub(crate) fn lookup(root: &Path, id: &str) -> Result<Container, LookupError> {
    for driver in DRIVERS {
        let folder = root.join(format!("{driver}-containers"));
        for file in ["containers.json", "volatile-containers.json"] {
            let stored: Option<Vec<StoredContainer>> = read_json(&folder.join(file))?;
            let found = stored.unwrap_or_default().into_iter().find(|container| container.id == id);
            if let Some(stored) = found {
                return describe(root, driver, &folder, stored);
            }
        }
    }
    Err(LookupError::NotFound)
}

/// Storage folders of users that run Podman without root, from the text of /etc/passwd.
pub(crate) fn rootless_roots(passwd: &str) -> Vec<PathBuf> {
    let homes = passwd.lines().filter_map(|line| line.split(':').nth(5)).filter(|home| home.len() > 1);
    let mut roots: Vec<PathBuf> =
        homes.map(|home| Path::new(home).join(".local/share/containers/storage")).collect();
    roots.sort();
    roots.dedup();
    roots
}

fn describe(
    root: &Path,
    driver: &str,
    folder: &Path,
    stored: StoredContainer,
) -> Result<Container, LookupError> {
    let metadata: Metadata = serde_json::from_str(&stored.metadata).unwrap_or_default();
    let mut container = Container::new(Engine::Podman, &stored.id);
    let name = stored.names.and_then(|names| names.into_iter().next());
    container.name = name.unwrap_or(metadata.name);
    container.created_ts = rfc3339(&stored.created).unwrap_or_default();
    container.set_image(&metadata.image_name);
    container.image_id = if stored.image.is_empty() { metadata.image_id } else { stored.image };

    let images: Option<Vec<StoredImage>> = read_json(&root.join(format!("{driver}-images/images.json")))?;
    let image = images.unwrap_or_default().into_iter().find(|image| image.id == container.image_id);
    if let Some(image) = image {
        if container.image.is_empty()
            && let Some(name) = image.names.and_then(|names| names.into_iter().next())
        {
            container.set_image(&name);
        }
        container.image_digest = image.digest;
    }
    let config = folder.join(&container.full_id).join("userdata/config.json");
    if let Some(spec) = read_json::<Spec>(&config)? {
        spec.describe(&mut container);
    }
    container.pod = container.pod_from_labels();
    Ok(container)
}

/// Reads a file of at most [`MAX_BODY`] bytes; `None` when it does not exist.
fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, LookupError> {
    let failed = |source| LookupError::Read { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_BODY as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > MAX_BODY {
        return Err(LookupError::TooLong(MAX_BODY));
    }
    let parsed = serde_json::from_slice(&bytes);
    parsed.map(Some).map_err(|error| LookupError::Malformed(format!("{}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_of_users_are_candidates_once() {
        let passwd =
            "root:x:0:0::/root:/bin/sh\na:x:1:1::/home/a:/bin/sh\nb:x:2:2::/home/a:/bin/sh\nbad\nc:x:::/:";
        let roots = rootless_roots(passwd);
        assert_eq!(
            roots,
            [
                PathBuf::from("/home/a/.local/share/containers/storage"),
                PathBuf::from("/root/.local/share/containers/storage"),
            ]
        );
    }

    #[test]
    fn a_torn_file_gives_a_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let containers = folder.path().join("overlay-containers");
        std::fs::create_dir(&containers).expect("a folder");
        std::fs::write(containers.join("containers.json"), "[{").expect("written");
        assert!(matches!(lookup(folder.path(), "x"), Err(LookupError::Malformed(_))));
        std::fs::write(containers.join("containers.json"), "[]").expect("written");
        assert!(matches!(lookup(folder.path(), "x"), Err(LookupError::NotFound)));
    }
}
