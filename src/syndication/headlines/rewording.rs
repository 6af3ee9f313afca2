/*!
Whether two different headlines are one, reworded.

# Choices

* Headlines are formulas: "Wetumpka man charged with rape" and "Temple man charged
  with rape" share all words but the one that matters. So words may be left out,
  added and moved. But where one headline has a telling word, the other must not
  have a different one in its place, and numbers must agree.
* Inflected words and compounds agree with the words that begin as they do. Numbers do
  not.
* Kickers are set aside where the headlines behind them agree nearly whole and in order: "Port:" and
  "Skarholm:" may stand over one story. Then all telling words of one headline must be in
  the other, and the days must be known.
* A story is printed within days. If only years are known, more words must
  agree.
*/

use crate::compare::shared_words::common_words;
use crate::news::headline::terms::Term;
use crate::syndication::headlines::spelling::{
    PrintMinutes, Spelling, SpellingLink, TimeAgreement,
};
use crate::syndication::headlines::thresholds::{
    LONG_LIST, NEIGHBORS, RARE_WORDS, SHARE_BEHIND_KICKER, SHARE_OF_HEAVIER,
    SHARE_OF_HEAVIER_BEHIND_KICKER, SHARE_OF_LIGHTER, SHARED_AT_UNKNOWN_TIMES,
    SHARED_DESPITE_DIFFERENCES, SHARED_WITHIN_DAYS, SHARED_WITHIN_YEAR, TELLING_WEIGHT,
    WORDS_BEHIND_KICKER,
};
use crate::syndication::headlines::weights::TermWeights;

/// Writes the keys of all pairs of a headline's rarest words to `pairs`, at most
/// [`RARE_PAIRS`](crate::syndication::headlines::thresholds::RARE_PAIRS).
pub(crate) fn rare_pairs(terms: &[Term], weights: &TermWeights, pairs: &mut Vec<u64>) {
    pairs.clear();
    let mut rare: Vec<(f64, Term)> = terms
        .iter()
        .map(|&term| (weights.of_term(term), term))
        .collect();
    rare.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    rare.dedup_by_key(|rare| rare.1);
    rare.truncate(RARE_WORDS);
    for (index, (_, one)) in rare.iter().enumerate() {
        for (_, other) in &rare[index + 1..] {
            let (low, high) = (one.min(other), one.max(other));
            pairs.push(u64::from(low.word()) << 32 | u64::from(high.word()));
        }
    }
}

/// A headline in the list of those that share two rare words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RarePairEntry {
    /// The key of the pair of words.
    pub key: u64,
    /// The number of the spelling.
    pub spelling: u32,
    /// When it was printed.
    pub printed: PrintMinutes,
}

/// Returns the pairs of one list that are worth comparing: each with each in a
/// short list, each with the next few in a long one. Pairs that were printed too
/// far apart are left out.
pub(crate) fn candidates(list: &[RarePairEntry]) -> impl Iterator<Item = SpellingLink> + '_ {
    let reach = if list.len() > LONG_LIST {
        NEIGHBORS
    } else {
        LONG_LIST
    };
    list.iter().enumerate().flat_map(move |(index, one)| {
        let others = &list[index + 1..list.len().min(index + 1 + reach)];
        let others = others
            .iter()
            .filter(|other| !one.printed.are_apart(other.printed));
        others.map(move |other| SpellingLink::new(one.spelling, other.spelling))
    })
}

/// Returns whether two headlines are one, reworded. `first` has the smaller
/// number.
/// Takes the product of their numbers of words.
pub(crate) fn is_reworded(first: &Spelling, second: &Spelling, weights: &TermWeights) -> bool {
    agree_with_kickers(first, second, weights) || agree_without_kickers(first, second, weights)
}

/// Returns whether two headlines agree behind their kickers, of which one at least has one.
fn agree_without_kickers(first: &Spelling, second: &Spelling, weights: &TermWeights) -> bool {
    let (one, other) = (first.without_kicker(), second.without_kicker());
    let has_kicker = first.kicker + second.kicker > 0;
    if !has_kicker || one.len().min(other.len()) < WORDS_BEHIND_KICKER {
        return false;
    }
    let shared = weight_in_order(one, other, weights);
    let (weight, other_weight) = (weights.of_terms(one), weights.of_terms(other));
    shared >= SHARED_WITHIN_DAYS
        && shared >= SHARE_BEHIND_KICKER * weight.min(other_weight)
        && shared >= SHARE_OF_HEAVIER_BEHIND_KICKER * weight.max(other_weight)
        && TimeAgreement::of(first.printed, second.printed) == TimeAgreement::WithinDays
        && !(lacks_telling(one, &second.terms, weights)
            && lacks_telling(other, &first.terms, weights))
        && !numbers_differ(one, other)
}

