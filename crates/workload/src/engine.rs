//! Container engines.

use serde::{Deserialize, Serialize};

/// What made a container. The text form is what the field `container.type` gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Engine {
    /// Docker Engine.
    #[serde(rename = "docker")]
    Docker,
    /// Podman.
    #[serde(rename = "podman")]
    Podman,
    /// A runtime that speaks CRI and is none of the others.
    #[serde(rename = "cri")]
    Cri,
    /// containerd, asked directly or over CRI.
    #[serde(rename = "containerd")]
    Containerd,
    /// CRI-O.
    #[serde(rename = "cri-o")]
    Crio,
    /// LXC.
    #[serde(rename = "lxc")]
    Lxc,
    /// LXC under libvirt.
    #[serde(rename = "libvirt-lxc")]
    LibvirtLxc,
    /// Cloud Foundry's BOSH process manager.
    #[serde(rename = "bpm")]
    Bpm,
    /// No container.
    #[default]
    #[serde(rename = "host")]
    Host,
}

/// Engine, name, number in the `container` event of captures.
const TABLE: [(Engine, &str, u32); 9] = [
    (Engine::Docker, "docker", 0),
    (Engine::Podman, "podman", 11),
    (Engine::Cri, "cri", 6),
    (Engine::Containerd, "containerd", 7),
    (Engine::Crio, "cri-o", 8),
    (Engine::Lxc, "lxc", 1),
    (Engine::LibvirtLxc, "libvirt-lxc", 2),
    (Engine::Bpm, "bpm", 9),
    (Engine::Host, "host", 0xfffe),
];

impl Engine {
    /// The name, as `container.type` gives it.
    pub fn as_str(self) -> &'static str {
        TABLE.iter().find(|row| row.0 == self).map_or("host", |row| row.1)
    }

    /// The number that the `container` event of captures uses.
    pub fn falco_number(self) -> u32 {
        TABLE.iter().find(|row| row.0 == self).map_or(0xfffe, |row| row.2)
    }

    /// The engine of such a number; `None` for retired and unknown ones.
    pub fn from_falco_number(number: u64) -> Option<Self> {
        TABLE.iter().find(|row| u64::from(row.2) == number).map(|row| row.0)
    }
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
