/*!
Runs of consecutive words that two articles share.

Runs are found greedily along the second article: at each word that no run
covers yet, the longest run of the first article that begins there is taken.
Runs that follow one another in both articles with few words between them make
a passage, so that one changed word ("said" for "says") does not break it.
*/

use std::cmp::Reverse;
use std::ops::Range;

use crate::compare::prose::{Matches, Prose};
use crate::convert::to_u32;

/// Consecutive words that both articles have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedRun {
    /// The first word of the run in the first article.
    pub first: u32,
    /// The first word of the run in the second article.
    pub second: u32,
    pub length: u32,
}

impl SharedRun {
    pub const fn in_first(self) -> WordRange {
        WordRange {
            start: self.first,
            end: self.first + self.length,
        }
    }

    pub const fn in_second(self) -> WordRange {
        WordRange {
            start: self.second,
            end: self.second + self.length,
        }
    }
}

/// Words of both articles that no run covers.
pub(crate) struct Gap {
    pub first: Range<usize>,
    pub second: Range<usize>,
    pub place: GapPlace,
}

/// Where a gap is: before the first run, between two runs, or after the last one.
#[derive(Clone, Copy)]
pub(crate) enum GapPlace {
    Start,
    Inside,
    End,
}

/// Returns the gaps around the shared runs of two articles with `first` and `second`
/// words. There is no gap between two runs that one article has in the other order.
pub(crate) fn gaps(
    runs: &[SharedRun],
    first: usize,
    second: usize,
) -> impl Iterator<Item = Gap> + '_ {
    let empty = |first, second| SharedRun {
        first,
        second,
        length: 0,
    };
    let before = std::iter::once(empty(0, 0)).chain(runs.iter().copied());
    let end = empty(to_u32(first), to_u32(second));
    let after = runs.iter().copied().chain([end]);
    let words = |from: u32, to: u32| (from <= to).then_some(from as usize..to as usize);
    let pairs = before.zip(after).enumerate();
    pairs.filter_map(move |(index, (before, after))| {
        Some(Gap {
            first: words(before.in_first().end, after.first)?,
            second: words(before.in_second().end, after.second)?,
            place: match index {
                0 => GapPlace::Start,
                _ if index == runs.len() => GapPlace::End,
                _ => GapPlace::Inside,
            },
        })
    })
}

/// Consecutive words of one body; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordRange {
    pub start: u32,
    pub end: u32,
}

