/*!
Reads the times of publication that dumps write.

# Choices

* A form that could be two different days (`05/06/2018`) is not a time: a wrong
  order is worse than none. With dots (`05.06.2018`) the day comes first, since
  the month is not written first that way.
* The names of months come from the key `record_months` of the language files,
  which only English has. Zones are offsets, `Z`, `UTC`, `GMT` and the American
  ones of RFC 2822; any other name counts as no zone.
* The whole text must be read: a text with unknown words behind the time is not
  a time.
*/

use crate::news::dates::digits;
use crate::news::dates::forms;
use crate::news::dates::published::Published;

/// Bytes of a time, at most: RFC 2822 with a comment, the longest form, has half
/// of that.
const LONGEST: usize = 80;

impl Published {
    /// Returns the time that `text` is, or `None` if it is no time.
    ///
    /// Accepts RFC 3339 and ISO 8601 with and without a zone, RFC 2822, dates
    /// with the month in English words before or after the day, numeric dates
    /// that can only be one day, `2018年7月15日`, bare years and months,
    /// `20180716`, `20180716120000`, and seconds or milliseconds since 1970.
    /// Blanks around the time are ignored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Published> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        digits::read(text).or_else(|| forms::read(text))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::news::dates::published::Resolution;

    #[test]
    fn long_text_is_not_a_time() {
        let text = format!("2018-07-15 {}", "(comment)".repeat(10));
        assert_eq!(Published::parse(&text), None);
    }

    #[test]
    fn a_time_within_blanks_is_read() {
        let published = Published::parse(" \t2018-07-15\n").unwrap();
        assert_eq!(published.resolution, Resolution::Day);
    }

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
