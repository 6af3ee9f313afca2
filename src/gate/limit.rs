/*!
How much a rule tolerates: a count or a share.
*/

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// How much a rule tolerates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    /// At most this many.
    Count(u64),
    /// At most this share, from 0 to 1.
    Share(f64),
}

impl Limit {
    /// Returns whether `count` items, which are `share` of all, are within the
    /// limit. A number equal to the limit is within it.
    pub(crate) fn allows(self, count: u64, share: f64) -> bool {
        match self {
            Limit::Count(limit) => count <= limit,
            // A share that only rounding lifts above the limit is within it.
            Limit::Share(limit) => share <= limit + f64::EPSILON,
        }
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Limit, String> {
        let refused =
            || format!("expected a number such as 3 or a share such as 0.5 %, found `{text}`");
        let trimmed = text.trim();
        match trimmed.strip_suffix('%') {
            Some(number) => {
                let percent: f64 = number.trim().parse().map_err(|_| refused())?;
                if (0.0..=100.0).contains(&percent) {
                    Ok(Limit::Share(percent / 100.0))
                } else {
                    Err(refused())
                }
            }
            None => trimmed.parse().map(Limit::Count).map_err(|_| refused()),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Count(count) => count.fmt(formatter),
            Limit::Share(share) => write!(formatter, "{} %", (share * 1e8).round() / 1e6),
        }
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_written_as_it_was_read() {
        for text in ["0", "12", "0 %", "0.5 %", "33.3 %", "100 %"] {
            assert_eq!(
                text.parse::<Limit>().map(|limit| limit.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn text_that_is_not_a_limit_is_refused() {
        for text in ["", "-1", "0.5", "101 %", "NaN %", "many"] {
            assert!(text.parse::<Limit>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_limit_allows_a_number_equal_to_it() {
        assert!(Limit::Count(2).allows(2, 1.0));
        assert!(!Limit::Count(2).allows(3, 0.0));
        assert!(Limit::Share(0.1).allows(30, 0.1));
        assert!(!Limit::Share(0.0).allows(1, 1e-6));
    }
}
