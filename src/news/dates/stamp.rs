/*!
Converts the numbers of a written time to a time in the calendar.

The numbers come from text and may be anything: numbers that are no date of the
calendar are no time. This module knows no form of writing.
*/

use std::ops::RangeInclusive;

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use crate::news::dates::published::{Published, Resolution};

/// The years that count as years of publication. The first newspaper appeared in
/// 1605; years outside of the range are placeholders such as 1 or 9999.
const YEARS: RangeInclusive<i16> = 1600..=2200;

/// A date, optionally with a time of day and a zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    pub(crate) day: WrittenDay,
    pub(crate) clock: Option<Clock>,
    pub(crate) zone: Option<Offset>,
}

/// A date: a year, optionally with a month, optionally with a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenDay {
    pub(crate) year: i64,
    pub(crate) month: Option<i64>,
    pub(crate) day: Option<i64>,
}

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub(crate) hour: i64,
    pub(crate) minute: i64,
    pub(crate) second: Option<i64>,
}

impl Stamp {
    /// Returns a stamp without a time of day.
    pub(crate) const fn of_day(day: WrittenDay) -> Stamp {
        Stamp {
            day,
            clock: None,
            zone: None,
        }
    }

    /// Returns the time, or `None` if the calendar does not have it, or if it has
    /// a time of day without a day.
    pub(crate) fn published(self) -> Option<Published> {
        let (date, day_resolution) = self.day.date()?;
        let (time, resolution) = match self.clock {
            None => (Time::midnight(), day_resolution),
            Some(clock) if day_resolution == Resolution::Day => clock.time()?,
            Some(_) => return None,
        };
        let zone = TimeZone::fixed(self.zone.unwrap_or(Offset::UTC));
        let timestamp = zone.to_timestamp(date.to_datetime(time)).ok()?;
        Some(Published {
            seconds: timestamp.as_second(),
            resolution,
            zoned: self.zone.is_some(),
        })
    }
}

impl WrittenDay {
    pub(crate) const fn new(year: i64, month: Option<i64>, day: Option<i64>) -> WrittenDay {
        WrittenDay { year, month, day }
    }

    /// Returns the first day of the date, and its resolution.
    fn date(self) -> Option<(Date, Resolution)> {
        let year = i16::try_from(self.year)
            .ok()
            .filter(|year| YEARS.contains(year))?;
        let month = i8::try_from(self.month.unwrap_or(1)).ok()?;
        let day = i8::try_from(self.day.unwrap_or(1)).ok()?;
        let resolution = match (self.month, self.day) {
            (Some(_), Some(_)) => Resolution::Day,
            (Some(_), None) => Resolution::Month,
            (None, _) => Resolution::Year,
        };
        Some((Date::new(year, month, day).ok()?, resolution))
    }
}

impl Clock {
    /// Returns the time of day, and its resolution.
    fn time(self) -> Option<(Time, Resolution)> {
        // The calendar has no leap seconds: second 60 becomes 59.
        let second = self
            .second
            .map(|second| if second == 60 { 59 } else { second });
        let resolution = match second {
            Some(_) => Resolution::Second,
            None => Resolution::Minute,
        };
        let hour = i8::try_from(self.hour).ok()?;
        let minute = i8::try_from(self.minute).ok()?;
        let second = i8::try_from(second.unwrap_or(0)).ok()?;
        Some((Time::new(hour, minute, second, 0).ok()?, resolution))
    }
}
