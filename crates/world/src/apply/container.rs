//! container, container_removed: what a runtime told of a container, as captures hold it.

use super::Effect;
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};
use skua_workload::Container;

pub(super) const EFFECTS: [(EventCode, Effect); 2] =
    [(code::ASYNCEVENT_E, asynchronous), (code::CONTAINER_JSON_2_E, container)];

fn asynchronous(world: &mut World, event: &Event<'_>, _: &mut Observation) {
    let Some(json) = event.param(2).map(without_nul) else { return };
    match event.str(1) {
        Some(b"container") => put(world, json),
        Some(b"container_removed") => {
            if let Ok(container) = Container::from_falco_json(json) {
                world.remove_container(container.id.as_bytes());
            }
        }
        _ => {}
    }
}

fn container(world: &mut World, event: &Event<'_>, _: &mut Observation) {
    if let Some(json) = event.str(0) {
        put(world, json);
    }
}

fn without_nul(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(&[0]).unwrap_or(bytes)
}

fn put(world: &mut World, json: &[u8]) {
    if let Ok(container) = Container::from_falco_json(json) {
        let id = container.id.clone();
        world.set_container(id.as_bytes(), container);
    }
}
