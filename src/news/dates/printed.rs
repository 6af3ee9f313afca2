/*!
Dates as datelines write them: a day and a month, seldom a year, in the
languages of the press.

Whole dates only: the text given is a date and nothing else, or it is none.

# Choices

* A date without a year is kept as it is. The day of publication may complete
  it: the nearest such day that is at most two days later than the article.
* Where two numbers could each be the month, neither is believed.
* The months of the Islamic calendar are read over: where an agency prints
  both calendars, the other date is the one that is kept.
*/

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::words;
use crate::news::name_key::ascii_digit;

/// A date, as far as it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PrintedDate {
    /// The year.
    pub year: Option<u16>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// Bytes of a date, at most: both calendars with the weekday.
const LONGEST: usize = 110;

/// Seconds in a day.
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// Days that a dateline may lie after its article: print is dated ahead.
const AHEAD: i64 = 2;

impl PrintedDate {
    /// The date that `text` is, if it is one and nothing else.
    ///
    /// # Examples
    ///
    /// ```
    /// use wirecopy::news::dates::printed::PrintedDate;
    ///
    /// let date = PrintedDate::read("04th February, 2019").unwrap();
    /// assert_eq!((date.year, date.month, date.day), (Some(2019), Some(2), Some(4)));
    /// assert_eq!(PrintedDate::read("Ferry Street 4"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<PrintedDate> {
        // No date is without a number; most text is done with that.
        if text.len() > LONGEST || !text.chars().any(|c| ascii_digit(c).is_some()) {
            return None;
        }
        let mut date = PrintedDate::default();
        let mut numbers: Vec<u16> = Vec::new();
        let mut islamic = Islamic::No;
        let joined = join_double_months(text);
        let tokens = Tokens { rest: &joined };
        for token in tokens {
            let meaning = match token {
                Token::Number(number) if islamic == Islamic::Year => {
                    numbers.clear();
                    islamic = Islamic::No;
                    if number < 1_300 {
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
                Meaning::Islamic => islamic = Islamic::Year,
                Meaning::Corresponding => {
                    numbers.clear();
                    islamic = Islamic::No;
                }
                Meaning::IslamicSecond if islamic == Islamic::No => return None,
                Meaning::IslamicSecond | Meaning::Filler => {}
            }
        }
        date.take_numbers(&numbers).then_some(date)
    }

    /// Gives the numbers of the date their places; false where they have none.
    fn take_numbers(&mut self, numbers: &[u16]) -> bool {
        for &number in numbers {
            let small = u8::try_from(number).ok();
            if (1_800..=2_199).contains(&number) && self.year.is_none() {
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
        let longest = |month| days_in(2000, month);
        match (self.month, self.day) {
            (Some(month), Some(day)) => (1..=12).contains(&month) && day <= longest(month),
            (None, None) => self.year.is_some() && numbers.len() == 3,
            _ => true,
        }
    }

    /// Whether a month is known: a number alone is hardly a date.
    #[must_use]
    pub const fn has_month(self) -> bool {
        self.month.is_some()
    }

    /// The calendar day, if all of it is printed or `published`, in seconds
    /// since 1970 began, tells the year.
    #[must_use]
    pub fn day(self, published: Option<i64>) -> Option<Day> {
        let (month, day) = (self.month?, self.day?);
        if let Some(year) = self.year {
            return Day::new(year, month, day);
        }
        let today = published?.div_euclid(DAY_SECONDS);
        let near = year_of(today)?;
        [near + 1, near, near - 1]
            .into_iter()
            .filter_map(|year| Day::new(year, month, day))
            .find(|date| date.number() <= today + AHEAD)
    }
}

impl Day {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let is_one = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        is_one.then_some(Day { year, month, day })
    }

    /// Days since 1970 began.
    #[must_use]
    pub fn number(self) -> i64 {
        // Years begin in March, so that the leap day ends them.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
            - 719_468
    }
}

/// The year of a day, counted from 1970.
fn year_of(day: i64) -> Option<u16> {
    let guess = u16::try_from(1970 + day.div_euclid(366)).ok()?;
    (guess.saturating_sub(1)..guess.saturating_add(4))
        .rev()
        .find(|&year| {
            let first = Day {
                year,
                month: 1,
                day: 1,
            };
            first.number() <= day
        })
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// Whether an Islamic date is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Islamic {
    No,
    /// Its month was met; its year follows.
    Year,
}

/// What a word of a date means.
#[derive(Clone, Copy)]
enum Meaning {
    Month(u8),
    Filler,
    Islamic,
    IslamicSecond,
    /// The other calendar follows.
    Corresponding,
}

fn meaning(word: &str) -> Option<Meaning> {
    static MEANINGS: OnceLock<HashMap<Cow<'static, str>, Meaning>> = OnceLock::new();
    let meanings = MEANINGS.get_or_init(|| {
        let months = WordKey::MONTHS.into_iter().zip((1..).map(Meaning::Month));
        let others = [
            (WordKey::IslamicMonths, Meaning::Islamic),
            (WordKey::Weekdays, Meaning::Filler),
            (WordKey::DateFillers, Meaning::Filler),
            (WordKey::IslamicMonthParts, Meaning::IslamicSecond),
            (WordKey::CalendarLinks, Meaning::Corresponding),
        ];
        // Of a word with several meanings the first counts.
        let mut meanings = HashMap::new();
        for (key, meaning) in months.chain(others) {
            for word in words(key) {
                let word = match word.contains(' ') {
                    true => Cow::Owned(word.replace(' ', "_")),
                    false => Cow::Borrowed(*word),
                };
                meanings.entry(word).or_insert(meaning);
            }
        }
        meanings
    });
    meanings.get(word).copied()
}

/// Joins the months of two words, as the Levant has them, with an underscore, so
/// that each is one word.
fn join_double_months(text: &str) -> Cow<'_, str> {
    static FIRST_WORDS: OnceLock<Vec<&str>> = OnceLock::new();
    let first_words = FIRST_WORDS.get_or_init(|| {
        let months = WordKey::MONTHS.into_iter().flat_map(words);
        // With the blank behind them.
        let mut first: Vec<&str> = months
            .filter_map(|month| month.find(' ').map(|blank| &month[..=blank]))
            .collect();
        first.sort_unstable();
        first.dedup();
        first
    });
    let mut joined = Cow::Borrowed(text);
    for first in first_words {
        if joined.contains(first) {
            let with_underscore = format!("{}_", first.trim_end());
            joined = Cow::Owned(joined.replace(first, &with_underscore));
        }
    }
    joined
}

enum Token<'a> {
    Number(u16),
    /// The number of a month, from 1, before the sign for a month.
    Month(u8),
    Word(&'a str),
}

/// The runs of digits and of letters in a date.
struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let is_letter = |character: char| {
            (character.is_alphabetic() || character == '_' || is_sign(character))
                && !matches!(character, '年' | '月' | '日' | '년' | '월' | '일')
        };
        loop {
            let first = self.rest.chars().next()?;
            let digits = self
                .rest
                .find(|c| ascii_digit(c).is_none())
                .unwrap_or(self.rest.len());
            if digits > 0 {
                let (number, rest) = self.rest.split_at(digits);
                let marker = rest.chars().next();
                self.rest = rest;
                let value: String = number.chars().filter_map(ascii_digit).collect();
                // A number that no date has must not be read over.
                let value = value.parse().unwrap_or(u16::MAX);
                return Some(match (marker, u8::try_from(value)) {
                    (Some('月' | '월'), Ok(month @ 1..=12)) => Token::Month(month),
                    _ => Token::Number(value),
                });
            }
            let letters = self.rest.find(|c| !is_letter(c)).unwrap_or(self.rest.len());
            if letters > 0 {
                let (word, rest) = self.rest.split_at(letters);
                self.rest = rest;
                return Some(Token::Word(word));
            }
            self.rest = &self.rest[first.len_utf8()..];
        }
    }
}

