/*!
The forms of a date.
*/

use crate::news::dates::names::{months, number_of, weekdays};
use crate::news::dates::scanner::{Number, Scanner};
use crate::news::dates::stamp::Day;

/// Reads a date in any of its forms, with or without the day of the week.
pub(crate) fn read(scanner: &mut Scanner<'_>) -> Option<Day> {
    scanner.perhaps(weekday);
    scanner
        .perhaps(day_by_year)
        .or_else(|| scanner.perhaps(day_by_number))
        .or_else(|| scanner.perhaps(day_by_month_name))
}

/// `Sun, ` or `Sunday `.
fn weekday(scanner: &mut Scanner<'_>) -> Option<()> {
    number_of(weekdays(), scanner.word())?;
    scanner.takes(".");
    scanner.takes(",");
    scanner.blanks();
    Some(())
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
    let number = number_of(months(), scanner.word())?;
    scanner.takes(".");
    Some(i64::from(number))
}
