//! A capture through the world, event by event.

use skua_capture::{Item, Reader};
use skua_event::Event;
use skua_world::{Settings, View, World};

/// Shows every event of a capture to `see`, after its effect on the world.
pub(crate) fn replay(bytes: &[u8], mut see: impl FnMut(&View<'_>)) -> Result<(), String> {
    let mut reader = Reader::whole(bytes);
    let mut world = World::new(Settings::default());
    let mut number = 0;
    while let Some(item) = reader.next_item().map_err(|error| error.to_string())? {
        match item {
            Item::Snapshot(snapshot) => {
                world = World::new(Settings::default());
                world.load(*snapshot);
            }
            Item::Event(record) => {
                number += 1;
                let event =
                    Event::parse(record.bytes, record.cpu, number).map_err(|error| error.to_string())?;
                let seen = world.apply(&event);
                see(&world.view(&event, &seen));
                world.settle(&event, &seen);
            }
        }
    }
    Ok(())
}
