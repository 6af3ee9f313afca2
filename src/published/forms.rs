/*!
The forms in which a date, a time of day and a zone are written out.

A form reads as far as it understands; the whole text must be understood in
the end. What the numbers mean is for the calendar in `stamp`.
*/

use jiff::tz::Offset;

use super::Published;
use super::scanner::{Number, Scanner};
use super::stamp::{Clock, Day, Stamp};

/// The months by their first three letters.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week.
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Zones by name, in hours from UTC: those of RFC 2822, section 4.3.
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

/// Reads `text` if it is a time in one of the forms.
pub(super) fn read(text: &str) -> Option<Published> {
    let mut scanner = Scanner::new(text);
    scanner.perhaps(weekday);
    let day = day(&mut scanner)?;
    // Digits alone are another module's: "201807151030" may be any number.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut stamp = Stamp::of_day(day);
    if let Some(clock) = scanner.perhaps(clock_after_day) {
        stamp.clock = Some(clock);
        stamp.zone = scanner.perhaps(zone).flatten();
        scanner.perhaps(comment);
    }
    scanner.blanks();
    scanner.is_at_end().then(|| stamp.published()).flatten()
}

/// `Sun, ` or `Sunday `.
fn weekday(scanner: &mut Scanner<'_>) -> Option<()> {
    place_in(&WEEKDAYS, scanner.word())?;
    scanner.takes(".");
    scanner.takes(",");
    scanner.blanks();
    Some(())
}

/// A date in any of its forms.
fn day(scanner: &mut Scanner<'_>) -> Option<Day> {
    scanner
        .perhaps(day_by_year)
        .or_else(|| scanner.perhaps(day_by_number))
        .or_else(|| scanner.perhaps(day_by_month_name))
}

/// `2018-07-15`, `2018/7/15`, `2018.07.15`, `2018年7月15日`, `2018-07`, and
/// `20180715` with a time behind it.
fn day_by_year(scanner: &mut Scanner<'_>) -> Option<Day> {
    let year = scanner.digits(4)?;
    if scanner.takes("年") {
        let month = scanner.number()?.value;
        if !scanner.takes("月") {
            return None;
        }
        let day = scanner.perhaps(|scanner| {
            let day = scanner.number()?.value;
            scanner.takes("日").then_some(day)
        });
        return Some(Day {
            year,
            month: Some(month),
            day,
        });
    }
    if let Some(month) = scanner.digits(2) {
        return Some(Day {
            year,
            month: Some(month),
            day: Some(scanner.digits(2)?),
        });
    }
    let separator = scanner.takes_one_of(&["-", "/", "."])?;
    let month = Some(scanner.number()?.value);
    let day = scanner.perhaps(|scanner| {
        scanner
            .takes(separator)
            .then(|| scanner.number())?
            .map(|number| number.value)
    });
    Some(Day { year, month, day })
}

/// `15 July 2018`, `15-Jul-2018`, `15th July, 2018`, `15.07.2018`, and
/// `25/06/2018` or `6/25/2018` where only one reading is a date.
fn day_by_number(scanner: &mut Scanner<'_>) -> Option<Day> {
    let first = short(scanner)?;
    if let Some(separator) = scanner.perhaps(|scanner| {
        let separator = scanner.takes_one_of(&[".", "/", "-"])?;
        Some((separator, short(scanner)?))
    }) {
        let (separator, second) = separator;
        let year = scanner.takes(separator).then(|| year(scanner))??;
        let (day, month) = match separator {
            "." => (first, second),
            _ if first > 12 || first == second => (first, second),
            _ if second > 12 => (second, first),
            _ => return None,
        };
        return Some(Day {
            year,
            month: Some(month),
            day: Some(day),
        });
    }
    ordinal(scanner);
    between(scanner);
    let month = month_name(scanner)?;
    between(scanner);
    Some(Day {
        year: year(scanner)?,
        month: Some(month),
        day: Some(first),
    })
}

/// `July 15, 2018`, `Jul. 15th 2018`, `July 2018`.
fn day_by_month_name(scanner: &mut Scanner<'_>) -> Option<Day> {
    let month = month_name(scanner)?;
    between(scanner);
    let day = scanner.perhaps(|scanner| {
        let day = short(scanner)?;
        ordinal(scanner);
        between(scanner);
        Some(day)
    });
    Some(Day {
        year: year(scanner)?,
        month: Some(month),
        day,
    })
}

/// A year: four digits and no more.
fn year(scanner: &mut Scanner<'_>) -> Option<i64> {
    let Number { value, digits } = scanner.number()?;
    (digits == 4).then_some(value)
}

