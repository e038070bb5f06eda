//! Which container a control group belongs to.
//!
//! The public behaviour of Falco's container plugin, kept to the letter, odd corners included: rules in the field rely
//! on `container.id` being what Falco says. Runs for every exec, so it neither allocates nor uses regular expressions.

use crate::Engine;

/// A container as its control group names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContainerRef<'a> {
    /// Engine whose naming matched first. Docker, CRI and others share forms, so this is a hint on whom to ask.
    pub engine: Engine,
    /// The whole id: usually 64 hexadecimal digits; with containerd any name up to 64 bytes.
    pub id: &'a [u8],
}

impl<'a> ContainerRef<'a> {
    /// The value of the field `container.id`: at most twelve bytes, but the whole name with LXC and BPM.
    pub fn short_id(&self) -> &'a [u8] {
        match self.engine {
            Engine::Lxc | Engine::LibvirtLxc | Engine::Bpm | Engine::Host => self.id,
            _ => self.id.get(..12).unwrap_or(self.id),
        }
    }
}

/// Length of an id made by runc's callers.
const ID_LENGTH: usize = 64;

/// Names around a 64 digit id. The prefix counts where it occurs last, and so does the suffix.
struct Layout {
    engine: Engine,
    prefix: &'static [u8],
    suffix: &'static [u8],
}

const fn layout(engine: Engine, prefix: &'static str, suffix: &'static str) -> Layout {
    Layout { engine, prefix: prefix.as_bytes(), suffix: suffix.as_bytes() }
}

/// In the order in which they are tried.
const LAYOUTS: [Layout; 10] = [
    layout(Engine::Podman, "/libpod-", ".scope"),
    layout(Engine::Podman, "/libpod-", ".scope/container"),
    layout(Engine::Podman, "/libpod-", ""),
    layout(Engine::Docker, "/", ""),
    layout(Engine::Docker, "/docker-", ".scope"),
    layout(Engine::Cri, "/crio-", ""),
    layout(Engine::Cri, "/cri-containerd-", ".scope"),
    layout(Engine::Cri, "/crio-", ".scope"),
    layout(Engine::Cri, ":cri-containerd:", ""),
    // nerdctl is containerd's own docker-like client; its systemd scopes carry its name.
    layout(Engine::Containerd, "/nerdctl-", ".scope"),
];

/// Finds the container of one control group path, as `/docker/<id>`; `None` on the host.
pub fn container_of_cgroup(path: &[u8]) -> Option<ContainerRef<'_>> {
    if path.len() < 2 {
        return None;
    }
    for layout in &LAYOUTS {
        if let Some(id) = long_id(path, layout) {
            return Some(ContainerRef { engine: layout.engine, id });
        }
    }
    containerd(path).or_else(|| lxc(path)).or_else(|| libvirt_lxc(path)).or_else(|| bpm(path))
}

/// Finds the container of a thread from its `subsystem=path` entries, each ended by NUL: the first entry that matches.
pub fn container_of_cgroups(cgroups: &[u8]) -> Option<ContainerRef<'_>> {
    let mut previous: &[u8] = b"";
    for entry in cgroups.split(|byte| *byte == 0) {
        let Some(equals) = entry.iter().position(|byte| *byte == b'=') else { continue };
        let path = entry.get(equals + 1..).unwrap_or_default();
        // All subsystems usually share one path.
        if path == previous {
            continue;
        }
        previous = path;
        if let Some(found) = container_of_cgroup(path) {
            return Some(found);
        }
    }
    None
}

fn long_id<'a>(path: &'a [u8], layout: &Layout) -> Option<&'a [u8]> {
    let start = rfind(path, layout.prefix)? + layout.prefix.len();
    let end = rfind(path, layout.suffix)?;
    if end.checked_sub(start)? != ID_LENGTH {
        return None;
    }
    // As in the original, a byte that is no hexadecimal digit only disqualifies an id when it stands among the first
    // 64 bytes of the whole path.
    let bad = path.iter().skip(start).position(|byte| !byte.is_ascii_hexdigit());
    if bad.is_some_and(|offset| start + offset < ID_LENGTH) {
        return None;
    }
    path.get(start..end)
}

