/*!
How much a rule tolerates, a count or a share, and the consequence of more.
*/

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The consequence of a broken rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// The check fails.
    Error,
    /// The check passes and reports the objections.
    Warning,
}

impl Severity {
    /// Returns the name in configurations and formats.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(name: &str) -> Result<Severity, String> {
        let mut all = [Severity::Error, Severity::Warning].into_iter();
        all.find(|severity| severity.name() == name)
            .ok_or_else(|| format!("expected `error` or `warning`, found `{name}`"))
    }
}

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
        let trimmed = text.trim();
        let limit = match trimmed.strip_suffix('%') {
            Some(number) => {
                let percent = number.trim().parse().ok();
                let percent = percent.filter(|percent| (0.0..=100.0).contains(percent));
                percent.map(|percent| Limit::Share(percent / 100.0))
            }
            None => trimmed.parse().ok().map(Limit::Count),
        };
        limit.ok_or_else(|| {
            format!("expected a number such as 3 or a share such as 0.5 %, found `{text}`")
        })
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
    fn a_limit_is_written_as_it_was_read_and_other_text_is_refused() {
        for text in ["0", "12", "0 %", "0.5 %", "33.3 %", "100 %"] {
            assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
        }
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
