/*!
Reads the forms of a time of day and of a zone.
*/

use jiff::tz::Offset;

use crate::news::dates::scanner::Scanner;
use crate::news::dates::stamp::Clock;

/// The named zones of RFC 2822, section 4.3, in hours from UTC.
const ZONES: [(&str, i8); 12] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("edt", -4),
    ("est", -5),
    ("cdt", -5),
    ("cst", -6),
    ("mdt", -6),
    ("mst", -7),
    ("pdt", -7),
    ("pst", -8),
];

/// Reads a time of day with the separator between the date and it.
pub(crate) fn read(scanner: &mut Scanner<'_>) -> Option<Clock> {
    if scanner.take("T") {
        return clock(scanner);
    }
    scanner.take(",");
    scanner.skip_blanks();
    scanner.take_one_of(&["at", "-", "|"]);
    scanner.skip_blanks();
    clock(scanner)
}

/// Reads a time of day: `15:01`, `15:01:01.79`, `3:01 p.m.`, `150101`.
fn clock(scanner: &mut Scanner<'_>) -> Option<Clock> {
    let hour = scanner.digits(2).or_else(|| scanner.digits(1))?;
    if let Some(minute) = scanner.digits(2) {
        return Some(Clock {
            hour,
            minute,
            second: scanner.digits(2),
        });
    }
    let minute = scanner.take(":").then(|| scanner.digits(2))??;
    let second = scanner.optional(|scanner| scanner.take(":").then(|| scanner.digits(2))?);
    if second.is_some() {
        scanner.optional(|scanner| {
            scanner.take_one_of(&[".", ","])?;
            scanner.number()
        });
    }
    let hour = match scanner.optional(half_of_day) {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(first_hour) => hour % 12 + first_hour,
    };
    Some(Clock {
        hour,
        minute,
        second,
    })
}

/// Reads `am` or `pm`, and returns the first hour of that half of the day.
fn half_of_day(scanner: &mut Scanner<'_>) -> Option<i64> {
    scanner.skip_blanks();
    let half = scanner.take_one_of(&["a.m.", "p.m.", "am", "pm"])?;
    Some(if half.starts_with('a') { 0 } else { 12 })
}

/// A zone as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Zone {
    /// An offset from UTC.
    Known(Offset),
    /// A name of several zones or of none, or an offset that stands for an
    /// unknown zone.
    Unknown,
}

impl Zone {
    /// Returns the offset from UTC, if it is known.
    pub(crate) fn offset(self) -> Option<Offset> {
        match self {
            Zone::Known(offset) => Some(offset),
            Zone::Unknown => None,
        }
    }
}

/// Reads a zone: an offset or any name.
pub(crate) fn zone(scanner: &mut Scanner<'_>) -> Option<Zone> {
    scanner.skip_blanks();
    let Some(sign) = scanner.take_one_of(&["+", "-", "\u{2212}"]) else {
        let name = scanner.word();
        let known = ZONES
            .iter()
            .find(|(zone, _)| zone.eq_ignore_ascii_case(name));
        let zone = match known {
            Some((_, hours)) => Zone::Known(Offset::constant(*hours)),
            None => Zone::Unknown,
        };
        return (!name.is_empty()).then_some(zone);
    };
    let hours = scanner.digits(2)?;
    let minutes = scanner.optional(|scanner| {
        scanner.take(":");
        scanner.digits(2)
    });
    let seconds = (hours * 60 + minutes.unwrap_or(0)) * 60;
    let seconds = if sign == "+" { seconds } else { -seconds };
    // In RFC 3339 and RFC 2822, -00:00 stands for an unknown zone.
    if sign != "+" && seconds == 0 {
        return Some(Zone::Unknown);
    }
    Offset::from_seconds(i32::try_from(seconds).ok()?)
        .ok()
        .map(Zone::Known)
}
