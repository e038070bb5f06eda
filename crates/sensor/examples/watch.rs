//! Prints or keeps events of this machine: `watch [--seconds N] [--raw FILE] [--quiet] [--rung NAME] [NAME…]`.
//!
//! Without names: every event that is live. `--raw` writes the blocks one after another.

use skua_event::{EVENTS, Event, EventSet};
use skua_sensor::{Config, Rung, Sensor, Wanted};
use std::io::Write;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut seconds, mut raw, mut quiet, mut rung, mut names) = (3, None, false, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => seconds = arguments.next().ok_or("--seconds needs a number")?.parse()?,
            "--raw" => {
                raw = Some(std::io::BufWriter::new(std::fs::File::create(
                    arguments.next().ok_or("--raw needs a file")?,
                )?))
            }
            "--quiet" => quiet = true,
            "--rung" => {
                rung = Some(
                    Rung::from_name(&arguments.next().ok_or("--rung needs a name")?).ok_or("no such rung")?,
                )
            }
            _ => names.push(argument),
        }
    }
    let wanted = |name: &str| names.is_empty() || names.iter().any(|one| one == name);
    let codes: EventSet =
        EVENTS.iter().filter(|event| event.is_live() && wanted(event.name)).map(|event| event.code).collect();
    let wanted = Wanted { codes, environment: true, snaplen: 80 };
    let config = Config { vital_ring_bytes: 1 << 20, bulk_ring_bytes: 1 << 22, wanted, force_rung: rung };
    for found in skua_sensor::probe().list {
        eprintln!("{} {}: {}", if found.present { "yes" } else { "no " }, found.name, found.note);
    }
    let start = Instant::now();
    let mut sensor = match Sensor::start(config) {
        Ok(sensor) => sensor,
        Err(error) => {
            // The verifier's whole log: this is a tool for working on the programs.
            let mut source = std::error::Error::source(&error);
            while let Some(one) = source {
                eprintln!("{one}");
                source = one.source();
            }
            return Err(error.chain().into());
        }
    };
    eprintln!("started in {:?}", start.elapsed());
    for rung in Rung::ALL {
        let hooks = sensor.rungs().iter().filter(|hook| hook.rung == Some(rung)).count();
        eprintln!("{hooks} hooks by {}", rung.name());
    }
    for hook in sensor.rungs() {
        if hook.rung.is_none() {
            eprintln!("not reached: {}: {}", hook.hook, hook.reason);
        }
    }
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut number = 0;
    while Instant::now() < end {
        sensor.poll(Duration::from_millis(50), &mut |cpu, bytes| {
            number += 1;
            if let Some(raw) = &mut raw {
                if let Err(error) = raw.write_all(bytes) {
                    eprintln!("{error}");
                }
            } else if !quiet {
                match Event::parse(bytes, cpu, number) {
                    Ok(event) => println!("{event:?}"),
                    Err(error) => println!("bad: {error}"),
                }
            }
        })?;
    }
    eprintln!("{number} events, {:?}", sensor.drops()?);
    Ok(())
}
