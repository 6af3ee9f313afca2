/*!
Headlines that are the beginning of others.

A headline that is the beginning of another was truncated, or the other one was
extended. It must have enough weight to be of one story, and its continuations
must agree: "Man charged with murder of" goes on in many ways.
*/

use crate::news::headline::terms::Term;
use crate::syndication::headlines::spelling::{Spelling, SpellingLink, may_be_of_one_story};
use crate::syndication::headlines::thresholds::{
    BEGINNING_WEIGHT, BEGINNING_WORDS, CONTINUATIONS, TRUNCATED_WEIGHT,
};
use crate::syndication::headlines::weights::TermWeights;

/// Returns a key of the first words of a headline; `None` if it has too few
/// words to be a beginning.
///
/// A beginning and its continuations have equal keys. So have a few other
/// headlines by chance, which does no harm.
pub(crate) fn key_of_first_words(terms: &[Term]) -> Option<u64> {
    // The hash of numbers in rustc (FxHash).
    let add = |key: u64, term: &Term| {
        (key.rotate_left(5) ^ u64::from(term.word())).wrapping_mul(0x517c_c1b7_2722_0a95)
    };
    Some(terms.get(..BEGINNING_WORDS)?.iter().fold(0, add))
}

/// Appends the links between beginnings and their continuations among `alike`,
/// all headlines with one key of their first words. `alike` is sorted by words.
pub(crate) fn link_beginnings(
    alike: &mut [Spelling],
    weights: &TermWeights,
    links: &mut Vec<SpellingLink>,
) {
    // A beginning comes right before its continuations.
    alike.sort_unstable_by(|one, other| {
        let by_words = one.terms.cmp(&other.terms);
        by_words.then(one.number.cmp(&other.number))
    });
    for (index, short) in alike.iter().enumerate() {
        let continuations = continuations(short, &alike[index + 1..], weights);
        links.extend(continuations.map(|long| SpellingLink::new(short.number, long.number)));
    }
}

/// Returns the continuations of `short`. `after` are the headlines that follow
/// it in the order of their words.
fn continuations<'a>(
    short: &Spelling,
    after: &'a [Spelling],
    weights: &TermWeights,
) -> impl Iterator<Item = &'a Spelling> + use<'a> {
    let nearest = &after[..after.len().min(CONTINUATIONS + 1)];
    let is_longer = |long: &&Spelling| long.terms.starts_with(&short.terms);
    let count = nearest.iter().take_while(is_longer).count();
    let least_weight = if short.is_truncated {
        TRUNCATED_WEIGHT
    } else {
        BEGINNING_WEIGHT
    };
    let is_beginning =
        (1..=CONTINUATIONS).contains(&count) && weights.of_terms(&short.terms) >= least_weight;
    let longer = if is_beginning { &nearest[..count] } else { &[] };
    let printed = short.printed;
    let may_continue = move |long: &&Spelling| may_be_of_one_story(printed, long.printed);
    // Each must be the beginning of the next.
    let mut last: Option<&Spelling> = None;
    let agree = longer.iter().filter(may_continue).all(|long| {
        let before = last.replace(long);
        before.is_none_or(|before| long.terms.starts_with(&before.terms))
    });
    let longer = if agree { longer } else { &[] };
    longer.iter().filter(may_continue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syndication::headlines::tests::{DAY, spellings, weights};

    fn links(headlines: &[(&str, &str)]) -> Vec<SpellingLink> {
        let mut spellings = spellings(headlines);
        let weights = weights(&spellings);
        let mut links = Vec::new();
        link_beginnings(&mut spellings, &weights, &mut links);
        links
    }

    #[test]
    fn a_truncated_headline_is_linked_to_the_whole_one() {
        let whole = "Mother of Skarholm ferry captain takes stand in trial over sinking";
        for (day, short, are_linked) in [
            (DAY, "Mother of Skarholm ferry captain takes stand", true),
            (
                "2021-03-04",
                "Mother of Skarholm ferry captain takes stand",
                false,
            ),
            (DAY, "Mother of Skarholm ferry", false),
            (DAY, "Mother of Skarholm ferry captain...", true),
        ] {
            let links = links(&[(day, short), (DAY, whole)]);
            assert_eq!(!links.is_empty(), are_linked, "{day} {short}");
        }
    }

    #[test]
    fn a_beginning_that_continues_in_many_ways_is_not_linked() {
        let week = "Headlines from Skarholm you might have missed this week";
        let [february, september] =
            ["February", "September"].map(|month| format!("{week} of {month}"));
        let ways = [week, &february, &september].map(|way| (DAY, way));
        assert!(links(&ways).is_empty());
        assert_eq!(links(&ways[..2]).len(), 1);
    }

    #[test]
    fn few_words_have_no_key() {
        let key = |words: usize| {
            let spellings = spellings(&[(DAY, "Mother of Skarholm ferry captain")]);
            key_of_first_words(&spellings[0].terms[..words])
        };
        assert_eq!(key(3), None);
        assert_eq!(key(4), key(5));
    }
}
