/*!
Reads written-out times: a date, optionally a time of day and a zone.

Each form reads as far as it can, and the whole text must be read in the end.
[`stamp`](crate::news::dates::stamp) checks the numbers against the calendar.
*/

use jiff::tz::Offset;

use crate::news::dates::days;
use crate::news::dates::published::Published;
use crate::news::dates::scanner::Scanner;
use crate::news::dates::stamp::{Clock, Stamp};
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;

/// Reads a time in one of the forms. Returns `None` for any other text.
pub(crate) fn read(text: &str) -> Option<Published> {
    let mut scanner = Scanner::new(text);
    let day = days::read(&mut scanner)?;
    // The module `digits` decides on digits alone: "201807151030" may be any number.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut stamp = Stamp::of_day(day);
    if let Some(clock) = scanner.optional(read_clock) {
        stamp.clock = Some(clock);
        if let Some(Zone::Known(offset)) = scanner.optional(zone) {
            stamp.zone = Some(offset);
        }
        scanner.optional(comment);
    }
    scanner.skip_blanks();
    scanner.is_at_end().then(|| stamp.published()).flatten()
}

/// Reads a comment after a zone: `(UTC)` or `[America/New_York]`.
fn comment(scanner: &mut Scanner<'_>) -> Option<()> {
    scanner.skip_blanks();
    let end = match scanner.take_one_of(&["(", "["])? {
        "(" => ")",
        _ => "]",
    };
    while !scanner.word().is_empty() || scanner.take_one_of(&["/", "_", "-", " "]).is_some() {}
    scanner.take(end).then_some(())
}

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
fn read_clock(scanner: &mut Scanner<'_>) -> Option<Clock> {
    if scanner.take("T") {
        return clock(scanner);
    }
    scanner.take(",");
    scanner.skip_blanks();
    while scanner.optional(word_before_clock).is_some() {
        scanner.skip_blanks();
    }
    scanner.take_one_of(&[".", "-", "|"]);
    scanner.skip_blanks();
    clock(scanner)
}

/// Reads a word between a date and a time of day: "at", "um".
fn word_before_clock(scanner: &mut Scanner<'_>) -> Option<()> {
    static BEFORE_CLOCK: WordList = WordList::of(WordKey::BeforeClock);
    let word = scanner.word();
    (!word.is_empty() && BEFORE_CLOCK.has(word)).then_some(())
}

/// Reads a time of day: `15:01`, `15h01`, `15:01:01.79`, `3:01 p.m.`, `150101`.
fn clock(scanner: &mut Scanner<'_>) -> Option<Clock> {
    let hour = scanner.digits(2).or_else(|| scanner.digits(1))?;
    if let Some(minute) = scanner.digits(2) {
        return Some(Clock {
            hour,
            minute,
            second: scanner.digits(2),
        });
    }
    scanner.take_one_of(&[":", "h", "."])?;
    let minute = scanner.digits(2)?;
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
enum Zone {
    /// An offset from UTC.
    Known(Offset),
    /// A name of several zones or of none, or an offset that means an unknown
    /// zone.
    Unknown,
}

/// Reads a zone: an offset or any name.
fn zone(scanner: &mut Scanner<'_>) -> Option<Zone> {
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
    // In RFC 3339 and RFC 2822, -00:00 means an unknown zone.
    if sign != "+" && seconds == 0 {
        return Some(Zone::Unknown);
    }
    Offset::from_seconds(i32::try_from(seconds).ok()?)
        .ok()
        .map(Zone::Known)
}
