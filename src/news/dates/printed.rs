/*!
Dates as datelines print them: a day and a month, seldom a year, in many
languages.

The reader accepts whole dates only: a text with anything else in it is no date.

# Choices

* A date that is printed without a year has none. The day of publication can complete it: the
  year is the latest for which the date lies at most two days after the article.
* If each of two numbers could be the month, the month and the day stay unknown.
* Dates of the Islamic calendar are skipped: where an agency prints both
  calendars, the Gregorian date counts.
*/

use jiff::civil::Date;

use crate::news::dates::printed_words::{Meaning, Token, Tokens, join_double_months, meaning};
use crate::news::name_key::ascii_digit;

/// A printed date; the parts that are not printed are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct PrintedDate {
    pub year: Option<u16>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

/// Bytes of a date, at most: both calendars with the day of the week.
const LONGEST: usize = 110;

/// The years that count as the year of a date.
const YEARS: std::ops::RangeInclusive<u16> = 1_800..=2_199;

/// The earliest year that counts as a year of the Islamic calendar.
const FIRST_ISLAMIC_YEAR: u16 = 1_300;

impl PrintedDate {
    /// Returns the date that `text` is, or `None` if it is no date or has other
    /// words beside it.
    pub(crate) fn read(text: &str) -> Option<PrintedDate> {
        // Every date has a number. This rejects most texts.
        if text.len() > LONGEST || !text.chars().any(|c| ascii_digit(c).is_some()) {
            return None;
        }
        let mut date = PrintedDate::default();
        let mut numbers: Vec<u16> = Vec::new();
        let mut state = CalendarState::Gregorian;
        let joined = join_double_months(text);
        for token in Tokens::of(&joined) {
            let meaning = match token {
                Token::Number(number) if state == CalendarState::IslamicYear => {
                    numbers.clear();
                    state = CalendarState::Gregorian;
                    if number < FIRST_ISLAMIC_YEAR {
                        return None;
                    }
                    continue;
                }
                Token::Number(number) => {
                    numbers.push(number);
                    continue;
                }
                Token::Month(month) => Meaning::Month(month),
                Token::Word(word) => meaning(&word.to_lowercase())?,
            };
            match meaning {
                Meaning::Month(month) if date.month.is_some_and(|earlier| earlier != month) => {
                    return None;
                }
                Meaning::Month(month) => date.month = Some(month),
                Meaning::IslamicMonth => state = CalendarState::IslamicYear,
                Meaning::CalendarLink => {
                    numbers.clear();
                    state = CalendarState::Gregorian;
                }
                Meaning::IslamicMonthPart if state == CalendarState::Gregorian => return None,
                Meaning::IslamicMonthPart | Meaning::Filler => {}
            }
        }
        date.take_numbers(&numbers).then_some(date)
    }

    /// Sets the year, the month and the day from `numbers`. Returns whether every
    /// number has a place and the date is possible.
    fn take_numbers(&mut self, numbers: &[u16]) -> bool {
        for &number in numbers {
            let small = u8::try_from(number).ok();
            if YEARS.contains(&number) && self.year.is_none() {
                self.year = Some(number);
                continue;
            }
            let Some(small) = small else { return false };
            match (self.month, self.day) {
                (_, None) if (1..=31).contains(&small) => self.day = Some(small),
                (None, Some(day)) if numbers.len() == 3 => match (day <= 12, small <= 12) {
                    (true, true) => self.day = None,
                    (true, false) => (self.month, self.day) = (Some(day), Some(small)),
                    (false, true) => self.month = Some(small),
                    (false, false) => return false,
                },
                _ => return false,
            }
        }
        match (self.month, self.day) {
            // A leap year: the year may be unknown.
            (Some(month), Some(day)) => {
                let (month, day) = (month.cast_signed(), day.cast_signed());
                Date::new(2000, month, day).is_ok()
            }
            (None, None) => self.year.is_some() && numbers.len() == 3,
            _ => true,
        }
    }
    /// A day alone is too weak a sign of a date.
    pub(crate) const fn has_month(self) -> bool {
        self.month.is_some()
    }
}

/// The calendar of the words that are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CalendarState {
    Gregorian,
    /// A month of the Islamic calendar was read, and its year follows.
    IslamicYear,
}
