/*!
Reads the forms of a date, and the names of months and days of the week in them.
*/

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::dates::scanner::{Number, Scanner};
use crate::news::dates::stamp::WrittenDay;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::{WordList, languages};

/// Reads a date in any form, with or without the day of the week.
pub(crate) fn read(scanner: &mut Scanner<'_>) -> Option<WrittenDay> {
    scanner.optional(weekday);
    scanner
        .optional(day_by_year)
        .or_else(|| scanner.optional(day_by_number))
        .or_else(|| scanner.optional(day_by_month_name))
}

/// Reads a day of the week: `Sun, `, `Sunday ` or `segunda-feira, `.
fn weekday(scanner: &mut Scanner<'_>) -> Option<()> {
    static WEEKDAYS: WordList = WordList::of(WordKey::Weekdays);
    let word = scanner.word();
    if word.is_empty() || number_of(weekdays(), word).is_none() && !WEEKDAYS.has(word) {
        return None;
    }
    scanner.optional(|scanner| {
        scanner.take("-").then_some(())?;
        WEEKDAYS.has(scanner.word()).then_some(())
    });
    scanner.take(".");
    scanner.take(",");
    scanner.skip_blanks();
    Some(())
}

/// Reads a date that begins with the year: `2018-07-15`, `2018/7/15`, `2018.07.15`,
/// `2018年7月15日`, `2018-07`, and `20180715` before a time of day.
fn day_by_year(scanner: &mut Scanner<'_>) -> Option<WrittenDay> {
    let year = scanner.digits(4)?;
    if scanner.take_one_of(&["年", "년"]).is_some() {
        scanner.skip_blanks();
        let month = scanner.number()?.value;
        scanner.take_one_of(&["月", "월"])?;
        let day = scanner.optional(|scanner| {
            scanner.skip_blanks();
            let day = scanner.number()?.value;
            scanner.take_one_of(&["日", "일"]).map(|_| day)
        });
        return Some(WrittenDay::new(year, Some(month), day));
    }
    if let Some(month) = scanner.digits(2) {
        return Some(WrittenDay::new(year, Some(month), Some(scanner.digits(2)?)));
    }
    let separator = scanner.take_one_of(&["-", "/", "."])?;
    let month = Some(scanner.number()?.value);
    let day = scanner.optional(|scanner| {
        scanner
            .take(separator)
            .then(|| scanner.number())?
            .map(|number| number.value)
    });
    Some(WrittenDay::new(year, month, day))
}

/// Reads a date that begins with a number: `15 July 2018`, `15-Jul-2018`, `15th July,
/// 2018`, `15.07.2018`, and `25/06/2018` or `6/25/2018`, where only one order is a date.
fn day_by_number(scanner: &mut Scanner<'_>) -> Option<WrittenDay> {
    let first = one_or_two_digits(scanner)?;
    if let Some(separator) = scanner.optional(|scanner| {
        let separator = scanner.take_one_of(&[".", "/", "-"])?;
        Some((separator, one_or_two_digits(scanner)?))
    }) {
        let (separator, second) = separator;
        let year = scanner.take(separator).then(|| year(scanner))??;
        let (day, month) = match separator {
            "." => (first, second),
            _ if first > 12 || first == second => (first, second),
            _ if second > 12 => (second, first),
            _ => return None,
        };
        return Some(WrittenDay::new(year, Some(month), Some(day)));
    }
    skip_ordinal(scanner);
    skip_separator(scanner);
    let month = month_name(scanner)?;
    skip_separator(scanner);
    Some(WrittenDay::new(year(scanner)?, Some(month), Some(first)))
}

/// Reads a date that begins with the name of a month: `July 15, 2018`, `Jul. 15th
/// 2018`, `July 2018`.
fn day_by_month_name(scanner: &mut Scanner<'_>) -> Option<WrittenDay> {
    let month = month_name(scanner)?;
    skip_separator(scanner);
    let day = scanner.optional(|scanner| {
        let day = one_or_two_digits(scanner)?;
        skip_ordinal(scanner);
        skip_separator(scanner);
        Some(day)
    });
    Some(WrittenDay::new(year(scanner)?, Some(month), day))
}