/// containerd's own clients: `/<namespace>/<id>`, the namespace being the first path component that is one, followed
/// by a slash. The id is everything after that name's last occurrence.
fn containerd(path: &[u8]) -> Option<ContainerRef<'_>> {
    const SYSTEMD: [&[u8]; 3] = [b".service", b".slice", b".scope"];
    let namespace = first_namespace(path)?;
    let start = rfind(path, namespace)? + namespace.len();
    let id = path.get(start..)?;
    if id.is_empty() || id.len() > ID_LENGTH || SYSTEMD.iter().any(|suffix| path.ends_with(suffix)) {
        return None;
    }
    Some(ContainerRef { engine: Engine::Containerd, id })
}

/// The first `/name/` whose name is letters and digits joined by single `.`, `_` or `-`; slashes included.
fn first_namespace(path: &[u8]) -> Option<&[u8]> {
    let mut start = path.iter().position(|byte| *byte == b'/')?;
    loop {
        let rest = path.get(start + 1..)?;
        let length = rest.iter().position(|byte| *byte == b'/')?;
        if rest.get(..length).is_some_and(is_namespace) {
            return path.get(start..start + length + 2);
        }
        start += length + 1;
    }
}

fn is_namespace(name: &[u8]) -> bool {
    name.split(|byte| matches!(byte, b'.' | b'_' | b'-'))
        .all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_alphanumeric))
}

fn lxc(path: &[u8]) -> Option<ContainerRef<'_>> {
    const PREFIXES: [&[u8]; 3] = [b"/lxc/", b"/lxc.payload/", b"/lxc.payload."];
    PREFIXES.iter().find_map(|prefix| {
        let rest = path.get(find(path, prefix)? + prefix.len()..)?;
        let id = rest.split(|byte| *byte == b'/').next()?;
        Some(ContainerRef { engine: Engine::Lxc, id })
    })
}

fn libvirt_lxc(path: &[u8]) -> Option<ContainerRef<'_>> {
    const ESCAPED: &[u8] = b"-lxc\\x2";
    const LEGACY: &[u8] = b"/libvirt/lxc/";
    let found = |id| Some(ContainerRef { engine: Engine::LibvirtLxc, id });

    if let Some(front) = path.strip_suffix(b".libvirt-lxc")
        && find(front, b".libvirt-lxc").is_none()
        && let Some(slash) = front.iter().rposition(|byte| *byte == b'/')
    {
        return found(front.get(slash + 1..)?);
    }
    if let Some(position) = find(path, ESCAPED) {
        let delimiter: &[u8] =
            if find(path, b".scope/libvirt").is_some() { b".scope/libvirt" } else { b".scope" };
        let end = find(path, delimiter);
        // The character after the escape is skipped: `-lxc\x2dNAME`.
        let start = position + ESCAPED.len() + 1;
        if let Some(end) = end
            && end + delimiter.len() == path.len()
            && start <= end
        {
            return found(path.get(start..end)?);
        }
    }
    let start = find(path, LEGACY)? + LEGACY.len();
    found(path.get(start..)?)
}

fn bpm(path: &[u8]) -> Option<ContainerRef<'_>> {
    let rest = path.get(find(path, b"bpm-")? + 4..)?;
    let id = rest.get(..find(rest, b".scope").unwrap_or(rest.len()))?;
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (!id.is_empty() && id.iter().all(allowed)).then_some(ContainerRef { engine: Engine::Bpm, id })
}

fn find(text: &[u8], pattern: &[u8]) -> Option<usize> {
    text.windows(pattern.len()).position(|window| window == pattern)
}