/// A number of one or two digits.
fn short(scanner: &mut Scanner<'_>) -> Option<i64> {
    let Number { value, digits } = scanner.number()?;
    (digits <= 2).then_some(value)
}

/// The ending of `15th`.
fn ordinal(scanner: &mut Scanner<'_>) {
    scanner.takes_one_of(&["st", "nd", "rd", "th"]);
}

/// What stands between the words of a date.
fn between(scanner: &mut Scanner<'_>) {
    scanner.takes_one_of(&["-", ".", ","]);
    scanner.blanks();
}

fn month_name(scanner: &mut Scanner<'_>) -> Option<i64> {
    let place = place_in(&MONTHS, scanner.word())?;
    scanner.takes(".");
    i64::try_from(place + 1).ok()
}

/// The place of the name that `word` is, or is short for.
fn place_in(names: &[&str], word: &str) -> Option<usize> {
    // "Sept" and "Thurs" are common too: any beginning of at least three
    // letters will do.
    let is_short_for = |name: &&str| {
        word.len() >= 3
            && name
                .get(..word.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(word))
    };
    names.iter().position(is_short_for)
}

/// A time of day and what parts it from the date before it.
fn clock_after_day(scanner: &mut Scanner<'_>) -> Option<Clock> {
    if scanner.takes("T") {
        return clock(scanner);
    }
    scanner.takes(",");
    scanner.blanks();
    scanner.takes_one_of(&["at", "-", "|"]);
    scanner.blanks();
    clock(scanner)
}

