/*!
Runs of consecutive words that two articles share.

Runs are found greedily along the second article: at each word that is not
yet covered, the longest run of the first article that begins there. Runs
that follow one another in both, with only a few words between, make a
passage: one changed word ("said" for "says") does not break it.
*/

use crate::compare::prose::{Matches, Prose};

/// Consecutive words that stand in both articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first word in the first article.
    pub first: u32,
    /// The first word in the second article.
    pub second: u32,
    /// The number of words.
    pub length: u32,
}

/// Runs that follow one another in both articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The runs, in order.
    pub runs: Vec<Run>,
}

/// Consecutive words of one body; the end is not part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordRange {
    /// The first word.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl WordRange {
    /// The number of words.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether there is no word.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }
}

impl Passage {
    /// The words from the first run to the last in the first article.
    #[must_use]
    pub fn in_first(&self) -> WordRange {
        match (self.runs.first(), self.runs.last()) {
            (Some(start), Some(end)) => WordRange {
                start: start.first,
                end: end.first + end.length,
            },
            _ => WordRange::default(),
        }
    }

    /// The words from the first run to the last in the second article.
    #[must_use]
    pub fn in_second(&self) -> WordRange {
        match (self.runs.first(), self.runs.last()) {
            (Some(start), Some(end)) => WordRange {
                start: start.second,
                end: end.second + end.length,
            },
            _ => WordRange::default(),
        }
    }

    /// The words that are equal in both.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.runs.iter().map(|run| run.length).sum()
    }
}

/// Places of a shingle in the first article that are tried, at most. Only
/// texts that repeat themselves have more.
const PLACES_TRIED: usize = 16;

/// The shared runs of at least a shingle's width, in the order of `second`.
///
/// No word of `second` is in two runs; a word of `first` is when `second`
/// repeats itself.
///
/// # Complexity
///
/// `O(m)` for ordinary texts: every shared shingle is looked at once, and at
/// most sixteen of its places are tried.
#[must_use]
pub fn runs(first: &Prose, second: &Prose, matches: &Matches) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut covered = 0;
    let mut expected = 0;
    for shared in &matches.places {
        let word = shared.second;
        if word < covered {
            continue;
        }
        let from = &second.words[word as usize..];
        let best = first
            .places_from(shared.first)
            .take(PLACES_TRIED)
            .map(|place| (common(&first.words[place as usize..], from), place))
            // The longest; of equals the one that goes on where the last run ended.
            .max_by_key(|&(length, at)| (length, at == expected, std::cmp::Reverse(at)));
        if let Some((length, at)) = best {
            runs.push(Run {
                first: at,
                second: word,
                length,
            });
            covered = word + length;
            expected = at + length;
        }
    }
    runs
}

/// The number of equal words at the start of both.
fn common(first: &[u64], second: &[u64]) -> u32 {
    let equal = first
        .iter()
        .zip(second)
        .take_while(|(one, other)| one == other)
        .count();
    u32::try_from(equal).unwrap_or(u32::MAX)
}

/// Joins runs that follow one another in both articles with at most `gap`
/// words between them on either side, and gives those with at least `words`
/// equal words.
#[must_use]
pub fn passages(runs: &[Run], gap: u32, words: u32) -> Vec<Passage> {
    let within = |from: u32, to: u32| to.checked_sub(from).is_some_and(|between| between <= gap);
    let follows = |last: &Run, run: &Run| {
        within(last.first + last.length, run.first) && within(last.second + last.length, run.second)
    };
    // Most runs stand alone and are short: nothing is kept of them.
    runs.chunk_by(follows)
        .filter(|joined| joined.iter().map(|run| run.length).sum::<u32>() >= words)
        .map(|joined| Passage {
            runs: joined.to_vec(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::words::Words;

    /// The runs of two articles.
    fn found(one: &Prose, other: &Prose) -> Vec<Run> {
        runs(one, other, &one.matches(other))
    }

    fn prose(text: &str) -> Prose {
        Prose::new(Words::of(text).hashes().to_vec(), 5)
    }

    #[test]
    fn one_changed_word_does_not_break_a_passage() {
        let one = prose(
            "the harbour master said on Monday that the old pier would close for repairs until spring",
        );
        let other = prose(
            "the harbour master said on Monday that the north pier would close for repairs until spring",
        );
        let runs = found(&one, &other);
        assert_eq!(runs.len(), 2);
        let joined = passages(&runs, 1, 12);
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0].words(), 15);
        assert_eq!(joined[0].in_first(), WordRange { start: 0, end: 16 });
    }

    #[test]
    fn paragraphs_in_another_order_are_two_passages() {
        let one = prose("alpha beta gamma delta epsilon zeta one two three four five six");
        let other = prose("one two three four five six alpha beta gamma delta epsilon zeta");
        assert_eq!(passages(&found(&one, &other), 3, 6).len(), 2);
    }

    #[test]
    fn briefs_shorter_than_a_shingle_share_all_or_nothing() {
        assert_eq!(
            found(&prose("Fog closed the port"), &prose("fog closed the port")).len(),
            1
        );
        assert_eq!(
            found(&prose("Fog closed the port"), &prose("Fog closed the road")).len(),
            0
        );
    }

    /// The plain way: at each word of `second` try every word of `first`.
    fn plain(first: &[u64], second: &[u64], width: usize) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut word = 0;
        while word < second.len() {
            let expected = runs.last().map_or(0, |run| run.first + run.length);
            let best = (0..first.len())
                .map(|at| (common(&first[at..], &second[word..]), at as u32))
                .filter(|&(length, _)| length as usize >= width)
                .max_by_key(|&(length, at)| (length, at == expected, std::cmp::Reverse(at)));
            match best {
                Some((length, at)) => {
                    runs.push(Run {
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
        fn runs_are_those_of_the_plain_search(
            first in prop::collection::vec(0_u64..6, 5..16),
            second in prop::collection::vec(0_u64..6, 5..40),
        ) {
            let runs = found(&Prose::new(first.clone(), 3), &Prose::new(second.clone(), 3));
            prop_assert_eq!(runs, plain(&first, &second, 3));
        }

        #[test]
        fn every_run_is_equal_words_on_both_sides(
            first in prop::collection::vec(0_u64..3, 5..200),
            second in prop::collection::vec(0_u64..3, 5..200),
        ) {
            for run in found(&Prose::new(first.clone(), 5), &Prose::new(second.clone(), 5)) {
                let (start, end) = (run.first as usize, (run.first + run.length) as usize);
                let (other_start, other_end) = (run.second as usize, (run.second + run.length) as usize);
                prop_assert_eq!(&first[start..end], &second[other_start..other_end]);
            }
        }
    }
}
