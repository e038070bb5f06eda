//! Old events into today's.
//!
//! Until schema 4 a call gave two events, and what the enter event knew is now in the exit event. Enter events are
//! kept until their exit comes; steps of [`CONVERSIONS`] are taken until none is left.

use crate::conversion_table::CONVERSIONS;
use rustc_hash::FxHashMap;
use skua_event::{Direction, Event, EventCode, EventFlags, HEADER_BYTES, ParamType};

/// One step for events of a code with a number of parameters.
#[derive(Debug)]
pub(crate) struct Conversion {
    pub code: u16,
    pub params: u8,
    pub action: Action,
}

/// What a step does.
#[derive(Debug)]
pub(crate) enum Action {
    /// Nothing: the event stands.
    Pass,
    /// The event is kept for the exit event of its thread and not given out.
    Store,
    /// The event is kept and also given out.
    StoreAndPass,
    /// Parameters are put behind those that are there.
    Append(&'static [From]),
    /// The event becomes one of another code, with these parameters, or with its own when there are none.
    Become(u16, &'static [From]),
}

/// Where a parameter comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From {
    /// The old event.
    Old(u8),
    /// The enter event; else zero.
    EnterOrDefault(u8),
    /// The enter event; else not known.
    EnterOrEmpty(u8),
    /// Zero.
    Default,
    /// Not known.
    Empty,
    /// A container's id, type, name and image as JSON.
    ContainerJson,
}

/// Steps after which a table must have come to an end.
const MOST_STEPS: usize = 32;
/// Threads whose enter events are kept; the event of a further one is lost to its exit event.
const MOST_STORED: usize = 65_536;

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is today's as it is.
    AsItIs,
    /// The converter holds the new event.
    Converted,
    /// It only serves a later event, or nothing.
    Dropped,
}

/// Converts the events of one section.
#[derive(Debug, Default)]
pub(crate) struct Converter {
    stored: FxHashMap<i64, Vec<u8>>,
    current: Vec<u8>,
    next: Vec<u8>,
}

impl Converter {
    /// Forgets the enter events of an earlier section.
    pub(crate) fn reset(&mut self) {
        self.stored.clear();
    }

    /// The event that [`Outcome::Converted`] told of.
    pub(crate) fn converted(&self) -> &[u8] {
        &self.current
    }

    /// Turns an event into today's.
    pub(crate) fn convert(&mut self, event: &Event<'_>) -> Outcome {
        let info = event.info;
        if info.direction == Direction::Exit && !info.old && event.params() >= info.params.len() {
            return Outcome::AsItIs;
        }
        let mut outcome = Outcome::AsItIs;
        for _ in 0..MOST_STEPS {
            let current = match outcome {
                Outcome::Converted => Event::parse(&self.current, event.cpu, event.number),
                _ => Ok(*event),
            };
            let Ok(current) = current else { return Outcome::Dropped };
            let Some(step) = step_for(&current) else {
                return if current.info.old { Outcome::Dropped } else { outcome };
            };
            match step.action {
                Action::Pass => return outcome,
                Action::Store => {
                    store(&mut self.stored, &current);
                    return Outcome::Dropped;
                }
                Action::StoreAndPass => {
                    store(&mut self.stored, &current);
                    return outcome;
                }
                Action::Append(added) => {
                    let enter = enter_of(&self.stored, &current);
                    let own = (0..current.params()).map(|index| From::Old(index as u8));
                    write(&mut self.next, &current, enter, current.code(), own.chain(added.iter().copied()));
                }
                Action::Become(code, []) => {
                    let own = (0..current.params()).map(|index| From::Old(index as u8));
                    write(&mut self.next, &current, None, EventCode(code), own);
                }
                Action::Become(code, params) => {
                    let enter = enter_of(&self.stored, &current);
                    write(&mut self.next, &current, enter, EventCode(code), params.iter().copied());
                }
            }
            std::mem::swap(&mut self.current, &mut self.next);
            outcome = Outcome::Converted;
        }
        outcome
    }
}

