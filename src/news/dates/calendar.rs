/*!
Days of the calendar.
*/

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CalendarDay {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl CalendarDay {
    /// Returns the day, or `None` if the calendar does not have it.
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Option<CalendarDay> {
        let is_valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        is_valid.then_some(CalendarDay { year, month, day })
    }

    /// Returns the number of days from the first day of 1970 to this day.
    ///
    /// The method is `days_from_civil` of Howard Hinnant's
    /// [chrono-compatible date algorithms](https://howardhinnant.github.io/date_algorithms.html).
    pub(crate) fn number(self) -> i64 {
        // Years begin in March, so that the leap day is the last day.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
            - 719_468
    }
}

/// Returns the number of days in a month, which counts from 1.
pub(crate) const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}
