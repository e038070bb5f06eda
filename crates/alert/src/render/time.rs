//! Times of alerts as text, without a calendar library: the time zone is an argument.

use std::io::Write;

const NS_PER_SECOND: u64 = 1_000_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// A moment taken apart.
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    nanosecond: u64,
}

/// Takes a moment apart at a given distance east of UTC.
///
/// Days become dates by counting in eras of 400 years (146,097 days) that begin on the first of March, so that the
/// leap day is the last of its year (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn civil(time_ns: u64, offset_seconds: i32) -> Civil {
    let seconds = (time_ns / NS_PER_SECOND) as i64 + i64::from(offset_seconds);
    let second_of_day = seconds.rem_euclid(SECONDS_PER_DAY);
    let days = seconds.div_euclid(SECONDS_PER_DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    Civil {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month,
        day: day_of_year - (153 * march_month + 2) / 5 + 1,
        hour: second_of_day / 3_600,
        minute: second_of_day / 60 % 60,
        second: second_of_day % 60,
        nanosecond: time_ns % NS_PER_SECOND,
    }
}

/// Appends `2026-11-23T09:01:34.576921716` and `Z`, or the distance from UTC as `+0100`.
pub(super) fn iso8601(time_ns: u64, offset_seconds: i32, out: &mut Vec<u8>) {
    let Civil { year, month, day, hour, minute, second, nanosecond } = civil(time_ns, offset_seconds);
    // Writing to a Vec cannot fail.
    let _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{nanosecond:09}");
    if offset_seconds == 0 {
        out.push(b'Z');
    } else {
        let sign = if offset_seconds < 0 { '-' } else { '+' };
        let minutes = offset_seconds.unsigned_abs() / 60;
        let _ = write!(out, "{sign}{:02}{:02}", minutes / 60, minutes % 60);
    }
}

/// Appends `09:01:34.576921716`.
pub(super) fn clock(time_ns: u64, offset_seconds: i32, out: &mut Vec<u8>) {
    let Civil { hour, minute, second, nanosecond, .. } = civil(time_ns, offset_seconds);
    let _ = write!(out, "{hour:02}:{minute:02}:{second:02}.{nanosecond:09}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(seconds: u64, offset: i32) -> String {
        let mut out = Vec::new();
        iso8601(seconds * NS_PER_SECOND + 5, offset, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn dates_around_leap_days_and_zones() {
        assert_eq!(iso(0, 0), "1970-01-01T00:00:00.000000005Z");
        assert_eq!(iso(951_782_399, 0), "2000-02-28T23:59:59.000000005Z");
        assert_eq!(iso(951_782_400, 0), "2000-02-29T00:00:00.000000005Z");
        assert_eq!(iso(1_709_251_200, 0), "2024-03-01T00:00:00.000000005Z");
        assert_eq!(iso(1_767_225_599, 3_600), "2026-01-01T00:59:59.000000005+0100");
        assert_eq!(iso(0, -12_600), "1969-12-31T20:30:00.000000005-0330");
    }
}