fn step_for(event: &Event<'_>) -> Option<&'static Conversion> {
    let params = u8::try_from(event.params()).ok()?;
    let at =
        CONVERSIONS.binary_search_by_key(&(event.code().0, params), |step| (step.code, step.params)).ok()?;
    CONVERSIONS.get(at)
}

fn store(stored: &mut FxHashMap<i64, Vec<u8>>, event: &Event<'_>) {
    if stored.len() >= MOST_STORED && !stored.contains_key(&event.tid()) {
        return;
    }
    let kept = stored.entry(event.tid()).or_default();
    kept.clear();
    kept.extend_from_slice(event.bytes());
}

/// The enter event of the call that this exit event ends: the number before its own, of the same thread.
fn enter_of<'s>(stored: &'s FxHashMap<i64, Vec<u8>>, exit: &Event<'_>) -> Option<Event<'s>> {
    let enter = Event::parse(stored.get(&exit.tid())?, 0, 0).ok()?;
    (enter.code().0 + 1 == exit.code().0).then_some(enter)
}

fn write(
    out: &mut Vec<u8>,
    old: &Event<'_>,
    enter: Option<Event<'_>>,
    code: EventCode,
    params: impl Iterator<Item = From> + Clone,
) {
    let Some(info) = code.info() else { return };
    let count = params.clone().count();
    let wide = info.flags.contains(EventFlags::LARGE_PAYLOAD);
    let width = if wide { 4 } else { 2 };
    out.clear();
    out.extend_from_slice(old.bytes().get(..HEADER_BYTES).unwrap_or_default());
    out.resize(HEADER_BYTES + count * width, 0);
    let zeroes = [0; 8];
    for (index, from) in params.enumerate() {
        let json;
        let kind = info.params.get(index).map(|param| param.kind);
        let of_enter = |at: u8| enter.as_ref().and_then(|enter| enter.param(usize::from(at)));
        let zero = zeroes.get(..kind.map_or(0, fixed_bytes)).unwrap_or_default();
        let bytes = match from {
            From::Old(at) => old.param(usize::from(at)).unwrap_or_default(),
            From::EnterOrDefault(at) => of_enter(at).unwrap_or(zero),
            From::EnterOrEmpty(at) => of_enter(at).unwrap_or_default(),
            From::Default => zero,
            From::Empty => &[],
            From::ContainerJson => {
                json = container_json(old);
                &json
            }
        };
        let bytes = if wide { bytes } else { bytes.get(..usize::from(u16::MAX)).unwrap_or(bytes) };
        out.extend_from_slice(bytes);
        let at = HEADER_BYTES + index * width;
        if let Some(length) = out.get_mut(at..at + width) {
            length.copy_from_slice((bytes.len() as u32).to_le_bytes().get(..width).unwrap_or_default());
        }
    }
    let total = (out.len() as u32).to_le_bytes();
    let header: [(usize, &[u8]); 3] =
        [(16, &total), (20, &code.0.to_le_bytes()), (22, &(count as u32).to_le_bytes())];
    for (at, bytes) in header {
        if let Some(place) = out.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
}

/// Bytes of a number of that type; 0 for what has no fixed length.
fn fixed_bytes(kind: ParamType) -> usize {
    use ParamType::*;
    match kind {
        Int8 | Uint8 | Flags8 | Enumflags8 | Sigtype => 1,
        Int16 | Uint16 | Flags16 | Enumflags16 | Port | Syscallid => 2,
        Int32 | Uint32 | Fd32 | Pid32 | Uid | Gid | Flags32 | Enumflags32 | Mode | Sigset | Ipv4addr => 4,
        Int64 | Uint64 | Errno | Fd | Pid | Reltime | Abstime => 8,
        Charbuf | Fspath | Fsrelpath | Bytebuf | Charbufarray | CharbufPairArray | Sockaddr | Socktuple
        | Fdlist | Dyn | Ipv6addr => 0,
    }
}

/// The JSON that today's container event holds, from the four parameters of the oldest one.
fn container_json(old: &Event<'_>) -> Vec<u8> {
    let mut out = b"{\"container\":{\"id\":".to_vec();
    quoted(&mut out, old.str(0).unwrap_or_default());
    out.extend_from_slice(format!(",\"type\":{},\"name\":", old.uint(1).unwrap_or(0)).as_bytes());
    quoted(&mut out, old.str(2).unwrap_or_default());
    out.extend_from_slice(b",\"image\":");
    quoted(&mut out, old.str(3).unwrap_or_default());
    out.extend_from_slice(b"}}\0");
    out
}

fn quoted(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    for letter in String::from_utf8_lossy(text).chars() {
        match letter {
            '"' | '\\' => out.extend_from_slice(&[b'\\', letter as u8]),
            _ if (letter as u32) < 0x20 => {
                out.extend_from_slice(format!("\\u{:04x}", letter as u32).as_bytes());
            }
            _ => out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}
