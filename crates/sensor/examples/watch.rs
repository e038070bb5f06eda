//! Prints events of this machine: `watch [NAME…]`, all state events without names.
use skua_event::{EVENTS, Event, EventSet};
use skua_sensor::{Config, Sensor, Wanted};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let codes: EventSet = EVENTS
        .iter()
        .filter(|event| event.is_live() && event.code.0 > 1)
        .filter(|event| names.is_empty() || names.iter().any(|name| name == event.name))
        .map(|event| event.code)
        .collect();
    let wanted = Wanted { codes, environment: true, snaplen: 80 };
    let config = Config { vital_ring_bytes: 1 << 19, bulk_ring_bytes: 1 << 21, wanted, force_rung: None };
    let start = Instant::now();
    let mut sensor = match Sensor::start(config) {
        Ok(sensor) => sensor,
        Err(error) => {
            let mut source = std::error::Error::source(&error);
            while let Some(one) = source {
                eprintln!("{one}");
                source = one.source();
            }
            return Err(error.chain().into());
        }
    };
    eprintln!("started in {:?}", start.elapsed());
    for hook in sensor.rungs() {
        if hook.rung.is_none() {
            eprintln!("not reached: {}", hook.hook);
        }
    }
    let end = Instant::now() + Duration::from_secs(3);
    let mut number = 0;
    while Instant::now() < end {
        sensor.poll(Duration::from_millis(50), &mut |cpu, bytes| {
            number += 1;
            match Event::parse(bytes, cpu, number) {
                Ok(event) if number < 400 => println!("{event:?}"),
                Ok(_) => {}
                Err(error) => println!("bad: {error}"),
            }
        })?;
    }
    eprintln!("{number} events, {:?}", sensor.drops()?);
    Ok(())
}
