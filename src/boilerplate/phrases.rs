/*!
Stock phrases: shingles that one outlet prints in many different stories.

Titles of office, formulas of notices, and sign-up texts that are no block of
their own. Only sampled shingles can be known as stock phrases, because they are
counted where the lists of sampled shingles are made. A phrase of a dozen words
has at least one of them as a rule, and short articles are sampled nearly whole.
*/

use serde::{Deserialize, Serialize};

use crate::boilerplate::thresholds::PHRASE_REACH;
use crate::convert::{to_u32, to_usize};
use crate::fingerprint::shingles::SAMPLED_BELOW;

/// The stock phrases of a dump: a sorted list of shingles with an index of their
/// highest bits.
///
/// It takes 10 to 12 bytes for each shingle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StockPhrases {
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
    pub(crate) fn new(mut shingles: Vec<u64>) -> StockPhrases {
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
            let is_here = |shingle: &&u64| **shingle >> shift == highest;
            start += shingles[start..].iter().take_while(is_here).count();
        }
        starts.push(to_u32(start));
        StockPhrases {
            shingles,
            starts,
            shift,
        }
    }

    /// Returns whether `shingle` is known as part of a stock phrase, in constant time
    /// on average, since shingles are hashes.
    #[inline]
    pub(crate) fn holds(&self, shingle: u64) -> bool {
        let highest = to_usize(shingle >> self.shift);
        let [start, end] = [highest, highest + 1].map(|place| self.starts[place] as usize);
        self.shingles[start..end].binary_search(&shingle).is_ok()
    }

    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.shingles.as_slice()) + size_of_val(self.starts.as_slice())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }
}

/// Returns for each word of a run whether it belongs to a stock phrase. The
/// result is empty if no word does.
///
/// Every shingle that is not sampled is taken to be the same as the nearest sampled
/// one of the run: a part of a stock phrase or not. Shingles further away from a stock
/// phrase than [`PHRASE_REACH`] are prose.
///
/// `shingles` are those of the run, of `width` words each. A word of both a
/// stock phrase and a sampled shingle that is none is prose. A run without
/// sampled shingles is prose.
pub(crate) fn stock_words(
    shingles: &[u64],
    width: usize,
    stock_phrases: &StockPhrases,
) -> Vec<bool> {
    if stock_phrases.is_empty() || !shingles.iter().any(|&shingle| stock_phrases.holds(shingle)) {
        return Vec::new();
    }
    let mut words = vec![false; shingles.len() + width - 1];
    let sampled: Vec<(usize, bool)> = shingles
        .iter()
        .enumerate()
        .filter_map(|(at, &shingle)| match stock_phrases.holds(shingle) {
            true => Some((at, true)),
            false => (shingle < SAMPLED_BELOW).then_some((at, false)),
        })
        .collect();
    let middle = |pair: &[(usize, bool)]| (pair[0].0 + pair[1].0) / 2 + 1;
    let ends = sampled.windows(2).map(middle).chain([shingles.len()]);
    let mut start = 0;
    for (&(at, is_stock), end) in sampled.iter().zip(ends) {
        if is_stock {
            let from = start.max(at.saturating_sub(PHRASE_REACH));
            let to = end.min(at + PHRASE_REACH + 1);
            words[from..to + width - 1].fill(true);
        }
        start = end;
    }
    for &(at, is_stock) in &sampled {
        if !is_stock {
            words[at..at + width].fill(false);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::fingerprint::shingles::shingle;

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
            prop_assert_eq!(stock_phrases.shingles.len(), shingles.len());
            let beside = shingles.iter().map(|shingle| shingle.wrapping_add(1));
            let others = others.into_iter().chain([0, u64::MAX]).chain(beside);
            for shingle in others.chain(shingles.iter().copied()) {
                prop_assert_eq!(stock_phrases.holds(shingle), shingles.contains(&shingle));
            }
        }
    }

    /// The oracle: finds the nearest sampled shingle of each one, the earlier of
    /// two.
    fn naive_stock_words(
        shingles: &[u64],
        width: usize,
        stock_phrases: &StockPhrases,
    ) -> Vec<bool> {
        let sampled: Vec<usize> = (0..shingles.len())
            .filter(|&at| stock_phrases.holds(shingles[at]) || shingles[at] < SAMPLED_BELOW)
            .collect();
        let mut words = vec![false; shingles.len() + width - 1];
        let mut fill = |at: usize, with: bool| words[at..at + width].fill(with);
        for at in 0..shingles.len() {
            let distance = |&&sampled: &&usize| (sampled.abs_diff(at), sampled);
            let nearest = sampled.iter().min_by_key(distance);
            let is_stock = |&nearest: &usize| {
                stock_phrases.holds(shingles[nearest]) && nearest.abs_diff(at) <= PHRASE_REACH
            };
            if nearest.is_some_and(is_stock) {
                fill(at, true);
            }
        }
        let is_prose = |at: &&usize| !stock_phrases.holds(shingles[**at]);
        sampled
            .iter()
            .filter(is_prose)
            .for_each(|&at| fill(at, false));
        words
    }

    proptest! {
        #[test]
        fn a_shingle_is_what_the_nearest_sampled_shingle_is(
            words in prop::collection::vec(0_u64..40, 5..120),
            of_stock in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let mut shingles = Vec::new();
            shingle(&words, 5, &mut shingles);
            let stock_phrases = StockPhrases::new(of_stock.iter().map(|index| *index.get(&shingles)).collect());
            let mut found = stock_words(&shingles, 5, &stock_phrases);
            found.resize(words.len(), false);
            prop_assert_eq!(found, naive_stock_words(&shingles, 5, &stock_phrases));
        }
    }
}
