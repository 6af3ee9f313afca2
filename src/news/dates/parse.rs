/*!
Reads the times of publication that dumps write.

# Choices

* A form that could be two different days (`05/06/2018`) is not a time: a wrong
  order is worse than none. With dots (`05.06.2018`) the day comes first, since
  the month is not written first that way.
* The names of months are those of printed dates in any language; of English ones any
  beginning of three letters counts. A name of two months is none. Zones are offsets,
  `Z`, `UTC`, `GMT` and the American ones of RFC 2822; any other name counts as no
  zone.
* The whole text must be read: a text with unknown words after the time is not
  a time.
*/

use crate::news::dates::forms;
use crate::news::dates::published::{Published, Resolution};
use crate::news::dates::stamp::{Clock, Stamp, WrittenDay};

/// Bytes of a time, at most: RFC 2822 with a comment, the longest form, has half
/// of that.
const LONGEST: usize = 80;

impl Published {
    /// Returns the time that `text` is, or `None` if it is no time.
    ///
    /// Accepts RFC 3339 and ISO 8601 with and without a zone, RFC 2822, dates
    /// with the month in words before or after the day, numeric dates that can
    /// only be one day, `2018年7月15日`, bare years and months,
    /// `20180716`, `20180716120000`, and seconds or milliseconds since 1970.
    /// Blanks around the time are ignored.
    pub fn parse(text: &str) -> Option<Published> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        in_digits(text).or_else(|| forms::read(text))
    }
}

/// Reads a time in digits alone: a year, a packed date, or seconds or milliseconds
/// since 1970. Seconds may have a fraction.
///
/// The number of digits decides between the forms: ten are seconds (the years 2001
/// to 2286), thirteen milliseconds.
fn in_digits(text: &str) -> Option<Published> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let has_fraction = whole.len() < text.len();
    let number = |from: usize, to: usize| whole.get(from..to)?.parse::<i64>().ok();
    let day = || {
        let year = number(0, 4)?;
        Some(WrittenDay::new(year, number(4, 6), number(6, 8)))
    };
    let since_1970 = |seconds| Published {
        seconds,
        resolution: Resolution::Second,
        zoned: true,
    };
    match whole.len() {
        10 => Some(since_1970(number(0, 10)?)),
        13 => Some(since_1970(number(0, 13)? / 1000)),
        _ if has_fraction => None,
        4 | 8 => Stamp::of_day(day()?).published(),
        14 => {
            let mut stamp = Stamp::of_day(day()?);
            let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14));
            stamp.clock = Some(Clock {
                hour,
                minute,
                second,
            });
            stamp.published()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    }
}
