//! `evt.time` and its family.

use crate::entry::{Entry, abstime, made, padded, reltime, text};
use crate::info::{FieldFlags, NumberFormat, Scope};
use crate::value::Value;
use skua_world::View;

pub(crate) static FIELDS: &[Entry] = &[
    text("evt.time", Scope::Event, "local time of day with nanoseconds", |_, v| made(time_of_day(v, true))),
    text("evt.time.s", Scope::Event, "local time of day, seconds", |_, v| made(time_of_day(v, false))),
    text("evt.time.iso8601", Scope::Event, "date and time in UTC, ISO 8601 with nanoseconds", |_, v| {
        let (y, m, d) = date(v.event.timestamp(), 0);
        made(format!("{y:04}-{m:02}-{d:02}T{}+0000", clock(v.event.timestamp(), 0, true)))
    }),
    text("evt.datetime", Scope::Event, "local date and time with nanoseconds", |_, v| made(local(v, true))),
    text("evt.datetime.s", Scope::Event, "local date and time, seconds", |_, v| made(local(v, false))),
    abstime("evt.rawtime", Scope::Event, "nanoseconds since the epoch", |_, v| {
        Some(Value::Uint(v.event.timestamp()))
    }),
    abstime("evt.rawtime.s", Scope::Event, "seconds since the epoch", |_, v| {
        Some(Value::Uint(v.event.timestamp() / SECOND))
    }),
    abstime("evt.rawtime.ns", Scope::Event, "nanoseconds within the second", |_, v| {
        Some(Value::Uint(v.event.timestamp() % SECOND))
    })
    .format(NumberFormat::Padded),
    padded("evt.reltime", Scope::Event, "nanoseconds since the first event", |_, v| {
        Some(Value::Uint(since_first(v)))
    }),
    reltime("evt.reltime.s", Scope::Event, "seconds since the first event", |_, v| {
        Some(Value::Uint(since_first(v) / SECOND))
    }),
    padded("evt.reltime.ns", Scope::Event, "nanoseconds within the second since the first event", |_, v| {
        Some(Value::Uint(since_first(v) % SECOND))
    }),
    reltime("evt.deltatime", Scope::Event, "nanoseconds since the event before", crate::entry::nothing)
        .flags(FieldFlags::MISSING),
    reltime("evt.deltatime.s", Scope::Event, "seconds since the event before", crate::entry::nothing)
        .flags(FieldFlags::MISSING),
    padded(
        "evt.deltatime.ns",
        Scope::Event,
        "nanoseconds within the second since the event before",
        crate::entry::nothing,
    )
    .flags(FieldFlags::MISSING),
    abstime("evt.outputtime", Scope::Event, "nanoseconds since the epoch", |_, v| {
        Some(Value::Uint(v.event.timestamp()))
    })
    .flags(FieldFlags::HIDDEN),
];

const SECOND: u64 = 1_000_000_000;

fn since_first(view: &View<'_>) -> u64 {
    view.event.timestamp().saturating_sub(view.world.first_timestamp())
}

fn shifted(timestamp: u64, offset: i32) -> u64 {
    timestamp.saturating_add_signed(i64::from(offset) * SECOND as i64)
}

/// `hh:mm:ss` with nanoseconds when asked for. `offset` in seconds ahead of UTC.
fn clock(timestamp: u64, offset: i32, nanoseconds: bool) -> String {
    let time = shifted(timestamp, offset);
    let second = time / SECOND % 86_400;
    let day = format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
    if nanoseconds { format!("{day}.{:09}", time % SECOND) } else { day }
}

/// Year, month and day (proleptic Gregorian; days are counted from 1 March so that leap days end a year).
fn date(timestamp: u64, offset: i32) -> (u64, u64, u64) {
    let days = shifted(timestamp, offset) / SECOND / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

fn time_of_day(view: &View<'_>, nanoseconds: bool) -> String {
    clock(view.event.timestamp(), view.world.settings().utc_offset, nanoseconds)
}

fn local(view: &View<'_>, nanoseconds: bool) -> String {
    let (timestamp, offset) = (view.event.timestamp(), view.world.settings().utc_offset);
    let (y, m, d) = date(timestamp, offset);
    format!("{y:04}-{m:02}-{d:02} {}", clock(timestamp, offset, nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_calendar() {
        let day = |days: u64| date(days * 86_400 * SECOND, 0);
        assert_eq!(day(0), (1970, 1, 1));
        assert_eq!(day(11_016), (2000, 2, 29));
        assert_eq!(day(20_780), (2026, 11, 23));
        assert_eq!(clock(1_795_424_494_576_921_716, 0, true), "09:01:34.576921716");
        assert_eq!(clock(1_795_424_494_576_921_716, 3_600, false), "10:01:34");
    }
}
