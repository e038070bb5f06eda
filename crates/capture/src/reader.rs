//! The chain of blocks: sections, their state, their events.

use crate::blocks::{self, EventLayout, HEAD, Kind, TAIL};
use crate::convert::{Converter, Outcome};
use crate::cursor::Cursor;
use crate::error::Error;
use crate::input::Input;
use crate::{fds, interfaces, machine, processes, users};
use rustc_hash::FxHashMap;
use skua_event::{Event, EventCode, EventFlags, HEADER_BYTES};
use skua_world::Fd;
use skua_world::snapshot::{ProcessEntry, Snapshot};
use std::io::Read;
use std::ops::Range;

/// Bytes that a block may have. The list of a machine's processes is the longest; a quarter of a million of them with
/// long arguments stay below.
const LONGEST_BLOCK: u32 = 1 << 30;
/// Bytes that an event may have.
const LONGEST_EVENT: u32 = 16 << 20;

/// One thing of a capture.
#[derive(Debug)]
pub enum Item<'a> {
    /// The machine at the begin of a section; what came before does not count any more.
    Snapshot(Box<Snapshot>),
    /// An event.
    Event(Record<'a>),
}

/// One event of a capture, in today's schema.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// CPU on which it happened.
    pub cpu: u16,
    /// `1`: the event was kept only because it changes state.
    pub flags: u32,
    /// The event block, as [`Event::parse`] takes it.
    pub bytes: &'a [u8],
    /// Offset in the unpacked file of the block it came from.
    pub offset: u64,
}

/// What was read over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Blocks of kinds that are not known.
    pub blocks: u64,
    /// Events of codes that are not known.
    pub unknown_events: u64,
    /// Old events that only serve a later one, or have no place in today's schema.
    pub converted_away: u64,
}

/// Reads a capture item by item. After an error it gives nothing more.
pub struct Reader<'a> {
    input: Input<'a>,
    converter: Converter,
    /// Block that was counted for its parameters.
    counted: Vec<u8>,
    snapshot: Option<Box<Snapshot>>,
    /// Descriptors by thread, until their section's snapshot is given.
    fds: FxHashMap<i64, Vec<(i64, Fd)>>,
    /// Bytes of the block last given, to be consumed.
    given: usize,
    skipped: Skipped,
    began: bool,
    ended: bool,
}

/// Where the event to be given lies.
enum Place {
    Input(Range<usize>),
    Counted,
    Converted,
}

