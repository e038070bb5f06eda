//! `container.*`

use crate::entry::{Entry, abstime, lent, made, nothing, reltime, text, truth};
use crate::field::Field;
use crate::info::{ArgumentRule, FieldFlags, Scope};
use crate::process::own;
use crate::value::Value;
use skua_workload::{Container, Mount};
use skua_world::View;

const REQUIRED: ArgumentRule = ArgumentRule::Required;
const NEVER: FieldFlags = FieldFlags::MISSING;

pub(crate) static FIELDS: &[Entry] = &[
    text(
        "container.id",
        Scope::Process,
        "first 12 digits of the container's id; `host` on the host",
        |_, v| {
            let id = &own(v)?.container_id;
            lent(if id.is_empty() { b"host" } else { id })
        },
    ),
    text("container.full_id", Scope::Container, "whole id of the container", |_, v| {
        told(v, "host", |c| c.full_id.as_str())
    }),
    text("container.name", Scope::Container, "name that the runtime gives", |_, v| {
        told(v, "host", |c| c.name.as_str())
    }),
    text("container.image", Scope::Container, "image as it was asked for", |_, v| {
        told(v, "", |c| c.image.as_str())
    }),
    text("container.image.id", Scope::Container, "id of the image", |_, v| {
        told(v, "", |c| c.image_id.as_str())
    }),
    text(
        "container.type",
        Scope::Container,
        "engine: docker, podman, containerd, …; `host` on the host",
        |_, v| told(v, "host", |c| c.engine.as_str()),
    ),
    truth("container.privileged", Scope::Container, "the container is privileged", |_, v| {
        flag(v, |c| c.privileged)
    }),
    text(
        "container.mounts",
        Scope::Container,
        "mounts as source:destination:mode:rdwr:propagation",
        |_, v| {
            let mounts: Vec<String> = known(v)?.mounts.iter().map(mount_text).collect();
            made(mounts.join(","))
        },
    ),
    text("container.mount", Scope::Container, "one mount, by index or source", |f, v| {
        mount(f, v, |m| &m.source).and_then(|m| made(mount_text(m)))
    })
    .argument(REQUIRED),
    text("container.mount.source", Scope::Container, "source of a mount, by index or destination", |f, v| {
        mount(f, v, |m| &m.destination).and_then(|m| lent(m.source.as_bytes()))
    })
    .argument(REQUIRED),
    text("container.mount.dest", Scope::Container, "destination of a mount, by index or source", |f, v| {
        mount(f, v, |m| &m.source).and_then(|m| lent(m.destination.as_bytes()))
    })
    .argument(REQUIRED),
    text("container.mount.mode", Scope::Container, "mode of a mount, by index or source", |f, v| {
        mount(f, v, |m| &m.source).and_then(|m| lent(m.mode.as_bytes()))
    })
    .argument(REQUIRED),
    text(
        "container.mount.rdwr",
        Scope::Container,
        "whether a mount is writable, by index or source",
        |f, v| mount(f, v, |m| &m.source).and_then(|m| made(m.rdwr.to_string())),
    )
    .argument(REQUIRED),
    text(
        "container.mount.propagation",
        Scope::Container,
        "propagation of a mount, by index or source",
        |f, v| mount(f, v, |m| &m.source).and_then(|m| lent(m.propagation.as_bytes())),
    )
    .argument(REQUIRED),
    text("container.image.repository", Scope::Container, "image without tag", |_, v| {
        told(v, "", |c| c.image_repository.as_str())
    }),
    text("container.image.tag", Scope::Container, "tag of the image", |_, v| {
        told(v, "", |c| c.image_tag.as_str())
    }),
    text("container.image.digest", Scope::Container, "digest of the image", |_, v| {
        told(v, "", |c| c.image_digest.as_str())
    }),
    text("container.healthcheck", Scope::Container, "never set", nothing).flags(NEVER),
    text("container.liveness_probe", Scope::Container, "never set", nothing).flags(NEVER),
    text("container.readiness_probe", Scope::Container, "never set", nothing).flags(NEVER),
    abstime("container.start_ts", Scope::Process, "start of the container's pid namespace", |_, v| {
        in_container(v).map(|thread| Value::Uint(thread.pidns_init_start_ts))
    }),
    reltime("container.duration", Scope::Event, "age of the container's pid namespace", |_, v| {
        in_container(v)
            .map(|thread| Value::Uint(v.event.timestamp().saturating_sub(thread.pidns_init_start_ts)))
    }),
    text("container.ip", Scope::Container, "IPv4 address of the container", |_, v| {
        told(v, "", |c| c.ip.as_str())
    }),
    text("container.cni.json", Scope::Container, "result of the network plugin", |_, v| {
        told(v, "", |c| c.cni_json.as_str())
    }),
    truth("container.host_pid", Scope::Container, "shares the host's processes", |_, v| {
        flag(v, |c| c.host_pid)
    }),
    truth("container.host_network", Scope::Container, "shares the host's network", |_, v| {
        flag(v, |c| c.host_network)
    }),
    truth("container.host_ipc", Scope::Container, "shares the host's IPC", |_, v| flag(v, |c| c.host_ipc)),
    text("container.label", Scope::Container, "one label", |f, v| {
        known(v)?.labels.get(&argument(f)?).and_then(|label| lent(label.as_bytes()))
    })
    .argument(REQUIRED),
    text("container.labels", Scope::Container, "labels as key:value", |_, v| {
        let hidden = |key: &str| key.starts_with("io.kubernetes.") || key.starts_with("annotation.");
        let labels: Vec<String> = known(v)?
            .labels
            .iter()
            .filter(|(key, _)| !hidden(key))
            .map(|(k, l)| format!("{k}:{l}"))
            .collect();
        if labels.is_empty() { None } else { made(labels.join(", ")) }
    }),
    truth("proc.is_container_healthcheck", Scope::Container, "never set", nothing).flags(NEVER),
    truth("proc.is_container_liveness_probe", Scope::Container, "never set", nothing).flags(NEVER),
    truth("proc.is_container_readiness_probe", Scope::Container, "never set", nothing).flags(NEVER),
];

