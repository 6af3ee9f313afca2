/*!
Whether two different headlines are two spellings of one.

# Choices

* Headlines are formulas: "Wetumpka man charged with rape" and "Temple man
  charged with rape" share all but the word that matters. So words may be left
  out, added and moved, but where one has a telling word the other must not
  have another one in its place, and numbers must agree.
* One story is printed within days; where only years are known more words must
  agree.
*/

use crate::news::headline::terms::Term;
use crate::spill::fixed::fixed_size;
use crate::syndication::headlines::record::{Printed, Spelling};
use crate::syndication::headlines::weights::Weights;

/// Two different headlines, the smaller number first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// The one.
    pub first: u32,
    /// The other.
    pub second: u32,
}

impl Link {
    /// The link between two headlines.
    #[must_use]
    pub fn new(one: u32, other: u32) -> Link {
        Link {
            first: one.min(other),
            second: one.max(other),
        }
    }
}

/// What the shared words must tell, by how much is known of when the two were
/// printed: within days, within a year, nothing.
const SHARED_WITHIN_DAYS: f64 = 24.0;
const SHARED_WITHIN_YEAR: f64 = 28.0;
const SHARED_AT_ANY_TIME: f64 = 34.0;

/// What they must tell beyond that where either has telling words that the
/// other has not: two places of two accidents.
const SHARED_IN_SPITE: f64 = 10.0;

/// The share of what the one tells, and the other, that must be shared.
const SHARE_OF_LESSER: f64 = 0.68;
const SHARE_OF_GREATER: f64 = 0.5;

/// What a word must tell to matter where the other headline has another one.
const TELLING: f64 = 5.0;

/// Seconds of a minute.
const MINUTE: i64 = 60;

/// Seconds between two printings of one story, at most, where days are known.
const DAYS: i64 = 4 * 24 * 60 * 60;

/// The same where only months or years are known.
const MONTHS: i64 = 31 * 24 * 60 * 60;

/// Rare words by pairs of which spellings of one headline are looked for.
const RARE: usize = 6;

/// Pairs of them, at most.
pub const PAIRS_OF_HEADLINE: usize = RARE * (RARE - 1) / 2;

/// How well the times of two headlines go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    WithinDays,
    WithinYear,
    Unknown,
    Apart,
}

/// Whether two headlines that were printed then may be of one story.
#[must_use]
pub fn may_be_of_one_story(one: Option<Printed>, other: Option<Printed>) -> bool {
    times(one, other) != Times::Apart
}

fn times(one: Option<Printed>, other: Option<Printed>) -> Times {
    let (Some(one), Some(other)) = (one, other) else {
        return Times::Unknown;
    };
    let gap = (one.first - other.last).max(other.first - one.last);
    let to_the_day = one.to_the_day && other.to_the_day;
    let farthest = if to_the_day { DAYS } else { MONTHS };
    if gap > farthest {
        Times::Apart
    } else if to_the_day {
        Times::WithinDays
    } else {
        Times::WithinYear
    }
}

/// When a headline was printed, to the minute: enough to know of most pairs
/// that they are not of one story before they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Around {
    /// The minute of the first second.
    first: i32,
    /// The minute after that of the last.
    last: i32,
    to_the_day: bool,
}

impl Around {
    /// The minutes around `printed`; all time where that is not known.
    pub(crate) fn of(printed: Option<Printed>) -> Around {
        let Some(printed) = printed else {
            return Around {
                first: i32::MIN,
                last: i32::MAX,
                to_the_day: false,
            };
        };
        let minute = |second: i64| {
            let minute = second.div_euclid(MINUTE);
            // Beyond four thousand years all time is one.
            let end = if minute < 0 { i32::MIN } else { i32::MAX };
            i32::try_from(minute).unwrap_or(end)
        };
        Around {
            first: minute(printed.first),
            last: minute(printed.last).saturating_add(1),
            to_the_day: printed.to_the_day,
        }
    }