/// `15:01`, `15:01:01.79`, `3:01 p.m.`, `150101`.
fn clock(scanner: &mut Scanner<'_>) -> Option<Clock> {
    let hour = scanner.digits(2).or_else(|| scanner.digits(1))?;
    if let Some(minute) = scanner.digits(2) {
        return Some(Clock {
            hour,
            minute,
            second: scanner.digits(2),
        });
    }
    let minute = scanner.takes(":").then(|| scanner.digits(2))??;
    let second = scanner.perhaps(|scanner| scanner.takes(":").then(|| scanner.digits(2))?);
    if second.is_some() {
        scanner.perhaps(|scanner| {
            scanner.takes_one_of(&[".", ","])?;
            scanner.number()
        });
    }
    let hour = match scanner.perhaps(half_of_day) {
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

/// The first hour of the half of the day that `am` or `pm` names.
fn half_of_day(scanner: &mut Scanner<'_>) -> Option<i64> {
    scanner.blanks();
    let half = scanner.takes_one_of(&["a.m.", "p.m.", "am", "pm"])?;
    Some(if half.starts_with('a') { 0 } else { 12 })
}

/// A zone; `Some(None)` if it has a name that means several zones or none.
fn zone(scanner: &mut Scanner<'_>) -> Option<Option<Offset>> {
    scanner.blanks();
    let Some(sign) = scanner.takes_one_of(&["+", "-", "\u{2212}"]) else {
        let name = scanner.word();
        let known = ZONES
            .iter()
            .find(|(zone, _)| zone.eq_ignore_ascii_case(name));
        let offset = known.map(|(_, hours)| Offset::constant(*hours));
        return (!name.is_empty()).then_some(offset);
    };
    let hours = scanner.digits(2)?;
    let minutes = scanner.perhaps(|scanner| {
        scanner.takes(":");
        scanner.digits(2)
    });
    let seconds = (hours * 60 + minutes.unwrap_or(0)) * 60;
    let seconds = if sign == "+" { seconds } else { -seconds };
    // RFC 3339 and RFC 2822 write -00:00 where the zone is not known.
    if sign != "+" && seconds == 0 {
        return Some(None);
    }
    Offset::from_seconds(i32::try_from(seconds).ok()?)
        .ok()
        .map(Some)
}

/// `(UTC)` or `[America/New_York]` behind a zone.
fn comment(scanner: &mut Scanner<'_>) -> Option<()> {
    scanner.blanks();
    let end = match scanner.takes_one_of(&["(", "["])? {
        "(" => ")",
        _ => "]",
    };
    while !scanner.word().is_empty() || scanner.takes_one_of(&["/", "_", "-", " "]).is_some() {}
    scanner.takes(end).then_some(())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::published::Resolution::{self, Day, Minute, Month, Second};

    /// 2018-07-15 at midnight in UTC.
    const MIDNIGHT: i64 = 1_531_612_800;

    /// 15:01 in seconds.
    const AFTERNOON: i64 = 15 * 3600 + 60;

    #[track_caller]
    fn assert_reads(text: &str, seconds: i64, resolution: Resolution, zoned: bool) {
        let published = read(text).unwrap_or_else(|| panic!("{text} was not read"));
        assert_eq!(published.seconds, seconds, "{text}");
        assert_eq!(published.resolution, resolution, "{text}");
        assert_eq!(published.zoned, zoned, "{text}");
    }

    #[test]
    fn one_day_is_read_in_every_form() {
        for text in [
            "2018-07-15",
            "2018/07/15",
            "2018/7/15",
            "2018.07.15",
            "15.07.2018",
            "15.7.2018",
            "15/07/2018",
            "07/15/2018",
            "15-07-2018",
            "2018年7月15日",
            "July 15, 2018",
            "Jul 15, 2018",
            "JUL. 15 2018",
            "July 15th, 2018",
            "15 July 2018",
            "15 JULY, 2018",
            "15-Jul-2018",
            "15th July 2018",
            "15. July 2018",
            "Sun, 15 Jul 2018",
            "Sunday, July 15, 2018",
            "Sun 15 Jul 2018",
        ] {
            assert_reads(text, MIDNIGHT, Day, false);
        }
    }

    #[test]
    fn one_second_is_read_in_every_form() {
        for text in [
            "2018-07-15T15:01:01",
            "2018-07-15 15:01:01",
            "2018-07-15T15:01:01.79",
            "2018-07-15t15:01:01,790",
            "15-JUL-2018 15:01:01.79",
            "20180715T150101",
            "Jul 15, 2018 3:01:01 PM",
            "July 15, 2018, 3:01:01 p.m.",
            "2018年7月15日15:01:01",
            "2018-07-15 15:01:01 IST",
        ] {
            assert_reads(text, MIDNIGHT + AFTERNOON + 1, Second, false);
        }
    }

    #[test]
    fn one_minute_is_read_in_every_form() {
        for text in [
            "2018-07-15T15:01",
            "15 July 2018 15:01",
            "15 July 2018, 15:01",
            "July 15, 2018 at 3:01 PM",
            "July 15, 2018 3:01PM ET",
            "2018/07/15 - 15:01",
        ] {
            assert_reads(text, MIDNIGHT + AFTERNOON, Minute, false);
        }
    }

    #[test]
    fn a_zone_is_taken_off() {
        for text in [
            "2018-07-15T15:01:00Z",
            "2018-07-15 15:01:00+00:00",
            "2018-07-15T17:01:00+02:00",
            "2018-07-15T11:01:00-0400",
            "2018-07-15T17:01:00+02",
            "2018-07-15T20:31:00+05:30",
            "Sun, 15 Jul 2018 15:01:00 GMT",
            "Sun, 15 Jul 2018 15:01:00 +0000",
            "Sun, 15 Jul 2018 11:01:00 EDT",
            "Sun, 15 Jul 2018 17:01:00 +0200 (CEST)",
            "2018-07-15T11:01:00-04:00[America/New_York]",
            "20180715T150100Z",
            "2018-07-15 15:01:00 UTC",
        ] {
            assert_reads(text, MIDNIGHT + AFTERNOON, Second, true);
        }
    }

    #[test]
    fn an_offset_of_minus_zero_is_no_zone() {
        assert_reads(
            "2018-07-15T15:01:00-00:00",
            MIDNIGHT + AFTERNOON,
            Second,
            false,
        );
    }

    #[test]
    fn a_month_is_read_in_every_form() {
        for text in ["2018-07", "2018/07", "July 2018", "Jul. 2018", "2018年7月"] {
            assert_reads(text, MIDNIGHT - 14 * 86_400, Month, false);
        }
    }

    #[test]
    fn noon_and_midnight_are_twelve() {
        assert_reads("2018-07-15 12:00 AM", MIDNIGHT, Minute, false);
        assert_reads("2018-07-15 12:00 PM", MIDNIGHT + 12 * 3600, Minute, false);
    }

    #[test]
    fn what_may_be_two_days_is_none() {
        for text in [
            "05/06/2018",
            "5/6/2018",
            "05-06-2018",
            "05/06/18",
            "15/07/18",
            "1/2",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("05/05/2018").is_some());
        assert!(read("05.06.2018").is_some());
    }

    #[test]
    fn other_text_is_none() {
        for text in [
            "",
            "yesterday",
            "July",
            "July 15",
            "2018-13-01",
            "2018-02-30",
            "2018-07-15T25:00",
            "2018-07-15T15:61",
            "2018-07-15 13:00 PM",
            "2018-07-15 at noon",
            "15 Brumaire 2018",
            "2018-07-15T15:01:00+99:99",
            "0001-01-01T00:00:00",
            "2018-07-15 and later",
            "--",
            "2018-",
            "99999999999999999999-01-01",
            "年",
            "2018年",
            "15/07/2018/3",
            "2018-07 15:01",
            "201807151030",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
