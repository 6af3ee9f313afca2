/*!
A spelling: one of the different headlines of a dump; links between spellings; and
whether two may be of one story by the times at which they were printed.
*/

use crate::news::dates::published::Published;
use crate::news::headline::terms::Term;
use crate::syndication::headlines::thresholds::{STORY_SECONDS, VAGUE_STORY_SECONDS};

/// One of the different headlines of a dump, with the facts that its articles share.
///
/// Spellings are numbered in the order of their keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spelling {
    /// Its number.
    pub number: u32,
    /// Its key.
    pub key: u64,
    /// The number of its articles.
    pub articles: u32,
    /// The period of the printings with a known time.
    pub printed: Option<PrintPeriod>,
    /// Whether any article has it with an ellipsis at the end.
    pub is_truncated: bool,
    /// The number of its first words that are a kicker.
    pub kicker: usize,
    /// Its words, in order.
    pub terms: Vec<Term>,
}

impl Spelling {
    /// Returns the words behind the kicker.
    pub(crate) fn without_kicker(&self) -> &[Term] {
        &self.terms[self.kicker..]
    }
}

/// Two spellings of one headline, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SpellingLink {
    /// The smaller number.
    pub first: u32,
    /// The greater number.
    pub second: u32,
}

impl SpellingLink {
    /// Returns the link between two spellings, in either order.
    pub(crate) fn new(one: u32, other: u32) -> SpellingLink {
        SpellingLink {
            first: one.min(other),
            second: one.max(other),
        }
    }
}

/// The time from the first printing of a headline to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PrintPeriod {
    /// The first second.
    pub first: i64,
    /// The last second.
    pub last: i64,
    /// Whether the days of all printings are known, and not only months or
    /// years.
    pub to_the_day: bool,
}

impl PrintPeriod {
    pub(crate) fn of(published: Published) -> PrintPeriod {
        PrintPeriod {
            first: published.seconds,
            last: published.seconds,
            to_the_day: published.is_to_the_day(),
        }
    }

    /// Returns the period from the earlier start to the later end.
    pub(crate) fn with(self, other: PrintPeriod) -> PrintPeriod {
        PrintPeriod {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            to_the_day: self.to_the_day && other.to_the_day,
        }
    }
}

/// The relation between the print times of two headlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeAgreement {
    /// Both days are known, and near each other.
    WithinDays,
    /// A month or a year is known, and may be near.
    WithinYear,
    /// The time of one of them is not known.
    Unknown,
    /// Too far apart for one story.
    Apart,
}

impl TimeAgreement {
    pub(crate) fn of(one: Option<PrintPeriod>, other: Option<PrintPeriod>) -> TimeAgreement {
        let (Some(one), Some(other)) = (one, other) else {
            return TimeAgreement::Unknown;
        };
        let gap = (one.first - other.last).max(other.first - one.last);
        let to_the_day = one.to_the_day && other.to_the_day;
        if gap > farthest(to_the_day) {
            TimeAgreement::Apart
        } else if to_the_day {
            TimeAgreement::WithinDays
        } else {
            TimeAgreement::WithinYear
        }
    }
}

/// Returns the most seconds between two printings of one story.
fn farthest(to_the_day: bool) -> i64 {
    if to_the_day {
        STORY_SECONDS
    } else {
        VAGUE_STORY_SECONDS
    }
}

/// Returns whether two headlines that were printed in these periods may be of
/// one story. An unknown period may be any.
pub(crate) fn may_be_of_one_story(one: Option<PrintPeriod>, other: Option<PrintPeriod>) -> bool {
    TimeAgreement::of(one, other) != TimeAgreement::Apart
}

/// A period in minutes: eight bytes that reject most pairs which are not of one
/// story, without a look at their records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PrintMinutes {
    /// The minute of the first second.
    pub(crate) first: i32,
    /// The minute after the one of the last second.
    pub(crate) last: i32,
    pub(crate) to_the_day: bool,
}

impl PrintMinutes {
    /// Returns the minutes of `printed`; of an unknown period, all minutes.
    pub(crate) fn of(printed: Option<PrintPeriod>) -> PrintMinutes {
        let Some(printed) = printed else {
            return PrintMinutes {
                first: i32::MIN,
                last: i32::MAX,
                to_the_day: false,
            };
        };
        // Times more than 4,000 years from 1970 are all equal.
        let minute = |second: i64| {
            let minute = second.div_euclid(60);
            let limit = if minute < 0 { i32::MIN } else { i32::MAX };
            i32::try_from(minute).unwrap_or(limit)
        };
        PrintMinutes {
            first: minute(printed.first),
            last: minute(printed.last).saturating_add(1),
            to_the_day: printed.to_the_day,
        }
    }

    /// Returns whether the two are certainly not of one story.
    pub(crate) fn are_apart(self, other: PrintMinutes) -> bool {
        let between =
            |early: PrintMinutes, late: PrintMinutes| i64::from(late.first) - i64::from(early.last);
        let gap = between(self, other).max(between(other, self)) * 60;
        gap > farthest(self.to_the_day && other.to_the_day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn periods_that_are_apart_by_minutes_are_apart(
            times in prop::array::uniform2((-9_000_000_i64..9_000_000, 0_i64..900_000, any::<bool>(), any::<bool>())),
            scale in prop::sample::select(vec![1_i64, 100_000, 100_000_000_000]),
        ) {
            let [one, other] = times.map(|(first, length, to_the_day, is_dated)| {
                let first = first * scale;
                is_dated.then_some(PrintPeriod { first, last: first + length, to_the_day })
            });
            let are_apart = PrintMinutes::of(one).are_apart(PrintMinutes::of(other));
            prop_assert_eq!(are_apart, PrintMinutes::of(other).are_apart(PrintMinutes::of(one)));
            prop_assert!(!are_apart || !may_be_of_one_story(one, other));
        }
    }
}
