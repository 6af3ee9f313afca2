/*!
The time at which an article was published, and which of two came first.

A dump writes a time in the form that its scraper met: to the second with a zone,
to the day, or as a bare year. [`Published`] keeps the precision, so that two
times are ordered only where their texts order them. This module knows no form of
writing (see [`parse`](crate::news::dates::parse)), no clock and no database of
time zones.
*/

use jiff::Span;
use jiff::civil::Date;

/// The time at which an article was published, as precisely as its record gives
/// it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Published {
    /// The first second of the time, in seconds since the start of 1970 in UTC.
    /// A time without a zone is taken as UTC.
    pub seconds: i64,
    /// The precision of the time.
    pub resolution: Resolution,
    /// Whether the record gives the zone.
    pub zoned: bool,
}

/// The precision of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// To the second; fractions are cut off.
    Second = 1,
    Minute,
    /// A date without a time of day.
    Day,
    /// A month of a year.
    Month,
    Year,
}

/// The first and the last day of a time, counted from the first day of 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayRange {
    /// The first day.
    pub first: i64,
    /// The last day; equal to the first where the time is known to the day.
    pub last: i64,
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Seconds in a day.
const DAY: i64 = 24 * 60 * 60;

/// Seconds that a time without a zone may be away from UTC: zones reach from
/// UTC-12 to UTC+14.
const WIDEST_ZONE: i64 = 14 * 60 * 60;

impl Resolution {
    /// Returns a number from 1 to 5 for compact storage; 0 is left for no time.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Returns the resolution with this [`number`](Resolution::number), or
    /// `None` for a number outside of 1 to 5.
    pub fn of_number(number: u8) -> Option<Resolution> {
        use Resolution::{Day, Minute, Month, Second, Year};
        [Second, Minute, Day, Month, Year]
            .into_iter()
            .find(|one| one.number() == number)
    }

    /// Returns the longest time in seconds that one value of this resolution
    /// covers.
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
    /// Returns a time that is known to the day, without a zone. `day` counts
    /// from the first day of 1970.
    pub const fn of_day(day: i64) -> Published {
        Published {
            seconds: day.saturating_mul(DAY),
            resolution: Resolution::Day,
            zoned: false,
        }
    }

    /// Returns whether this time certainly came before `other`.
    ///
    /// This holds only if the gap between the two is longer than the uncertainty
    /// of each: its resolution, and 14 hours if it has no zone. So a date is not
    /// ordered against a time on the same day, and no time is before itself.
    pub const fn is_before(self, other: Published) -> bool {
        let gap = other.seconds.saturating_sub(self.seconds);
        gap > self.uncertainty() && gap > other.uncertainty()
    }

    /// Returns whether the record gives a time of day.
    pub const fn has_time(self) -> bool {
        matches!(self.resolution, Resolution::Second | Resolution::Minute)
    }

    /// Returns the days that the time covers: one day, a month or a year.
    pub fn days(self) -> DayRange {
        let first = self.seconds.div_euclid(DAY);
        let last = match self.resolution {
            Resolution::Month => last_day(first, Date::last_of_month),
            Resolution::Year => last_day(first, Date::last_of_year),
            Resolution::Second | Resolution::Minute | Resolution::Day => None,
        };
        DayRange {
            first,
            last: last.unwrap_or(first),
        }
    }

    /// Returns whether the record gives a day, and not only a month or a year.
    pub const fn is_to_the_day(self) -> bool {
        !matches!(self.resolution, Resolution::Month | Resolution::Year)
    }

    /// Returns the seconds by which the real time may differ from `seconds`.
    const fn uncertainty(self) -> i64 {
        let zone = if self.zoned { 0 } else { WIDEST_ZONE };
        self.resolution.seconds() + zone
    }
}

/// Returns the day that `last` gives for the day `first`, both counted from the
/// first day of 1970, or `None` outside of the calendar.
fn last_day(first: i64, last: impl Fn(Date) -> Date) -> Option<i64> {
    let date = EPOCH.checked_add(Span::new().try_days(first).ok()?).ok()?;
    Some(i64::from(day_number(last(date))))
}

/// Returns the number of days from the first day of 1970 to `date`.
pub(crate) fn day_number(date: Date) -> i32 {
    let span = EPOCH.until(date).expect("days between two dates fit");
    span.get_days()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
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
