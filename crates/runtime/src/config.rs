//! Where to ask, and how long.

use std::path::PathBuf;
use std::time::Duration;

/// Settings of the lookups.
#[derive(Clone, Debug)]
pub struct Config {
    /// Sockets to ask.
    pub sockets: Sockets,
    /// Folders of container storage to read when no Podman service answers; each holds `overlay-containers` or the
    /// like of another driver. Homes of users are looked through as well when `rootless_storage` is set.
    pub podman_storage: Vec<PathBuf>,
    /// Look for rootless Podman storage in the home folders that /etc/passwd names.
    pub rootless_storage: bool,
    /// Longest time for one question to one socket.
    pub timeout: Duration,
    /// Longest time to go on asking for one container: a runtime may know it only after its creation has ended.
    pub patience: Duration,
    /// Containers waiting at once; more are refused and counted.
    pub queue: usize,
    /// How long a container that nobody knew is not asked for again.
    pub forget_missing: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            sockets: Sockets::well_known(),
            podman_storage: vec!["/var/lib/containers/storage".into()],
            rootless_storage: true,
            timeout: Duration::from_millis(500),
            patience: Duration::from_secs(5),
            queue: 1024,
            forget_missing: Duration::from_secs(30),
        }
    }
}

/// Sockets by the protocol that they speak. A socket that does not exist costs nothing; they may appear later.
#[derive(Clone, Debug, Default)]
pub struct Sockets {
    /// CRI (`runtime.v1`).
    pub cri: Vec<PathBuf>,
    /// containerd's own services.
    pub containerd: Vec<PathBuf>,
    /// Docker's HTTP API.
    pub docker: Vec<PathBuf>,
    /// Podman's Docker-compatible HTTP API.
    pub podman: Vec<PathBuf>,
}

impl Sockets {
    /// The places where distributions put them.
    pub fn well_known() -> Self {
        let paths = |list: &[&str]| list.iter().map(PathBuf::from).collect();
        const CONTAINERD: [&str; 7] = [
            "/run/containerd/containerd.sock",
            "/run/k3s/containerd/containerd.sock",
            "/run/k0s/containerd.sock",
            "/run/dockershim.sock",
            "/run/host-containerd/containerd.sock",
            "/run/host-containerd/host-containerd.sock",
            "/var/snap/microk8s/common/run/containerd.sock",
        ];
        let mut cri: Vec<PathBuf> = paths(&CONTAINERD);
        cri.extend(paths(&["/run/crio/crio.sock", "/run/cri-dockerd.sock"]));
        Self {
            cri,
            containerd: paths(&[
                CONTAINERD[0],
                CONTAINERD[1],
                CONTAINERD[2],
                CONTAINERD[4],
                CONTAINERD[5],
                CONTAINERD[6],
                "/run/docker/containerd/containerd.sock",
            ]),
            docker: paths(&["/run/docker.sock"]),
            podman: paths(&["/run/podman/podman.sock"]),
        }
    }

    /// The same sockets as seen through another root folder, as a host's `/` mounted at `/host`.
    pub fn under(mut self, root: &std::path::Path) -> Self {
        for list in [&mut self.cri, &mut self.containerd, &mut self.docker, &mut self.podman] {
            for path in list.iter_mut() {
                *path = root.join(path.strip_prefix("/").unwrap_or(path));
            }
        }
        self
    }
}