/// Position of the last occurrence; the end of the text for an empty pattern.
fn rfind(text: &[u8], pattern: &[u8]) -> Option<usize> {
    if pattern.is_empty() {
        return Some(text.len());
    }
    text.windows(pattern.len()).rposition(|window| window == pattern)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "6e8883e12b8166d94c65854c0e9faf4837882d078e178b2eb418347aa9208e69";

    fn check(path: &str) -> Option<(Engine, String)> {
        container_of_cgroup(path.as_bytes())
            .map(|found| (found.engine, String::from_utf8_lossy(found.short_id()).into_owned()))
    }

    #[test]
    fn every_engine_is_recognised_by_its_path() {
        let cases = [
            ("/machine.slice/libpod-ID.scope", Engine::Podman, "6e8883e12b81"),
            ("/machine.slice/libpod-ID.scope/container", Engine::Podman, "6e8883e12b81"),
            ("/libpod_parent/libpod-ID", Engine::Podman, "6e8883e12b81"),
            ("/docker/ID", Engine::Docker, "6e8883e12b81"),
            ("/system.slice/docker-ID.scope", Engine::Docker, "6e8883e12b81"),
            (
                "/kubepods/besteffort/pod0cbb1ffb-68bf-4737-b00a-5f296b33ab4c/ID",
                Engine::Docker,
                "6e8883e12b81",
            ),
            ("/kubepods/burstable/podf/crio-ID", Engine::Cri, "6e8883e12b81"),
            ("/kubepods.slice/kubepods-podf.slice/cri-containerd-ID.scope", Engine::Cri, "6e8883e12b81"),
            ("/kubepods.slice/crio-ID.scope", Engine::Cri, "6e8883e12b81"),
            (
                "/system.slice/containerd.service/kubepods-podf.slice:cri-containerd:ID",
                Engine::Cri,
                "6e8883e12b81",
            ),
            ("/default/test_1", Engine::Containerd, "test_1"),
            ("/process_api/283ac897286a748e9bc2702e5ffbcf17", Engine::Containerd, "283ac897286a"),
            // containerd's form comes first and takes this one.
            ("/lxc/web", Engine::Containerd, "web"),
            ("/lxc/web.scope", Engine::Lxc, "web.scope"),
            ("/lxc.payload.web", Engine::Lxc, "web"),
            ("/lxc.payload.some-long-name-here", Engine::Lxc, "some-long-name-here"),
            ("/a_.b/x.libvirt-lxc", Engine::LibvirtLxc, "x"),
            ("/machine.slice/machine-lxc\\x2d22\\x2dvm.scope", Engine::LibvirtLxc, "22\\x2dvm"),
            ("/bpm-job.scope", Engine::Bpm, "job"),
        ];
        for (path, engine, id) in cases {
            let path = path.replace("ID", ID);
            assert_eq!(check(&path), Some((engine, id.to_owned())), "{path}");
        }
    }

    #[test]
    fn groups_of_the_host_are_no_containers() {
        for path in [
            "",
            "/",
            "/init.scope",
            "/system.slice/ssh.service",
            "/user.slice/user-1000.slice/session-3.scope",
            "/user.slice/user-1000.slice",
            "/default/",
            "docker",
            "/docker",
        ] {
            assert_eq!(check(path), None, "{path}");
        }
        let too_long = format!("/default/{ID}0");
        assert_eq!(check(&too_long), None);
    }

    #[test]
    fn containerd_takes_what_follows_the_first_namespace() {
        assert_eq!(check("/a/b/c"), Some((Engine::Containerd, "b/c".into())));
        assert_eq!(check("/_/k8s.io/x"), Some((Engine::Containerd, "x".into())));
        assert_eq!(check("/a..b/x"), None);
    }

    #[test]
    fn digits_are_only_checked_in_the_first_64_bytes_of_the_path() {
        let early = format!("/docker/z{}", &ID[1..]);
        let late = format!("/docker/{}z", &ID[..63]);
        assert_eq!(check(&early).map(|found| found.0), Some(Engine::Containerd));
        assert_eq!(check(&late).map(|found| found.0), Some(Engine::Docker));
    }

    #[test]
    fn first_matching_subsystem_wins() {
        let cgroups = format!("cpuset=/\0cpu=/init.scope\0memory=/docker/{ID}\0");
        assert_eq!(container_of_cgroups(cgroups.as_bytes()).map(|c| c.id), Some(ID.as_bytes()));
        assert_eq!(container_of_cgroups(b"cpuset=/\0cpu\0=\0"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_part_of_the_path_or_nothing(path in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(found) = container_of_cgroup(&path) {
                prop_assert!(found.id.is_empty() || path.windows(found.id.len()).any(|w| w == found.id));
            }
        }

        #[test]
        fn likely_bytes_never_panic(parts in proptest::collection::vec(
            prop_oneof![
                Just("/"), Just(".scope"), Just("-lxc\\x2"), Just(".libvirt-lxc"), Just("/libpod-"), Just("bpm-"),
                Just("a"), Just("/docker-"), Just(".scope/libvirt"), Just("/lxc.payload."), Just(ID), Just("d"),
            ], 0..8)) {
            let path = parts.concat();
            let _ = container_of_cgroups(format!("cpu={path}\0").as_bytes());
            let _ = container_of_cgroup(path.as_bytes());
        }
    }
}