/// Returns whether two headlines agree as they are, with their kickers.
fn agree_with_kickers(first: &Spelling, second: &Spelling, weights: &TermWeights) -> bool {
    let (one, other) = (first.terms.as_slice(), second.terms.as_slice());
    let shared = shared_weight(one, other, weights);
    if shared < SHARED_WITHIN_DAYS {
        return false;
    }
    let least = match TimeAgreement::of(first.printed, second.printed) {
        TimeAgreement::WithinDays => SHARED_WITHIN_DAYS,
        TimeAgreement::WithinYear => SHARED_WITHIN_YEAR,
        TimeAgreement::Unknown => SHARED_AT_UNKNOWN_TIMES,
        TimeAgreement::Apart => return false,
    };
    let least = if lacks_telling(one, other, weights) && lacks_telling(other, one, weights) {
        least + SHARED_DESPITE_DIFFERENCES
    } else {
        least
    };
    let (first, second) = (weights.of_terms(one), weights.of_terms(other));
    shared >= least
        && shared >= SHARE_OF_LIGHTER * first.min(second)
        && shared >= SHARE_OF_HEAVIER * first.max(second)
        && !numbers_differ(one, other)
        && !is_exchanged(one, other, weights)
}

/// Returns the weight of the words that both have, each as often as it is in
/// both.
pub(crate) fn shared_weight(one: &[Term], other: &[Term], weights: &TermWeights) -> f64 {
    let mut left: Vec<Term> = other.to_vec();
    let in_both = one.iter().filter(|term| {
        let place = left.iter().position(|other| other == *term);
        place.map(|place| left.swap_remove(place)).is_some()
    });
    in_both.map(|&term| weights.of_term(term)).sum()
}

/// Returns the greatest weight of words that both have in one order, also in another form.
fn weight_in_order(one: &[Term], other: &[Term], weights: &TermWeights) -> f64 {
    // The weight for each beginning of `other`, after the words of `one` so far.
    let mut best = vec![0.0_f64; other.len() + 1];
    for &term in one {
        let weight = weights.of_term(term);
        let mut diagonal = 0.0;
        for (index, &other) in other.iter().enumerate() {
            let above = best[index + 1];
            let agrees = term == other || term.has_beginning_of(other);
            let with = if agrees { diagonal + weight } else { 0.0 };
            best[index + 1] = above.max(best[index]).max(with);
            diagonal = above;
        }
    }
    best[other.len()]
}

/// Returns whether either headline has a number that the other lacks. Numbers
/// beyond the length of the other count only if both lack one.
fn numbers_differ(one: &[Term], other: &[Term]) -> bool {
    let lacks = |one: &[Term], other: &[Term]| {
        one.iter()
            .any(|term| term.is_number() && !other.contains(term))
    };
    lacks(one, other) && lacks(other, one)
        || lacks(&one[..one.len().min(other.len())], other)
        || lacks(&other[..other.len().min(one.len())], one)
}

/// Returns whether `other` lacks a telling word of `one`, also in another form.
fn lacks_telling(one: &[Term], other: &[Term], weights: &TermWeights) -> bool {
    let has = |term: Term| {
        let mut others = other.iter();
        others.any(|&other| other == term || term.has_beginning_of(other))
    };
    one.iter()
        .any(|&term| weights.of_term(term) >= TELLING_WEIGHT && !has(term))
}

/// Returns whether somewhere between shared words, or around them, each has a
/// telling word that the other lacks.
fn is_exchanged(one: &[Term], other: &[Term], weights: &TermWeights) -> bool {
    let mut gap = (0, 0);
    let ends = std::iter::once((one.len(), other.len()));
    let mut lengths = vec![0; (one.len() + 1) * (other.len() + 1)];
    let anchors = common_words(one, other, &mut lengths);
    anchors.into_iter().chain(ends).any(|(in_one, in_other)| {
        let exchanged = lacks_telling(&one[gap.0..in_one], other, weights)
            && lacks_telling(&other[gap.1..in_other], one, weights);
        gap = (in_one + 1, in_other + 1);
        exchanged
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::tests::assert_cases;
    use crate::syndication::headlines::tests::{DAY, spellings, weights};

    #[test]
    fn words_may_be_moved_and_added_but_names_and_numbers_must_agree() {
        assert_cases(include_str!("rewordings.tsv"), |[one, other]| {
            let spellings = spellings(&[(DAY, one), (DAY, other)]);
            let are_one = is_reworded(&spellings[0], &spellings[1], &weights(&spellings));
            if are_one {
                "yes".to_owned()
            } else {
                "no".to_owned()
            }
        });
    }
}
