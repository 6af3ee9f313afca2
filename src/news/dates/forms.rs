/*!
Reads written-out times: a date, optionally a time of day and a zone.

Each form reads as far as it can, and the whole text must be read in the end.
[`stamp`](crate::news::dates::stamp) checks the numbers against the calendar.
*/

use crate::news::dates::clocks;
use crate::news::dates::days;
use crate::news::dates::published::Published;
use crate::news::dates::scanner::Scanner;
use crate::news::dates::stamp::Stamp;

/// Reads a time in one of the forms. Returns `None` for any other text.
pub(crate) fn read(text: &str) -> Option<Published> {
    let mut scanner = Scanner::new(text);
    let day = days::read(&mut scanner)?;
    // The module `digits` decides on digits alone: "201807151030" may be any number.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut stamp = Stamp::of_day(day);
    if let Some(clock) = scanner.optional(clocks::read) {
        stamp.clock = Some(clock);
        stamp.zone = scanner
            .optional(clocks::zone)
            .and_then(clocks::Zone::offset);
        scanner.optional(comment);
    }
    scanner.skip_blanks();
    scanner.is_at_end().then(|| stamp.published()).flatten()
}

/// Reads a comment behind a zone: `(UTC)` or `[America/New_York]`.
fn comment(scanner: &mut Scanner<'_>) -> Option<()> {
    scanner.skip_blanks();
    let end = match scanner.take_one_of(&["(", "["])? {
        "(" => ")",
        _ => "]",
    };
    while !scanner.word().is_empty() || scanner.take_one_of(&["/", "_", "-", " "]).is_some() {}
    scanner.take(end).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::dates::published::Resolution;
    use crate::news::dates::published::Resolution::{Day, Minute, Month, Second};

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
    fn a_zone_is_subtracted() {
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
    fn an_offset_of_minus_zero_is_an_unknown_zone() {
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
    fn twelve_am_is_midnight_and_twelve_pm_is_noon() {
        assert_reads("2018-07-15 12:00 AM", MIDNIGHT, Minute, false);
        assert_reads("2018-07-15 12:00 PM", MIDNIGHT + 12 * 3600, Minute, false);
    }

    #[test]
    fn a_date_that_could_be_two_days_is_none() {
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
    fn text_that_is_no_time_is_none() {
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