/// Signs that stand within the words of Indian scripts.
const fn is_sign(character: char) -> bool {
    matches!(character, '\u{0900}'..='\u{097F}' | 'º' | 'ª')
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn date(year: u16, month: u8, day: u8) -> PrintedDate {
        PrintedDate {
            year: if year == 0 { None } else { Some(year) },
            month: if month == 0 { None } else { Some(month) },
            day: if day == 0 { None } else { Some(day) },
        }
    }

    #[test]
    fn the_year_of_the_last_and_first_day_of_a_year_is_that_year() {
        for year in 1800..2200 {
            for (month, day) in [(1, 1), (12, 31)] {
                assert_eq!(year_of(Day { year, month, day }.number()), Some(year));
            }
        }
    }

    #[test]
    fn dates_of_every_language_are_read() {
        for (text, expected) in [
            ("Sept. 2", date(0, 9, 2)),
            ("4th Jan, 2023 ", date(2023, 1, 4)),
            ("July 21, 2026", date(2026, 7, 21)),
            ("3 мая.", date(0, 5, 3)),
            ("18 jun", date(0, 6, 18)),
            ("4 fév", date(0, 2, 4)),
            ("22 MAR", date(0, 3, 22)),
            ("3 ديسمبر", date(0, 12, 3)),
            ("6 كانون الأول", date(0, 12, 6)),
            ("１０月２２日", date(0, 10, 22)),
            ("2018年7月15日", date(2018, 7, 15)),
            ("20日", date(0, 0, 20)),
            ("Monday, 16 July 2018", date(2018, 7, 16)),
            ("15 شوال 1436 هـ الموافق 31 يوليو 2015 م", date(2015, 7, 31)),
            ("31.12.2023", date(2023, 12, 31)),
            ("14 de enero de 2020", date(2020, 1, 14)),
        ] {
            assert_eq!(PrintedDate::read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_more_than_a_date_is_none() {
        for text in [
            "",
            "Main Street 4",
            "May Day parade",
            "31 April",
            "99",
            "12 angry",
            "7 8 9 10",
        ] {
            assert_eq!(PrintedDate::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_of_publication_tells_the_year() {
        let noon =
            |year, month, day| Some(Day { year, month, day }.number() * DAY_SECONDS + 43_200);
        let day = |published| date(0, 12, 31).day(published).map(|day| day.year);
        assert_eq!(day(noon(2018, 1, 2)), Some(2017));
        assert_eq!(day(noon(2018, 12, 30)), Some(2018));
        assert_eq!(day(None), None);
        assert_eq!(date(0, 2, 29).day(noon(2018, 6, 1)), None);
    }
}
