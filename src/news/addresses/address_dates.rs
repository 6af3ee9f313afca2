/*!
Dates in the paths of addresses: `2024/02/13`, `2024/feb/13`, `2024-02-13`,
`20240213`.
*/

use crate::news::dates::calendar::CalendarDay;
use crate::news::dates::names::months;

/// Returns the first day that `parts` contain, in days since 1970-01-01.
pub(crate) fn day(parts: &[&str]) -> Option<i32> {
    let in_three_parts = parts
        .windows(3)
        .find_map(|three| date(three[0], three[1], three[2]));
    in_three_parts.or_else(|| {
        parts.iter().find_map(|part| {
            if part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()) {
                return date(&part[..4], &part[4..6], &part[6..]);
            }
            let mut pieces = part.splitn(4, ['-', '_']);
            date(pieces.next()?, pieces.next()?, pieces.next()?)
        })
    })
}

/// Returns whether `parts` contain a year and a month after it, or a date in one
/// part.
pub(crate) fn has_date(parts: &[&str]) -> bool {
    let is_year = |part: &str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_month = |part: &str| {
        let number: Option<u8> = part.parse().ok();
        number.is_some_and(|number| (1..=12).contains(&number))
            || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_date = |part: &str| {
        part.len() >= 10
            && part.get(..4).is_some_and(is_year)
            && matches!(part.as_bytes()[4..], [b'-', b'0'..=b'9', ..])
    };
    parts
        .windows(2)
        .any(|pair| is_year(pair[0]) && is_month(pair[1]))
        || parts.iter().any(|part| is_date(part))
}

/// Returns the day that `year`, `month` and `day` name. The month is a number or
/// an English name of three letters.
fn date(year: &str, month: &str, day: &str) -> Option<i32> {
    let year: u16 = year
        .parse()
        .ok()
        .filter(|year| (1980..2100).contains(year))?;
    let is_month = |name: &str| month.eq_ignore_ascii_case(&name[..3]);
    let month = match month.parse() {
        Ok(month) => month,
        Err(_) => months().iter().find(|(name, _)| is_month(name))?.1,
    };
    let day = CalendarDay::new(year, month, day.parse().ok()?)?;
    Some(i32::try_from(day.number()).expect("days of these years fit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_read_from_an_address() {
        for (path, expected) in [
            ("1990/01/02/ferry", Some(7306)),
            ("news/2024/feb/13/ferry", Some(19_766)),
            ("20240213/ferry", Some(19_766)),
            ("music/2024-02-13/492067", Some(19_766)),
            ("2024/13/13/ferry", None),
            ("ferry", None),
        ] {
            let parts: Vec<&str> = path.split('/').collect();
            assert_eq!(day(&parts), expected, "{path}");
        }
    }
}
