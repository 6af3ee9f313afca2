/*!
The words of one article's body, and the shingles that two articles share.

The overlap of two articles is counted exactly here, and serves as the oracle
of estimates in tests. This module works on words and full shingle sets, and
knows neither signatures nor candidates.
*/

use std::ops::Range;

use crate::compare::shingle_index::{PROBED_AT_ONCE, ShingleIndex};
use crate::fingerprint::shingles::shingle;

/// The words of one article's body, indexed for comparison with others.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    words: Vec<u64>,
    /// The shingle that begins at each word, in order.
    shingles: Vec<u64>,
    width: usize,
    index: ShingleIndex,
}

impl Prose {
    /// Indexes a body whose words have the hashes `words`, in shingles of
    /// `width` words. A shorter body is one shingle. The index takes linear time and
    /// about 40 bytes for each word. Panics when `width` is 0.
    pub fn new(words: Vec<u64>, width: usize) -> Prose {
        let mut shingles = Vec::new();
        shingle(&words, width, &mut shingles);
        let index = ShingleIndex::new(&shingles);
        Prose {
            words,
            shingles,
            width,
            index,
        }
    }

    /// Returns the hashes of the words, in order.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Returns the shingles that lie wholly within `words`.
    pub fn shingles_in(&self, words: Range<usize>) -> &[u64] {
        let end = (words.end + 1).saturating_sub(self.width());
        self.shingles.get(words.start..end).unwrap_or(&[])
    }

    /// Returns the words of one shingle: the width that was asked for, or the
    /// number of words if there are fewer.
    pub fn width(&self) -> usize {
        self.width.min(self.words.len())
    }

    /// Returns the shingles of `second` that are also in this article, in the
    /// order of `second`. Texts with shingles of different widths share none.
    pub fn matches(&self, second: &Prose) -> Matches {
        let mut matches = Matches {
            shared: Vec::new(),
            overlap: Overlap {
                shared: 0,
                first: self.index.distinct(),
                second: second.index.distinct(),
            },
        };
        if self.width() != second.width() {
            return matches;
        }
        let mut found = [0; PROBED_AT_ONCE];
        let parts = second.shingles.chunks(PROBED_AT_ONCE);
        for (start, part) in (0_u32..).step_by(PROBED_AT_ONCE).zip(parts) {
            let found = self.index.probe(part, start, &mut found);
            matches.shared.reserve(found.len());
            for &word in found {
                let shingle = second.shingles[word as usize];
                if let Some(first) = self.index.first(shingle, &self.shingles) {
                    matches.overlap.shared += u32::from(!second.index.is_repeat(word));
                    matches.shared.push(SharedShingle {
                        first,
                        second: word,
                    });
                }
            }
        }
        matches
    }

    /// Returns `place` and the later places of the shingle that begins there.
    #[inline]
    pub(crate) fn places_from(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        self.index.places_from(place)
    }
}

/// The shingles that two articles share.
#[derive(Clone, Debug)]
pub struct Matches {
    /// One entry for each shared shingle of the second article, in its order.
    pub(crate) shared: Vec<SharedShingle>,
    overlap: Overlap,
}

/// A shingle that two articles have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SharedShingle {
    /// The first word that it begins at in the first article.
    pub(crate) first: u32,
    /// A word that it begins at in the second article.
    pub(crate) second: u32,
}

impl Matches {
    pub fn overlap(&self) -> Overlap {
        self.overlap
    }
}

/// The sizes of two shingle sets and of their intersection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    pub shared: u32,
    pub first: u32,
    pub second: u32,
}

impl Overlap {
    /// Returns shared shingles over all shingles of both (Jaccard; Broder, 1997); 0
    /// if there are none.
    pub fn resemblance(self) -> f64 {
        share(self.shared, self.first + self.second - self.shared)
    }
}

/// Returns `part / whole`; 0 if `whole` is 0.
pub(crate) fn share(part: u32, whole: u32) -> f64 {
    match whole {
        0 => 0.0,
        _ => f64::from(part) / f64::from(whole),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Returns the overlap of two texts, in shingles of three words.
    fn overlap(first: &[u64], second: &[u64]) -> Overlap {
        let [first, second] = [first, second].map(|words| Prose::new(words.to_vec(), 3));
        first.matches(&second).overlap()
    }

    fn set(words: &[u64]) -> BTreeSet<u64> {
        let mut shingles = Vec::new();
        shingle(words, 3, &mut shingles);
        shingles.into_iter().collect()
    }

    proptest! {
        #[test]
        fn the_overlap_is_that_of_plain_sets(
            one in prop::collection::vec(1_u64..5, 0..40),
            other in prop::collection::vec(1_u64..5, 0..40),
        ) {
            let overlap = overlap(&one, &other);
            let (one, other) = (set(&one), set(&other));
            prop_assert_eq!(overlap.shared as usize, one.intersection(&other).count());
            prop_assert_eq!(overlap.first as usize, one.len());
            prop_assert_eq!(overlap.second as usize, other.len());
        }

        #[test]
        fn resemblance_is_symmetric_and_one_for_equal_texts(
            one in prop::collection::vec(1_u64..9, 0..40),
            other in prop::collection::vec(1_u64..9, 1..40),
        ) {
            let there = overlap(&one, &other).resemblance();
            let back = overlap(&other, &one).resemblance();
            prop_assert!((there - back).abs() < f64::EPSILON);
            // An empty text resembles nothing.
            let expected = if one.is_empty() { 0.0 } else { 1.0 };
            prop_assert!((overlap(&one, &one).resemblance() - expected).abs() < f64::EPSILON);
        }
    }
}
