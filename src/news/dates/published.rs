/*!
Times of publication, as dumps write them, and which of two came first.

A dump writes a time in whatever form its scraper met: to the second with a
zone, to the day, or as a bare year. This module reads all common forms and
keeps how sharp each was, so that nothing is ordered that the text does not
order. It knows no article, no clock and no table of time zones.

# Choices

* A form that could be two different days (`05/06/2018`) is not a time at all:
  a wrong order is worse than none. With dots (`05.06.2018`) the day comes
  first, since nobody writes the month first that way.
* Names of months are English. Zones are offsets, `Z`, `UTC`, `GMT` and the
  American ones of RFC 2822; any other name counts as no zone.
* Text after a time that is not understood makes the whole not a time.
*/

use crate::news::dates::digits;
use crate::news::dates::forms;
use jiff::Span;
use jiff::civil::Date;

/// When an article was published, as far as its record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Published {
    /// The first second that may be meant, since 1970 began in UTC. Without a
    /// zone, as if the time had been written in UTC.
    pub seconds: i64,
    /// How sharp the time is.
    pub resolution: Resolution,
    /// Whether the record says which zone is meant.
    pub zoned: bool,
}

/// How sharp a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// To the second; fractions are cut off.
    Second,
    /// To the minute.
    Minute,
    /// A date without a time.
    Day,
    /// A month of a year.
    Month,
    /// A year.
    Year,
}

impl Resolution {
    /// All of them, by their numbers: from 1, so that 0 is left for no time.
    const ALL: [Resolution; 5] = [
        Resolution::Second,
        Resolution::Minute,
        Resolution::Day,
        Resolution::Month,
        Resolution::Year,
    ];

    /// A number from 1 to 5 that stands for it where bytes count.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Resolution::Second => 1,
            Resolution::Minute => 2,
            Resolution::Day => 3,
            Resolution::Month => 4,
            Resolution::Year => 5,
        }
    }

    /// What [`Resolution::number`] gave this number; `None` for any other.
    #[must_use]
    pub fn of_number(number: u8) -> Option<Resolution> {
        let place = usize::from(number).checked_sub(1)?;
        Resolution::ALL.get(place).copied()
    }
}

/// Seconds in a day.
const DAY: i64 = 24 * 60 * 60;

/// How far from UTC a time without a zone may be: the zones reach from
/// UTC-12 to UTC+14.
const WIDEST_ZONE: i64 = 14 * 60 * 60;

/// Longer text is not a time: RFC 2822 with a comment, the longest form here,
/// has half of that.
const LONGEST: usize = 80;

impl Resolution {
    /// The longest time in seconds that a stamp of this resolution covers.
    const fn seconds(self) -> i64 {
        match self {
            Resolution::Second => 1,
            Resolution::Minute => 60,
            Resolution::Day => DAY,
            Resolution::Month => 31 * DAY,
            Resolution::Year => 366 * DAY,
        }
    }
}

impl Published {
    /// The time that `text` writes, if it is one.
    ///
    /// Read are RFC 3339 and ISO 8601 with and without a zone, RFC 2822, dates
    /// with the month in English words before or after the day, numeric dates
    /// that can only be one day, `2018年7月15日`, bare years and months,
    /// `20180716`, `20180716120000`, and seconds or milliseconds since 1970.
    ///
    /// # Examples
    ///
    /// ```
    /// use wirecopy::Published;
    ///
    /// let wire = Published::parse("15 July 2018 09:30 GMT").unwrap();
    /// let reprint = Published::parse("2018-07-16T08:00:00+02:00").unwrap();
    /// assert!(wire.is_before(reprint));
    /// assert_eq!(Published::parse("05/06/2018"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Published> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        digits::read(text).or_else(|| forms::read(text))
    }

    /// A day, counted from the first of 1970, somewhere on earth.
    #[must_use]
    pub const fn of_day(day: i64) -> Published {
        Published {
            seconds: day.saturating_mul(DAY),
            resolution: Resolution::Day,
            zoned: false,
        }
    }

    /// Whether this time certainly came before `other`.
    ///
    /// Holds only when the gap between the two exceeds what either leaves
    /// open: its resolution, and 14 hours if it has no zone. So a date never
    /// orders against a time on the same day, and no time against itself.
    #[must_use]
    pub const fn is_before(self, other: Published) -> bool {
        let gap = other.seconds.saturating_sub(self.seconds);
        gap > self.uncertainty() && gap > other.uncertainty()
    }

    /// Whether the record gives a time of day, and not a date alone.
    #[must_use]
    pub const fn has_time(self) -> bool {
        matches!(self.resolution, Resolution::Second | Resolution::Minute)
    }

    /// The first day and the last of the time that is written, counted from
    /// the first of 1970; one and the same where the record gives a day.
    #[must_use]
    pub fn days(self) -> (i64, i64) {
        let first = self.seconds.div_euclid(DAY);
        let last = match self.resolution {
            Resolution::Month => last_day(first, Date::last_of_month),
            Resolution::Year => last_day(first, Date::last_of_year),
            Resolution::Second | Resolution::Minute | Resolution::Day => None,
        };
        (first, last.unwrap_or(first))
    }

    /// Whether the record gives a day, and not a month or a year alone.
    #[must_use]
    pub const fn is_to_the_day(self) -> bool {
        !matches!(self.resolution, Resolution::Month | Resolution::Year)
    }

    /// How many seconds away from `seconds` the time that is meant may be.
    const fn uncertainty(self) -> i64 {
        let zone = if self.zoned { 0 } else { WIDEST_ZONE };
        self.resolution.seconds() + zone
    }
}

