/*!
Stock phrases: shingles that one outlet prints in many different stories.

Titles of office, formulas of notices, and sign-up texts that are no block of
their own. Only sampled shingles can be known as stock phrases, because they are
counted where the lists of sampled shingles are made. A phrase of a dozen words
has at least one of them as a rule, and short articles are sampled nearly whole.
*/

use serde::{Deserialize, Serialize};

use crate::convert::{to_u32, to_usize};

/// The stock phrases of a dump: a sorted list of shingles with an index of their
/// highest bits.
///
/// It takes 10 to 12 bytes for each shingle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StockPhrases {
    /// The shingles in ascending order.
    shingles: Vec<u64>,
    /// For each value of the highest bits, the first shingle that has it; then
    /// the number of shingles.
    starts: Vec<u32>,
    /// The shift of a shingle to its highest bits.
    shift: u32,
}

impl Default for StockPhrases {
    fn default() -> StockPhrases {
        StockPhrases::new(Vec::new())
    }
}

impl StockPhrases {
    /// Creates the list of these shingles, in any order.
    #[must_use]
    pub fn new(mut shingles: Vec<u64>) -> StockPhrases {
        shingles.sort_unstable();
        shingles.dedup();
        shingles.shrink_to_fit();
        // Most shingles are sampled and so below 1/12 of the range: about a dozen
        // have the same highest bits.
        let bits = shingles.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        let mut start = 0;
        for highest in 0..1_u64 << bits {
            starts.push(to_u32(start));
            let rest = shingles[start..].iter();
            start += rest
                .take_while(|&&shingle| shingle >> shift == highest)
                .count();
        }
        starts.push(to_u32(start));
        StockPhrases {
            shingles,
            starts,
            shift,
        }
    }

    /// Returns whether `shingle` is known as part of a stock phrase.
    ///
    /// # Complexity
    ///
    /// Constant time on average, since shingles are hashes.
    #[inline]
    #[must_use]
    pub fn holds(&self, shingle: u64) -> bool {
        let highest = to_usize(shingle >> self.shift);
        let [start, end] = [highest, highest + 1].map(|place| self.starts[place] as usize);
        self.shingles[start..end].binary_search(&shingle).is_ok()
    }

    /// Returns the bytes that the list takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(self.shingles.as_slice()) + size_of_val(self.starts.as_slice())
    }

    /// Returns the number of shingles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Returns whether there are no shingles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn exactly_the_known_shingles_are_found(
            shingles in prop::collection::vec(any::<u64>(), 0..300),
            // Sampled shingles are small numbers; some tests have neighbors.
            shift in 0_u32..60,
            others in prop::collection::vec(any::<u64>(), 0..50),
        ) {
            let shingles: HashSet<u64> = shingles.iter().map(|shingle| shingle >> shift).collect();
            let stock_phrases = StockPhrases::new(shingles.iter().copied().collect());
            prop_assert_eq!(stock_phrases.len(), shingles.len());
            let beside = shingles.iter().map(|shingle| shingle.wrapping_add(1));
            let others = others.into_iter().chain([0, u64::MAX]).chain(beside);
            for shingle in others.chain(shingles.iter().copied()) {
                prop_assert_eq!(stock_phrases.holds(shingle), shingles.contains(&shingle));
            }
        }
    }
}