impl<'a> Reader<'a> {
    /// Reads a file that lies in memory, plain or gzip.
    pub fn whole(bytes: &'a [u8]) -> Reader<'a> {
        Reader::new(Input::whole(bytes))
    }

    /// Reads a file as it comes, plain or gzip, with memory for its largest block.
    pub fn stream(stream: impl Read + 'a) -> Result<Reader<'a>, Error> {
        Ok(Reader::new(Input::stream(stream)?))
    }

    fn new(input: Input<'a>) -> Reader<'a> {
        Reader {
            input,
            converter: Converter::default(),
            counted: Vec::new(),
            snapshot: None,
            fds: FxHashMap::default(),
            given: 0,
            skipped: Skipped::default(),
            began: false,
            ended: false,
        }
    }

    /// What was read over so far.
    pub fn skipped(&self) -> Skipped {
        self.skipped
    }

    /// Offset in the unpacked file up to which was read.
    pub fn offset(&self) -> u64 {
        self.input.offset() + self.given as u64
    }

    /// The next item; `None` at the end.
    pub fn next_item(&mut self) -> Result<Option<Item<'_>>, Error> {
        if self.ended {
            return Ok(None);
        }
        match self.advance() {
            Ok(Some(Found::Snapshot(snapshot))) => Ok(Some(Item::Snapshot(snapshot))),
            Ok(Some(Found::Event { cpu, flags, place })) => {
                let bytes = match place {
                    Place::Input(range) => self.input.bytes().get(range).unwrap_or_default(),
                    Place::Counted => &self.counted,
                    Place::Converted => self.converter.converted(),
                };
                Ok(Some(Item::Event(Record { cpu, flags, bytes, offset: self.input.offset() })))
            }
            Ok(None) => {
                self.ended = true;
                Ok(None)
            }
            Err(error) => {
                self.ended = true;
                Err(error)
            }
        }
    }

    fn advance(&mut self) -> Result<Option<Found>, Error> {
        loop {
            self.input.consume(std::mem::take(&mut self.given));
            let Some((kind, number, length)) = self.block()? else {
                return Ok(self.take_snapshot().map(Found::Snapshot));
            };
            let offset = self.input.offset();
            let state = !matches!(kind, Kind::Section | Kind::Event(_) | Kind::Unknown);
            if self.snapshot.is_some() {
                match kind {
                    // A section ends the one before; events end its state. The block is looked at again.
                    Kind::Section | Kind::Event(_) => {
                        return Ok(self.take_snapshot().map(Found::Snapshot));
                    }
                    _ => {}
                }
            } else if state {
                return Err(Error::Unexpected { offset, kind: number });
            }
            self.given = length;
            match kind {
                Kind::Section => {
                    section(self.body(length))?;
                    self.snapshot = Some(Box::default());
                    self.converter.reset();
                }
                Kind::Unknown => self.skipped.blocks += 1,
                Kind::Event(layout) => {
                    if let Some(found) = self.event(layout, length)? {
                        return Ok(Some(found));
                    }
                }
                state => self.take_state(state, length)?,
            }
        }
    }

    /// Kind, number and whole length of the next block, all of it made ready; `None` at the end of the file.
    fn block(&mut self) -> Result<Option<(Kind, u32, usize)>, Error> {
        let offset = self.input.offset();
        let truncated = |wanted: usize, found: usize| Error::Truncated {
            offset,
            wanted: wanted as u64,
            found: found as u64,
        };
        let found = self.input.ready(HEAD)?;
        if !self.began && (found < 4 || u32_at(self.input.bytes(), 0) != blocks::SECTION) {
            return Err(Error::NotACapture { offset });
        }
        if found == 0 {
            return Ok(None);
        }
        if found < HEAD {
            return Err(truncated(HEAD, found));
        }
        self.began = true;
        let number = u32_at(self.input.bytes(), 0);
        let length = u32_at(self.input.bytes(), 4);
        let wrong = |what| Error::Length { offset, length, what };
        if (length as usize) < HEAD + TAIL || !length.is_multiple_of(4) {
            return Err(wrong("that is no length of a block"));
        }
        let kind = blocks::kind(number);
        let longest = if matches!(kind, Kind::Event(_)) { LONGEST_EVENT } else { LONGEST_BLOCK };
        if length > longest {
            return Err(wrong("that is more than such a block may have"));
        }
        let whole = length as usize;
        let found = self.input.ready(whole)?;
        if found < whole {
            return Err(truncated(whole, found));
        }
        if u32_at(self.input.bytes(), whole - TAIL) != length {
            return Err(wrong("the length at its end differs"));
        }
        Ok(Some((kind, number, whole)))
    }

    fn body(&self, length: usize) -> Cursor<'_> {
        let body = self.input.bytes().get(HEAD..length - TAIL).unwrap_or_default();
        Cursor::new(body, self.input.offset() + HEAD as u64)
    }

    fn take_state(&mut self, kind: Kind, length: usize) -> Result<(), Error> {
        let mut snapshot = self.snapshot.take().unwrap_or_default();
        let body = self.body(length);
        match kind {
            Kind::Machine => snapshot.machine = machine::read(body)?,
            Kind::Interfaces { sized } => snapshot.interfaces.extend(interfaces::read(body, sized)?),
            Kind::Users { sized } => {
                let (users, groups) = users::read(body, sized)?;
                snapshot.users.extend(users);
                snapshot.groups.extend(groups);
            }
            Kind::Processes(version) => {
                let threads = processes::read(body, version)?;
                let entries = threads.into_iter().map(|thread| ProcessEntry { thread, fds: Vec::new() });
                snapshot.processes.extend(entries);
            }
            Kind::Fds { sized } => {
                let (tid, fds) = fds::read(body, sized)?;
                self.fds.entry(tid).or_default().extend(fds);
            }
            Kind::Section | Kind::Event(_) | Kind::Unknown => {}
        }
        self.snapshot = Some(snapshot);
        Ok(())
    }

    fn take_snapshot(&mut self) -> Option<Box<Snapshot>> {
        let mut snapshot = self.snapshot.take()?;
        for process in &mut snapshot.processes {
            process.fds = self.fds.remove(&process.thread.tid).unwrap_or_default();
        }
        self.fds.clear();
        Some(snapshot)
    }

    /// The event of a block made ready, unless it is one to read over.
    fn event(&mut self, layout: EventLayout, length: usize) -> Result<Option<Found>, Error> {
        let offset = self.input.offset();
        let content = |what: String| Error::Content { offset, what };
        let mut body = self.body(length);
        let cpu = body.u16("CPU")?;
        let flags = if layout.flags { body.u32("flags")? } else { 0 };
        let start = HEAD + 2 + if layout.flags { 4 } else { 0 };
        let end = length - TAIL;
        let block = self.input.bytes().get(start..end).unwrap_or_default();
        if block.len() < HEADER_BYTES - 4 {
            return Err(content(format!("{} bytes are too few for an event", block.len())));
        }
        let code = EventCode(u16_at(block, 20));
        if code.info().is_none() {
            self.skipped.unknown_events += 1;
            return Ok(None);
        }
        let (mut place, bytes) = if layout.counted {
            let stated = u32_at(block, 16) as usize;
            // Blocks are padded to 4 bytes, which the event's own length does not count.
            let bytes = block.get(..stated).ok_or_else(|| {
                content(format!("the event states {stated} bytes, its block has {}", block.len()))
            })?;
            (Place::Input(start..start + stated), bytes)
        } else {
            count_params(block, code, &mut self.counted).map_err(content)?;
            (Place::Counted, self.counted.as_slice())
        };
        let event = Event::parse(bytes, cpu, 0).map_err(|error| content(error.to_string()))?;
        match self.converter.convert(&event) {
            Outcome::AsItIs => {}
            Outcome::Converted => place = Place::Converted,
            Outcome::Dropped => {
                self.skipped.converted_away += 1;
                return Ok(None);
            }
        }
        Ok(Some(Found::Event { cpu, flags, place }))
    }
}

enum Found {
    Snapshot(Box<Snapshot>),
    Event { cpu: u16, flags: u32, place: Place },
}

fn section(mut body: Cursor<'_>) -> Result<(), Error> {
    let offset = body.offset();
    if body.u32("byte order")? != blocks::MAGIC {
        return Err(Error::Content { offset, what: "the section is not in little-endian byte order".into() });
    }
    let (major, minor) = (body.u16("major version")?, body.u16("minor version")?);
    if major > 1 {
        return Err(Error::Version { offset, major, minor });
    }
    Ok(())
}

/// Two codes whose oldest writers stated three bytes too many.
const OVERSTATED: [EventCode; 2] =
    [skua_event::code::NOTIFICATION_E, skua_event::code::INFRASTRUCTURE_EVENT_E];

/// The first format of events does not say how many parameters there are: as many as make the lengths end with the
/// event. Writes the event as the second format has it.
fn count_params(block: &[u8], code: EventCode, out: &mut Vec<u8>) -> Result<(), String> {
    const HEADER: usize = HEADER_BYTES - 4;
    let info = code.info().ok_or("unknown event")?;
    let overstated = if OVERSTATED.contains(&code) { 3 } else { 0 };
    let stated = (u32_at(block, 16) as usize).saturating_sub(overstated);
    let event = block
        .get(..stated)
        .filter(|event| event.len() >= HEADER)
        .ok_or_else(|| format!("the event states {stated} bytes, its block has {}", block.len()))?;
    let width = if info.flags.contains(EventFlags::LARGE_PAYLOAD) { 4 } else { 2 };
    let lengths = event.get(HEADER..).unwrap_or_default();
    let fits = |count: &usize| {
        let Some(lengths) = lengths.get(..count * width) else { return false };
        let data: usize = lengths
            .chunks_exact(width)
            .map(|length| match width {
                2 => usize::from(u16_at(length, 0)),
                _ => u32_at(length, 0) as usize,
            })
            .sum();
        HEADER + count * width + data == stated
    };
    let count = (0..=info.params.len())
        .rev()
        .find(fits)
        .ok_or_else(|| format!("no number of parameters makes {} {stated} bytes long", info.id))?;
    out.clear();
    out.extend_from_slice(event.get(..HEADER).unwrap_or_default());
    out.extend_from_slice(&(count as u32).to_le_bytes());
    out.extend_from_slice(lengths);
    let total = out.len() as u32;
    if let Some(place) = out.get_mut(16..20) {
        place.copy_from_slice(&total.to_le_bytes());
    }
    Ok(())
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}