/// Reads a year of exactly four digits.
fn year(scanner: &mut Scanner<'_>) -> Option<i64> {
    let Number { value, digits } = scanner.number()?;
    (digits == 4).then_some(value)
}

/// Reads a number of one or two digits.
fn one_or_two_digits(scanner: &mut Scanner<'_>) -> Option<i64> {
    let Number { value, digits } = scanner.number()?;
    (digits <= 2).then_some(value)
}

/// Skips the ending of `15th` or `1er`.
fn skip_ordinal(scanner: &mut Scanner<'_>) {
    scanner.optional(filler);
}

/// Skips the mark, the blanks and the fillers between the words of a date: `15 de julio
/// de 2018`.
fn skip_separator(scanner: &mut Scanner<'_>) {
    scanner.take_one_of(&["-", ".", ","]);
    scanner.skip_blanks();
    if scanner.optional(filler).is_some() {
        scanner.skip_blanks();
    }
}

/// Reads a word that does not change the date: "de", "of", the ending of an ordinal.
fn filler(scanner: &mut Scanner<'_>) -> Option<()> {
    static FILLERS: WordList = WordList::of(WordKey::DateFillers);
    let word = scanner.word();
    (!word.is_empty() && FILLERS.has(word)).then_some(())
}

/// Reads the name of a month in any language, with the stop of an abbreviation.
fn month_name(scanner: &mut Scanner<'_>) -> Option<i64> {
    let word = scanner.word();
    let number = number_of(months(), word).or_else(|| printed_month(word))?;
    scanner.take(".");
    Some(i64::from(number))
}

/// Returns the number of the month that dates of any language print as `word`; `None`
/// for a name of several months, as "listopad" is.
fn printed_month(word: &str) -> Option<u8> {
    static MONTHS: OnceLock<HashMap<&str, Option<u8>>> = OnceLock::new();
    let months = MONTHS.get_or_init(|| {
        let mut months: HashMap<&str, Option<u8>> = HashMap::new();
        for (key, number) in WordKey::MONTHS.into_iter().zip(1..) {
            for word in key.words() {
                let known = months.entry(word).or_insert(Some(number));
                *known = known.filter(|&other| other == number);
            }
        }
        months
    });
    *months.get(word.to_lowercase().as_str())?
}

/// Returns the full names of the months in lower case, each with its number from
/// 1. Names are ASCII and have at least three letters.
pub(crate) fn months() -> &'static [(&'static str, u8)] {
    static MONTHS: OnceLock<Vec<(&str, u8)>> = OnceLock::new();
    MONTHS.get_or_init(|| numbered(WordKey::RecordMonths))
}

/// Returns the full names of the days of the week in lower case, each with its
/// number from 1 for Monday.
pub(crate) fn weekdays() -> &'static [(&'static str, u8)] {
    static WEEKDAYS: OnceLock<Vec<(&str, u8)>> = OnceLock::new();
    WEEKDAYS.get_or_init(|| numbered(WordKey::RecordWeekdays))
}

/// Returns the number of the first name that begins with `word`, or `None` if `word`
/// has less than three letters.
///
/// "Sept" and "Thurs" are common too, so any beginning abbreviates a name.
pub(crate) fn number_of(names: &[(&str, u8)], word: &str) -> Option<u8> {
    let abbreviates = |name: &str| {
        word.len() >= 3
            && name
                .get(..word.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(word))
    };
    let found = names.iter().find(|(name, _)| abbreviates(name));
    found.map(|&(_, number)| number)
}

/// Numbers the names of each language from 1.
fn numbered(key: WordKey) -> Vec<(&'static str, u8)> {
    let names = |words: &[&'static str]| words.iter().copied().zip(1..).collect::<Vec<_>>();
    let of_languages = languages().iter().map(|language| language.words(key));
    of_languages.flat_map(names).collect()
}