    /// Whether the two are certainly none of one story.
    pub(crate) fn is_apart(self, other: Around) -> bool {
        let between = |early: Around, late: Around| i64::from(late.first) - i64::from(early.last);
        let gap = between(self, other).max(between(other, self)) * MINUTE;
        let to_the_day = self.to_the_day && other.to_the_day;
        gap > if to_the_day { DAYS } else { MONTHS }
    }
}

fixed_size!(Around {
    first: i32,
    last: i32,
    to_the_day: bool,
});

/// Keys of what a headline has in common with other spellings of it: pairs of
/// its rarest words.
pub fn rare_pairs(terms: &[Term], weights: &Weights, pairs: &mut Vec<u64>) {
    pairs.clear();
    let mut rare: Vec<(f64, Term)> = terms
        .iter()
        .map(|&term| (weights.of_term(term), term))
        .collect();
    // The weight decides, then the word, so that the order is one order.
    rare.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    rare.dedup_by_key(|rare| rare.1);
    rare.truncate(RARE);
    for (index, (_, one)) in rare.iter().enumerate() {
        for (_, other) in &rare[index + 1..] {
            let (low, high) = (one.min(other), one.max(other));
            pairs.push(u64::from(low.word()) << 32 | u64::from(high.word()));
        }
    }
}

/// Whether two headlines, that with the smaller number first, are one,
/// reworked.
///
/// # Complexity
///
/// The product of their numbers of words.
#[must_use]
pub fn is_reworked(first: &Spelling, second: &Spelling, weights: &Weights) -> bool {
    let (one, other) = (first.terms.as_slice(), second.terms.as_slice());
    let shared: f64 = shared(one, other)
        .iter()
        .map(|&term| weights.of_term(term))
        .sum();
    if shared < SHARED_WITHIN_DAYS {
        return false;
    }
    let least = match times(first.printed, second.printed) {
        Times::WithinDays => SHARED_WITHIN_DAYS,
        Times::WithinYear => SHARED_WITHIN_YEAR,
        Times::Unknown => SHARED_AT_ANY_TIME,
        Times::Apart => return false,
    };
    let least = if lacks_telling(one, other, weights) && lacks_telling(other, one, weights) {
        least + SHARED_IN_SPITE
    } else {
        least
    };
    let (first, second) = (weights.of_terms(one), weights.of_terms(other));
    shared >= least
        && shared >= SHARE_OF_LESSER * first.min(second)
        && shared >= SHARE_OF_GREATER * first.max(second)
        && !numbers_differ(one, other)
        && !is_exchanged(one, other, weights)
}

/// The words that both have, each as often as both have it.
fn shared(one: &[Term], other: &[Term]) -> Vec<Term> {
    let mut left: Vec<Term> = other.to_vec();
    let in_both = one.iter().filter(|term| {
        let place = left.iter().position(|other| other == *term);
        place.map(|place| left.swap_remove(place)).is_some()
    });
    in_both.copied().collect()
}

/// Whether either has a number that the other, as far as it goes, has not.
fn numbers_differ(one: &[Term], other: &[Term]) -> bool {
    let lacks = |one: &[Term], other: &[Term]| {
        one.iter()
            .any(|term| term.is_number() && !other.contains(term))
    };
    lacks(one, other) && lacks(other, one)
        || lacks(&one[..one.len().min(other.len())], other)
        || lacks(&other[..other.len().min(one.len())], one)
}

/// Whether `other` lacks a telling word of `one`.
fn lacks_telling(one: &[Term], other: &[Term], weights: &Weights) -> bool {
    one.iter()
        .any(|term| !other.contains(term) && weights.of_term(*term) >= TELLING)
}