/// The day, counted from the first of 1970, that `last` gives for another.
fn last_day(first: i64, last: impl Fn(Date) -> Date) -> Option<i64> {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    let date = EPOCH.checked_add(Span::new().try_days(first).ok()?).ok()?;
    let span = EPOCH.until(last(date)).ok()?;
    Some(i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::news::dates::published::{Published, Resolution};

    #[test]
    fn a_year_and_a_month_end_where_the_calendar_says() {
        let days = |text| Published::parse(text).unwrap().days();
        for (vague, first, last) in [
            ("2023", "2023-01-01", "2023-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("1968", "1968-01-01", "1968-12-31"),
            ("2024-03-04", "2024-03-04", "2024-03-04"),
        ] {
            assert_eq!(days(vague), (days(first).0, days(last).0), "{vague}");
        }
    }

    fn is_before(first: &str, second: &str) -> bool {
        let parse = |text| Published::parse(text).unwrap();
        parse(first).is_before(parse(second))
    }

    #[test]
    fn zoned_times_order_by_what_they_mean() {
        assert!(is_before("2018-07-15T10:00:00Z", "2018-07-15T10:00:02Z"));
        assert!(is_before(
            "2018-07-15T10:00:00+02:00",
            "2018-07-15T09:00:00Z"
        ));
        assert!(!is_before(
            "2018-07-15T09:00:00Z",
            "2018-07-15T10:00:00+02:00"
        ));
    }

    #[test]
    fn a_date_does_not_order_against_a_time_on_the_same_day() {
        assert!(!is_before("2018-07-15", "2018-07-15T23:59:59Z"));
        assert!(!is_before("2018-07-15T00:00:00Z", "2018-07-15"));
        assert!(is_before("2018-07-15", "2018-07-17T12:00:00Z"));
    }

    #[test]
    fn times_without_a_zone_order_only_beyond_fourteen_hours() {
        assert!(!is_before("2018-07-15 01:00:00", "2018-07-15 15:00:00"));
        assert!(is_before("2018-07-15 01:00:00", "2018-07-15 15:00:02"));
        assert!(!is_before("2018-07-15 01:00:00", "2018-07-15T14:00:00Z"));
    }

    #[test]
    fn a_year_orders_against_the_year_after_the_next() {
        assert!(!is_before("2017", "2018"));
        assert!(is_before("2016", "2018"));
        assert!(is_before("2016-05", "2016-08-30"));
        assert!(!is_before("2016-05", "2016-05-30"));
    }

    #[test]
    fn long_text_is_not_a_time() {
        let text = format!("2018-07-15 {}", "(comment)".repeat(10));
        assert_eq!(Published::parse(&text), None);
    }

    #[test]
    fn a_time_within_blanks_is_read() {
        let published = Published::parse(" \t2018-07-15\n").unwrap();
        assert_eq!(published.resolution, Resolution::Day);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,60}") {
            let _ = Published::parse(&text);
        }

        #[test]
        fn anything_like_a_time_is_read_without_a_panic(
            text in "[0-9]{0,5}[-/. 年T:]{0,2}([0-9]{0,3}|Jul|July|pm)[-/. 月,T:+]{0,2}[0-9]{0,14}[ :Z日.+-]{0,2}[0-9:]{0,9}",
        ) {
            let _ = Published::parse(&text);
        }

        #[test]
        fn no_two_times_are_each_before_the_other(
            first in -9_000_000_000_i64..9_000_000_000,
            second in -9_000_000_000_i64..9_000_000_000,
            zoned in any::<bool>(),
        ) {
            let stamp = |seconds, resolution| Published { seconds, resolution, zoned };
            let first = stamp(first, Resolution::Day);
            let second = stamp(second, Resolution::Second);
            prop_assert!(!(first.is_before(second) && second.is_before(first)));
        }
    }
}
