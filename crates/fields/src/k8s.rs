//! `k8s.*`: the pod of the container, as its labels and its sandbox tell.

use crate::container::{argument, known};
use crate::entry::{Entry, lent, made, nothing, text};
use crate::info::{ArgumentRule, FieldFlags, Scope};
use crate::process::own;
use crate::value::Value;
use skua_workload::Pod;
use skua_world::View;

const REQUIRED: ArgumentRule = ArgumentRule::Required;

// Kept so that old rules load: nothing has given these a value for years.
const fn never_argument(name: &'static str) -> Entry {
    text(name, Scope::Container, "never set", nothing).flags(FieldFlags::MISSING).argument(REQUIRED)
}

const fn never_value(name: &'static str) -> Entry {
    text(name, Scope::Container, "never set", nothing).flags(FieldFlags::MISSING)
}

pub(crate) static FIELDS: &[Entry] = &[
    text("k8s.pod.name", Scope::Container, "name of the pod", |_, v| of(v, |pod| pod.name.as_str())),
    text("k8s.ns.name", Scope::Container, "namespace of the pod", |_, v| of(v, |pod| pod.namespace.as_str())),
    text("k8s.pod.id", Scope::Container, "unique id of the pod", |_, v| of(v, |pod| pod.uid.as_str())),
    text("k8s.pod.uid", Scope::Container, "unique id of the pod", |_, v| of(v, |pod| pod.uid.as_str())),
    text("k8s.pod.sandbox_id", Scope::Container, "first 12 digits of the sandbox's id", |_, v| {
        of(v, |pod| pod.sandbox_id.get(..12).unwrap_or(&pod.sandbox_id))
    }),
    text("k8s.pod.full_sandbox_id", Scope::Container, "whole id of the sandbox", |_, v| {
        of(v, |pod| pod.sandbox_id.as_str())
    }),
    text("k8s.pod.label", Scope::Container, "one label of the pod", |f, v| {
        pod(v)?.labels.get(&argument(f)?).and_then(|label| lent(label.as_bytes()))
    })
    .argument(REQUIRED),
    text("k8s.pod.labels", Scope::Container, "labels of the pod as key:value", |_, v| {
        let labels: Vec<String> =
            pod(v)?.labels.iter().map(|(key, label)| format!("{key}:{label}")).collect();
        if labels.is_empty() { None } else { made(labels.join(", ")) }
    }),
    text("k8s.pod.ip", Scope::Container, "address of the pod", |_, v| {
        of_pod_or_host(v, |pod| pod.ip.as_str())
    }),
    text("k8s.pod.cni.json", Scope::Container, "result of the pod's network plugin", |_, v| {
        of_pod_or_host(v, |pod| pod.cni_json.as_str())
    }),
    never_value("k8s.rc.name"),
    never_value("k8s.rc.id"),
    never_argument("k8s.rc.label"),
    never_value("k8s.rc.labels"),
    never_value("k8s.svc.name"),
    never_value("k8s.svc.id"),
    never_argument("k8s.svc.label"),
    never_value("k8s.svc.labels"),
    never_value("k8s.ns.id"),
    never_argument("k8s.ns.label"),
    never_value("k8s.ns.labels"),
    never_value("k8s.rs.name"),
    never_value("k8s.rs.id"),
    never_argument("k8s.rs.label"),
    never_value("k8s.rs.labels"),
    never_value("k8s.deployment.name"),
    never_value("k8s.deployment.id"),
    never_argument("k8s.deployment.label"),
    never_value("k8s.deployment.labels"),
];

fn pod<'a>(view: &View<'a>) -> Option<&'a Pod> {
    known(view)?.pod.as_ref()
}

/// Like [`of`], but empty on the host, where there is no pod to ask.
fn of_pod_or_host<'a>(view: &View<'a>, field: fn(&Pod) -> &str) -> Option<Value<'a>> {
    if own(view)?.container_id.is_empty() { lent(b"") } else { of(view, field) }
}

fn of<'a>(view: &View<'a>, field: fn(&Pod) -> &str) -> Option<Value<'a>> {
    let pod = pod(view)?;
    lent(field(pod).as_bytes())
}