/// Whether somewhere between shared words, or around them, both have a
/// telling word that the other has nowhere.
fn is_exchanged(one: &[Term], other: &[Term], weights: &Weights) -> bool {
    let mut gap = (0, 0);
    let anchors = aligned(one, other);
    let ends = std::iter::once((one.len(), other.len()));
    anchors.into_iter().chain(ends).any(|(in_one, in_other)| {
        let exchanged = lacks_telling(&one[gap.0..in_one], other, weights)
            && lacks_telling(&other[gap.1..in_other], one, weights);
        gap = (in_one + 1, in_other + 1);
        exchanged
    })
}

/// The places of the words of a longest common subsequence.
fn aligned(one: &[Term], other: &[Term]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut longest = vec![0_u32; (one.len() + 1) * width];
    for (i, term) in one.iter().enumerate().rev() {
        for (j, other) in other.iter().enumerate().rev() {
            longest[i * width + j] = if term == other {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while i < one.len() && j < other.len() {
        if one[i] == other[j] {
            places.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syndication::headlines::listing::invented::{budget, spellings};

    /// Whether two headlines, printed on one day, are one, reworked.
    fn is_one(one: &str, other: &str) -> bool {
        let spellings = spellings(&[(1, DAY, "", one), (2, DAY, "", other)]);
        let weights = Weights::of(&spellings, &budget()).expect("files can be read");
        assert_eq!(spellings.len(), 2);
        let mut reader = spellings.reader();
        let [first, second] = [0, 1].map(|number| reader.get(number).expect("they can be read"));
        is_reworked(&first, &second, &weights)
    }

    const DAY: &str = "2024-03-04";

    #[test]
    fn words_may_be_moved_added_and_left_out() {
        for (one, other) in [
            (
                "Skarholm ferry captain mother takes stand in her trial",
                "Mother of Skarholm ferry captain takes stand in her trial",
            ),
            (
                "Minister says ex-ferry captain Tucker Lindqvist interviewed admiral",
                "Minister says former ferry captain Tucker Lindqvist has interviewed admiral",
            ),
            (
                "Ein Hund rettet Kapitän Lindqvist im Hafen von Skarholm",
                "Hund rettet Kapitän Lindqvist im Hafen von Skarholm",
            ),
            (
                "Skarholm harbour ferry terminal may be sold to Lindqvist",
                "Skarholm harbour ferry terminal to be sold to Lindqvist",
            ),
        ] {
            assert!(is_one(one, other), "{one} ~ {other}");
        }
    }

    #[test]
    fn formulas_with_other_names_and_numbers_are_other_headlines() {
        for (one, other) in [
            (
                "Wexmoor man charged with arson",
                "Tarnby man charged with arson",
            ),
            ("Head-on crash kills three", "Head-on crash kills 1"),
            (
                "Unemployment claims in Skarholm increased sharply last week",
                "Unemployment claims in Skarholm declined sharply last week",
            ),
            (
                "Council votes to dismiss harbour secretary Lindqvist over ferry",
                "Council rejects push to dismiss harbour secretary Lindqvist over ferry",
            ),
            (
                "Ten years ago in Skarholm: a gallery of harbour life in May",
                "Ten years ago in Skarholm: a gallery of harbour life in June",
            ),
        ] {
            assert!(!is_one(one, other), "{one} ~ {other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_apart_to_the_minute_is_apart(
            times in prop::array::uniform2((-9_000_000_i64..9_000_000, 0_i64..900_000, any::<bool>(), any::<bool>())),
            scale in prop::sample::select(vec![1_i64, 100_000, 100_000_000_000]),
        ) {
            let [one, other] = times.map(|(first, length, to_the_day, is_dated)| {
                let first = first * scale;
                is_dated.then_some(Printed { first, last: first + length, to_the_day })
            });
            let is_apart = Around::of(one).is_apart(Around::of(other));
            prop_assert_eq!(is_apart, Around::of(other).is_apart(Around::of(one)));
            prop_assert!(!is_apart || !may_be_of_one_story(one, other));
        }
    }
}
