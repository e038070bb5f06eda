//! useradded, userdeleted, groupadded, groupdeleted: the people of a machine or a container.

use super::Effect;
use crate::snapshot::{Group, User};
use crate::{Observation, World};
use skua_event::{Event, EventCode, code};

pub(super) const EFFECTS: [(EventCode, Effect); 4] = [
    (code::USER_ADDED_E, user_added),
    (code::USER_DELETED_E, |w, e, _| w.people.remove_user(container(e, 5), number(e, 0))),
    (code::GROUP_ADDED_E, group_added),
    (code::GROUP_DELETED_E, |w, e, _| w.people.remove_group(container(e, 2), number(e, 0))),
];

fn number(event: &Event<'_>, index: usize) -> u32 {
    event.uint(index).unwrap_or(0) as u32
}

fn container<'a>(event: &Event<'a>, index: usize) -> &'a [u8] {
    event.str(index).unwrap_or_default()
}

fn user_added(world: &mut World, event: &Event<'_>, _: &mut Observation) {
    let text = |index| event.str(index).unwrap_or_default().to_vec();
    let user =
        User { uid: number(event, 0), gid: number(event, 1), name: text(2), home: text(3), shell: text(4) };
    world.people.add_user(container(event, 5), user);
}

fn group_added(world: &mut World, event: &Event<'_>, _: &mut Observation) {
    let group = Group { gid: number(event, 0), name: event.str(1).unwrap_or_default().to_vec() };
    world.people.add_group(container(event, 2), group);
}
