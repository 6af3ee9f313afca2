/*!
Reads times in digits alone: years, packed dates, and seconds or milliseconds
since 1970.

The number of digits decides between the forms. Ten digits are seconds since 1970
(the years 2001 to 2286), thirteen digits are milliseconds.
*/

use crate::news::dates::published::{Published, Resolution};
use crate::news::dates::stamp::{Clock, Stamp, WrittenDay};

/// Reads a time in digits alone, or a number of seconds with a fraction. Returns
/// `None` for any other text.
pub(crate) fn read(text: &str) -> Option<Published> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let has_fraction = whole.len() < text.len();
    let number = |from: usize, to: usize| whole.get(from..to)?.parse::<i64>().ok();
    let day = || {
        Some(WrittenDay {
            year: number(0, 4)?,
            month: number(4, 6),
            day: number(6, 8),
        })
    };
    match whole.len() {
        10 => Some(since_1970(number(0, 10)?)),
        13 => Some(since_1970(number(0, 13)? / 1000)),
        _ if has_fraction => None,
        4 | 8 => Stamp::of_day(day()?).published(),
        14 => {
            let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14));
            let clock = Some(Clock {
                hour,
                minute,
                second,
            });
            Stamp {
                day: day()?,
                clock,
                zone: None,
            }
            .published()
        }
        _ => None,
    }
}

const fn since_1970(seconds: i64) -> Published {
    Published {
        seconds,
        resolution: Resolution::Second,
        zoned: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2018-07-15 at midnight in UTC.
    const MIDNIGHT: i64 = 1_531_612_800;

    #[test]
    fn the_number_of_digits_decides_the_form() {
        for (text, seconds, resolution, zoned) in [
            ("2018", 1_514_764_800, Resolution::Year, false),
            ("20180715", MIDNIGHT, Resolution::Day, false),
            (
                "20180715120001",
                MIDNIGHT + 43_201,
                Resolution::Second,
                false,
            ),
            ("1531612801", MIDNIGHT + 1, Resolution::Second, true),
            ("1531612801.75", MIDNIGHT + 1, Resolution::Second, true),
            ("1531612801.0", MIDNIGHT + 1, Resolution::Second, true),
            ("1531612801999", MIDNIGHT + 1, Resolution::Second, true),
        ] {
            let published = read(text).unwrap();
            assert_eq!(published.seconds, seconds, "{text}");
            assert_eq!(published.resolution, resolution, "{text}");
            assert_eq!(published.zoned, zoned, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_lengths_or_outside_the_calendar_are_no_times() {
        for text in [
            "",
            ".",
            "0",
            "7",
            "201807",
            "0000",
            "20180015",
            "20180732",
            "20180700",
            "2018.5",
            "20180715250000",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
