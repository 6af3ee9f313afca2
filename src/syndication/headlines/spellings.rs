/*!
Whether two different headlines are two spellings of one.

# Choices

* A headline that is the beginning of another was cut, or the other was
  lengthened. It must tell enough to be of one story, and what follows it must
  be the same wherever it goes on: "Man charged with murder of" goes on in
  many ways.
* Headlines are formulas: "Wetumpka man charged with rape" and "Temple man
  charged with rape" share all but the word that matters. So words may be left
  out, added and moved, but where one has a telling word the other must not
  have another one in its place, and numbers must agree.
* One story is printed within days; where only years are known more words must
  agree.
*/

use super::listing::{Printed, Spellings};
use super::weights::Weights;
use crate::press::headline::terms::Term;

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

/// Words of a beginning, at least.
const WORDS_OF_BEGINNING: usize = 4;

/// What a beginning must tell: about five telling words.
const WEIGHT_OF_BEGINNING: f64 = 30.0;

/// The same for one that ends in an ellipsis: that it was cut is known.
const WEIGHT_OF_CUT: f64 = 20.0;

/// Continuations of one beginning that are looked at.
const CONTINUATIONS: usize = 50;

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

/// Seconds between two printings of one story, at most.
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

/// Whether two headlines that were printed then are none of one story.
#[must_use]
pub fn are_apart(one: Option<Printed>, other: Option<Printed>) -> bool {
    times(one, other) == Times::Apart
}

fn times(one: Option<Printed>, other: Option<Printed>) -> Times {
    let (Some(one), Some(other)) = (one, other) else {
        return Times::Unknown;
    };
    let gap = (one.first - other.last).max(other.first - one.last);
    if one.to_the_day && other.to_the_day {
        if gap <= DAYS {
            Times::WithinDays
        } else {
            Times::Apart
        }
    } else if gap <= MONTHS {
        Times::WithinYear
    } else {
        Times::Apart
    }
}

/// The headlines that are beginnings of others, with those.
#[must_use]
pub fn beginnings(spellings: &Spellings<'_>, weights: &Weights) -> Vec<Link> {
    // Most differ in their first words, which stand beside the number for that.
    let first_words = |spelling: u32| {
        let mut words = spellings.terms(spelling).iter();
        let mut next = || words.next().map_or(0, |term| term.number());
        (next(), next())
    };
    let mut sorted: Vec<((u32, u32), u32)> = spellings
        .all()
        .map(|spelling| (first_words(spelling), spelling))
        .collect();
    sorted.sort_unstable_by(|one, other| {
        let words = |of: &((u32, u32), u32)| spellings.terms(of.1);
        one.0
            .cmp(&other.0)
            .then_with(|| words(one).cmp(words(other)))
            .then(one.1.cmp(&other.1))
    });
    let order: Vec<u32> = sorted.into_iter().map(|(_, spelling)| spelling).collect();
    let mut links = Vec::new();
    for (index, &short) in order.iter().enumerate() {
        let terms = spellings.terms(short);
        if terms.len() < WORDS_OF_BEGINNING {
            continue;
        }
        let longer = |&&long: &&u32| spellings.terms(long).starts_with(terms);
        let after = &order[index + 1..];
        if after.first().is_none_or(|long| !longer(&long)) {
            continue;
        }
        let cut = spellings.headlined(short).any(|one| one.is_cut());
        let least = if cut {
            WEIGHT_OF_CUT
        } else {
            WEIGHT_OF_BEGINNING
        };
        if weights.of_terms(terms) < least {
            continue;
        }
        // What goes on in so many ways is a beginning of none of them.
        let looked_at = &after[..after.len().min(CONTINUATIONS + 1)];
        let all = looked_at.iter().take_while(longer).count();
        if all > CONTINUATIONS {
            continue;
        }
        let printed = spellings.printed(short);
        let continuations: Vec<u32> = looked_at[..all]
            .iter()
            .copied()
            .filter(|&long| times(printed, spellings.printed(long)) != Times::Apart)
            .collect();
        let go_on_alike = continuations.windows(2).all(|pair| {
            let (one, other) = (spellings.terms(pair[0]), spellings.terms(pair[1]));
            other.starts_with(one)
        });
        if go_on_alike {
            links.extend(continuations.iter().map(|&long| Link::new(short, long)));
        }
    }
    links
}

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
            pairs.push(u64::from(low.number()) << 32 | u64::from(high.number()));
        }
    }
}

/// Whether two headlines are one, reworked.
///
/// # Complexity
///
/// The product of their numbers of words.
#[must_use]
pub fn is_reworked(spellings: &Spellings<'_>, link: Link, weights: &Weights) -> bool {
    let (one, other) = (spellings.terms(link.first), spellings.terms(link.second));
    let shared: f64 = shared(one, other)
        .iter()
        .map(|&term| weights.of_term(term))
        .sum();
    if shared < SHARED_WITHIN_DAYS {
        return false;
    }
    let least = match times(
        spellings.printed(link.first),
        spellings.printed(link.second),
    ) {
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
    use super::*;
    use crate::syndication::headlines::listing::invented::listing;

    /// Whether two headlines, printed on these days, are linked.
    fn linked(one: (&str, &str), other: (&str, &str)) -> bool {
        let listing = listing(&[(1, one.0, "", one.1), (2, other.0, "", other.1)]);
        let spellings = listing.spellings();
        let weights = Weights::of(&spellings);
        assert_eq!(spellings.len(), 2);
        !beginnings(&spellings, &weights).is_empty()
            || is_reworked(&spellings, Link::new(0, 1), &weights)
    }

    const DAY: &str = "2024-03-04";

    #[test]
    fn a_cut_headline_is_the_one_that_it_begins() {
        let whole = (
            DAY,
            "Mother of Skarholm ferry captain takes stand in trial over sinking",
        );
        assert!(linked(
            (DAY, "Mother of Skarholm ferry captain takes stand"),
            whole
        ));
        assert!(!linked(
            ("2021-03-04", "Mother of Skarholm ferry captain takes stand"),
            whole
        ));
        assert!(!linked((DAY, "Mother of"), whole));
    }

    #[test]
    fn a_beginning_that_goes_on_in_many_ways_is_none() {
        let listing = listing(&[
            (
                1,
                DAY,
                "",
                "Headlines from Skarholm you might have missed this week",
            ),
            (
                2,
                DAY,
                "",
                "Headlines from Skarholm you might have missed this week of February",
            ),
            (
                3,
                DAY,
                "",
                "Headlines from Skarholm you might have missed this week of September",
            ),
        ]);
        let spellings = listing.spellings();
        assert!(beginnings(&spellings, &Weights::of(&spellings)).is_empty());
    }

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
            assert!(linked((DAY, one), (DAY, other)), "{one} ~ {other}");
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
            assert!(!linked((DAY, one), (DAY, other)), "{one} ~ {other}");
        }
    }
}