impl WordRange {
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    pub const fn indices(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Places of a shingle in the first article that are tried, at most. Only texts
/// that repeat themselves have more.
const PLACES_TRIED: usize = 16;

/// Returns the shared runs of at least one shingle, in the order of `second`.
///
/// No word of `second` is in two runs. A word of `first` may be, when `second`
/// repeats itself. The time is linear in the words of `second`: every shared shingle
/// is visited once, and at most 16 of its places in `first` are tried.
pub fn runs(first: &Prose, second: &Prose, matches: &Matches) -> Vec<SharedRun> {
    let mut runs = Vec::new();
    let mut covered = 0;
    let mut expected = 0;
    for shingle in &matches.shared {
        let word = shingle.second;
        if word < covered {
            continue;
        }
        let rest = &second.words()[word as usize..];
        let best = first
            .places_from(shingle.first)
            .take(PLACES_TRIED)
            .map(|place| (common_prefix(&first.words()[place as usize..], rest), place))
            // Of equally long runs, the one that continues the last run wins.
            .max_by_key(|&(length, place)| (length, place == expected, Reverse(place)));
        if let Some((length, place)) = best {
            runs.push(SharedRun {
                first: place,
                second: word,
                length,
            });
            covered = word + length;
            expected = place + length;
        }
    }
    runs
}

fn common_prefix(first: &[u64], second: &[u64]) -> u32 {
    let pairs = first.iter().zip(second);
    to_u32(pairs.take_while(|(one, other)| one == other).count())
}

/// Returns the passages: runs that follow one another in both articles with at
/// most `gap` words between them on either side, and have at least `words` equal
/// words together.
pub(crate) fn passages(runs: &[SharedRun], gap: u32, words: u32) -> Vec<&[SharedRun]> {
    let is_near = |from: u32, to: u32| to.checked_sub(from).is_some_and(|between| between <= gap);
    let follows = |last: &SharedRun, run: &SharedRun| {
        is_near(last.in_first().end, run.first) && is_near(last.in_second().end, run.second)
    };
    runs.chunk_by(follows)
        .filter(|joined| joined.iter().map(|run| run.length).sum::<u32>() >= words)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::words::Words;

    fn found(one: &Prose, other: &Prose) -> Vec<SharedRun> {
        runs(one, other, &one.matches(other))
    }

    fn prose(text: &str) -> Prose {
        Prose::new(Words::of(text).hashes().to_vec(), 5)
    }

    #[test]
    fn one_changed_word_does_not_break_a_passage() {
        let with = |pier: &str| {
            let start = "the harbour master said on Monday that the";
            prose(&format!(
                "{start} {pier} would close for repairs until spring"
            ))
        };
        let runs = found(&with("old pier"), &with("north pier"));
        assert_eq!(runs.len(), 2);
        let joined = passages(&runs, 1, 12);
        assert_eq!(joined, [runs.as_slice()]);
        let words: u32 = runs.iter().map(|run| run.length).sum();
        assert_eq!((words, runs[1].in_first().end), (15, 16));
    }

    #[test]
    fn paragraphs_in_another_order_are_two_passages() {
        let one = prose("alpha beta gamma delta epsilon zeta one two three four five six");
        let other = prose("one two three four five six alpha beta gamma delta epsilon zeta");
        assert_eq!(passages(&found(&one, &other), 3, 6).len(), 2);
    }

    #[test]
    fn briefs_shorter_than_a_shingle_share_all_or_nothing() {
        let brief = prose("Fog closed the port");
        assert_eq!(found(&brief, &prose("fog closed the port")).len(), 1);
        assert_eq!(found(&brief, &prose("Fog closed the road")).len(), 0);
    }

    /// The oracle: tries every word of `first` at each word of `second`.
    fn naive_runs(first: &[u64], second: &[u64], width: usize) -> Vec<SharedRun> {
        let mut runs: Vec<SharedRun> = Vec::new();
        let mut word = 0;
        while word < second.len() {
            let expected = runs.last().map_or(0, |run| run.first + run.length);
            let best = (0..first.len())
                .map(|at| (common_prefix(&first[at..], &second[word..]), at as u32))
                .filter(|&(length, _)| length as usize >= width)
                .max_by_key(|&(length, at)| (length, at == expected, Reverse(at)));
            match best {
                Some((length, at)) => {
                    runs.push(SharedRun {
                        first: at,
                        second: word as u32,
                        length,
                    });
                    word += length as usize;
                }
                None => word += 1,
            }
        }
        runs
    }

    proptest! {
        #[test]
        fn runs_are_those_of_the_naive_search(
            first in prop::collection::vec(0_u64..6, 5..16),
            second in prop::collection::vec(0_u64..6, 5..40),
        ) {
            let runs = found(&Prose::new(first.clone(), 3), &Prose::new(second.clone(), 3));
            prop_assert_eq!(runs, naive_runs(&first, &second, 3));
        }

        #[test]
        fn every_run_is_equal_words_on_both_sides(
            first in prop::collection::vec(0_u64..3, 5..200),
            second in prop::collection::vec(0_u64..3, 5..200),
        ) {
            for run in found(&Prose::new(first.clone(), 5), &Prose::new(second.clone(), 5)) {
                let in_first = &first[run.in_first().indices()];
                prop_assert_eq!(in_first, &second[run.in_second().indices()]);
            }
        }
    }
}
