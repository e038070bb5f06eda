//! Event blocks, as they come out of the ring and out of captures: what was accepted can be read without a panic, and
//! both ways of reading parameters agree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skua_event::{EVENTS, Event, HEADER_BYTES, param};

fuzz_target!(|data: &[u8]| {
    read(data);
    // Blind luck rarely finds a known event of the right length, so a second try is given both.
    let mut block = data.to_vec();
    if let Some(header) = block.get_mut(16..HEADER_BYTES) {
        let code = u16::from_le_bytes([header[4], header[5]]) as usize % EVENTS.len();
        header[..4].copy_from_slice(&(data.len() as u32).to_le_bytes());
        header[4..6].copy_from_slice(&EVENTS[code].code.0.to_le_bytes());
        header[7..10].fill(0);
        read(&block);
    }
});

fn read(bytes: &[u8]) {
    let Ok(event) = Event::parse(bytes, 0, 1) else { return };
    let mut total = 0;
    for (index, value) in event.iter().enumerate() {
        assert_eq!(event.param(index), Some(value));
        total += value.len();
        let _ = (param::int(value), param::uint(value), param::str(value));
        let _ = (param::socktuple(value), param::sockaddr(value));
        let _ = (param::strings(value).count(), param::fdlist(value).count());
    }
    assert!(total <= bytes.len());
    assert_eq!(event.param(event.params()), None);
    let _ = format!("{event:?}");
}