pub(crate) fn known<'a>(view: &View<'a>) -> Option<&'a Container> {
    let id = &own(view)?.container_id;
    if id.is_empty() { None } else { view.world.container(id) }
}

pub(crate) fn argument(field: &Field) -> Option<String> {
    field.key().map(str::to_owned).or_else(|| field.index().map(|index| index.to_string()))
}

/// What the runtime told; on the host, the word for that.
fn told<'a>(view: &View<'a>, host: &'static str, of: fn(&Container) -> &str) -> Option<Value<'a>> {
    if own(view)?.container_id.is_empty() {
        return lent(host.as_bytes());
    }
    let container = known(view)?;
    lent(of(container).as_bytes())
}

fn flag<'a>(view: &View<'a>, of: fn(&Container) -> bool) -> Option<Value<'a>> {
    if own(view)?.container_id.is_empty() {
        return Some(Value::Bool(false));
    }
    known(view).map(|container| Value::Bool(of(container)))
}

fn in_container<'a>(view: &View<'a>) -> Option<&'a skua_world::Thread> {
    own(view).filter(|thread| !thread.container_id.is_empty() && thread.pidns_init_start_ts != 0)
}

fn mount<'a>(field: &Field, view: &View<'a>, key: fn(&Mount) -> &str) -> Option<&'a Mount> {
    let mounts = &known(view)?.mounts;
    match (field.index(), field.key()) {
        (Some(index), _) => mounts.get(index as usize),
        (None, Some(wanted)) => mounts.iter().find(|mount| glob(wanted.as_bytes(), key(mount).as_bytes())),
        (None, None) => None,
    }
}

fn mount_text(mount: &Mount) -> String {
    format!("{}:{}:{}:{}:{}", mount.source, mount.destination, mount.mode, mount.rdwr, mount.propagation)
}

/// `*` stands for any bytes, `?` for one.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(byte) if *byte == b'?' || Some(byte) == text.get(t) => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    p = at + 1;
                    t = from + 1;
                    star = Some((at, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}
