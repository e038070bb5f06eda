//! Streams of events through the world, and every field of each: no panic, whatever the parameters hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skua_event::{EVENTS, Event, EventBuilder, EventCode};
use skua_fields::{ArgumentRule, Field};
use skua_world::World;
use std::sync::OnceLock;

static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();

fn fields() -> &'static [Field] {
    FIELDS.get_or_init(|| {
        let with = |info: &skua_fields::FieldInfo| match info.argument {
            ArgumentRule::No => vec![None],
            ArgumentRule::Allowed => vec![None, Some("0"), Some("2"), Some("PATH")],
            ArgumentRule::Required => vec![Some("0"), Some("1"), Some("fd"), Some("flags"), Some("src")],
        };
        skua_fields::all()
            .flat_map(|info| with(info).into_iter().filter_map(move |argument| Field::bind(info.name, argument).ok()))
            .collect()
    })
}

/// Takes `count` bytes off the front, fewer at the end.
fn take<'a>(data: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (front, rest) = data.split_at(count.min(data.len()));
    *data = rest;
    front
}

fuzz_target!(|data: &[u8]| {
    let mut data = data;
    let mut world = World::default();
    let mut number = 0;
    while data.len() > 4 && number < 64 {
        number += 1;
        let head = take(&mut data, 4);
        let code = usize::from(u16::from_le_bytes([head[0], head[1]])) % EVENTS.len();
        let info = &EVENTS[code];
        // A handful of threads, so that events meet.
        let mut event = EventBuilder::new(EventCode(code as u16), number * 1_000, i64::from(head[2] % 6));
        for _ in info.params {
            let length = take(&mut data, 1).first().map_or(0, |byte| usize::from(*byte));
            // Lengths of numbers are likely, so that numbers are.
            let length = match length % 8 { 0 => 0, 1 => 1, 2 => 2, 3 => 4, 4 | 5 => 8, _ => length / 4 };
            event = event.bytes(take(&mut data, length));
        }
        let block = event.build();
        let Ok(event) = Event::parse(&block, 0, number) else { continue };
        let seen = world.apply(&event);
        let view = world.view(&event, &seen);
        for field in fields() {
            if let Some(value) = field.extract(&view) {
                let _ = value.render(field);
            }
            let _ = field.candidates(&view, &mut |_| false);
        }
        world.settle(&event, &seen);
    }
});
