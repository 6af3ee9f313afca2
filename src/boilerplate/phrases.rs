/*!
Stock phrases: shingles that one outlet prints beside many different stories.

Titles of office, the formulas of notices, sign-up texts without a block of
their own. They are counted where the sampled shingles are collected anyway,
so only sampled shingles are known; a phrase of a dozen words has one or more
of them as a rule, and in a short article most are sampled.

A page that is crawled again and again is one story, however often it stands
in the dump: stories are told apart by a small sketch.
*/

use serde::{Deserialize, Serialize};

/// A sketch of an article that tells stories apart: one byte of each of the
/// first sixteen values of its signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorySketch([u8; StorySketch::VALUES]);

impl StorySketch {
    /// Values kept of a signature.
    pub const VALUES: usize = 16;

    /// The sketch of an article whose signature begins with `values`.
    #[must_use]
    pub fn of(values: &[u32]) -> StorySketch {
        let mut sketch = [0; StorySketch::VALUES];
        for (kept, value) in sketch.iter_mut().zip(values) {
            *kept = value.to_le_bytes()[0];
        }
        StorySketch(sketch)
    }

    /// The number of equal values.
    #[must_use]
    pub fn agreement(self, other: StorySketch) -> usize {
        self.0
            .iter()
            .zip(other.0)
            .filter(|(one, two)| **one == *two)
            .count()
    }
}

/// An article that has a shingle, as far as counting stories needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Carrier {
    /// Its outlet.
    pub outlet: u32,
    /// Its number of words.
    pub words: u32,
    /// Its sketch.
    pub sketch: StorySketch,
}

/// Below this many words two articles of one skeleton agree in much of their
/// text though their stories differ.
const SHORT: u32 = 150;

/// Equal values that make two short articles one story: a resemblance of
/// about one half.
const AGREEMENT_OF_SHORT: usize = 8;

/// Equal values that make two longer articles one story. A later version
/// with a new lead has a resemblance of .2, about 3 of 16; two stories of one
/// outlet have two equal values in 4 of 100 cases.
const AGREEMENT_OF_LONG: usize = 2;

/// Different stories of one outlet beside which a shingle makes it a stock
/// phrase.
pub const STORIES_OF_STOCK: usize = 4;

/// Whether one outlet has so many different stories among `carriers` that what
/// they share is a stock phrase.
///
/// # Complexity
///
/// `O(n log n)` time, and at most [`STORIES_OF_STOCK`] comparisons for each
/// carrier.
#[must_use]
pub fn is_stock(carriers: &mut [Carrier]) -> bool {
    if carriers.len() < STORIES_OF_STOCK {
        return false;
    }
    carriers.sort_unstable_by_key(|carrier| (carrier.outlet, carrier.words, carrier.sketch.0));
    let mut outlets = carriers.chunk_by(|one, other| one.outlet == other.outlet);
    outlets.any(|outlet| {
        let mut leaders: Vec<&Carrier> = Vec::new();
        outlet.len() >= STORIES_OF_STOCK
            && outlet.iter().any(|carrier| {
                if !leaders.iter().any(|leader| same_story(leader, carrier)) {
                    leaders.push(carrier);
                }
                leaders.len() == STORIES_OF_STOCK
            })
    })
}

/// The same of all carriers that `all` gives, which are looked at in so many
/// parts: what counts is what one outlet has, and an outlet is in one part.
/// `some` is room to work in.
///
/// # Complexity
///
/// As [`is_stock`], and all carriers are asked for `parts` times at most.
#[must_use]
pub fn is_stock_in_parts<I: Iterator<Item = Carrier>>(
    parts: u32,
    all: impl Fn() -> I,
    some: &mut Vec<Carrier>,
) -> bool {
    (0..parts).any(|part| {
        some.clear();
        some.extend(all().filter(|carrier| parts == 1 || carrier.outlet % parts == part));
        is_stock(some)
    })
}

fn same_story(one: &Carrier, other: &Carrier) -> bool {
    let short = one.words.min(other.words) < SHORT;
    let enough = if short {
        AGREEMENT_OF_SHORT
    } else {
        AGREEMENT_OF_LONG
    };
    one.sketch.agreement(other.sketch) >= enough
}

/// The stock phrases of a dump.
///
/// # Complexity
///
/// Ten to twelve bytes for each shingle. Looking for one takes time that does
/// not depend on their number, as long as they are hashes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StockPhrases {
    /// The shingles in ascending order.
    shingles: Vec<u64>,
    /// By their highest bits, where those begin that have them, and the end.
    starts: Vec<u32>,
    /// How far a shingle is shifted to its highest bits.
    shift: u32,
}

impl Default for StockPhrases {
    fn default() -> StockPhrases {
        StockPhrases::new(Vec::new())
    }
}

impl StockPhrases {
    /// The phrases with these shingles.
    #[must_use]
    pub fn new(mut shingles: Vec<u64>) -> StockPhrases {
        shingles.sort_unstable();
        shingles.dedup();
        shingles.shrink_to_fit();
        // As most are sampled, they stand in a small part of all numbers: a
        // dozen have their highest bits in common.
        let bits = shingles.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        let mut start = 0;
        for highest in 0..1_u64 << bits {
            starts.push(u32::try_from(start).unwrap_or(u32::MAX));
            let of_these = shingles[start..].iter();
            start += of_these
                .take_while(|&&shingle| shingle >> shift == highest)
                .count();
        }
        starts.push(u32::try_from(start).unwrap_or(u32::MAX));
        StockPhrases {
            shingles,
            starts,
            shift,
        }
    }

    /// The shingles in ascending order.
    pub fn shingles(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        self.shingles.iter().copied()
    }

    /// Whether `shingle` is known as part of a stock phrase.
    #[inline]
    #[must_use]
    pub fn holds(&self, shingle: u64) -> bool {
        let highest = usize::try_from(shingle >> self.shift).unwrap_or(usize::MAX);
        let [start, end] = [highest, highest + 1].map(|place| self.starts[place] as usize);
        self.shingles[start..end].binary_search(&shingle).is_ok()
    }

    /// The bytes that this takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(self.shingles.as_slice()) + size_of_val(self.starts.as_slice())
    }

    /// The number of shingles known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Whether none is known.
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

    fn carrier(outlet: u32, words: u32, story: u8) -> Carrier {
        Carrier {
            outlet,
            words,
            sketch: StorySketch([story; StorySketch::VALUES]),
        }
    }

    #[test]
    fn a_page_crawled_again_and_again_is_one_story() {
        let mut carriers = vec![carrier(1, 400, 7); 195];
        assert!(!is_stock(&mut carriers));
    }

    #[test]
    fn a_story_in_many_outlets_is_no_stock_phrase() {
        let mut carriers: Vec<Carrier> = (0..60)
            .map(|outlet| carrier(outlet, 400, outlet as u8))
            .collect();
        assert!(!is_stock(&mut carriers));
    }

    #[test]
    fn stories_of_one_outlet_are_counted() {
        let of_outlet = |stories| -> Vec<Carrier> {
            (0..stories).map(|story| carrier(3, 400, story)).collect()
        };
        assert!(!is_stock(&mut of_outlet(3)));
        assert!(is_stock(&mut of_outlet(4)));
    }

    proptest! {
        #[test]
        fn outlets_may_be_looked_at_some_at_a_time(
            of in prop::collection::vec((0_u32..9, 100_u32..300, 0_u8..4), 0..60),
            parts in 1_u32..12,
        ) {
            let all: Vec<Carrier> = of
                .into_iter()
                .map(|(outlet, words, story)| carrier(outlet, words, story))
                .collect();
            let found = is_stock_in_parts(parts, || all.iter().copied(), &mut Vec::new());
            prop_assert_eq!(found, is_stock(&mut all.clone()));
        }

        #[test]
        fn what_is_known_is_found_and_nothing_else(
            shingles in prop::collection::vec(any::<u64>(), 0..300),
            // Samples are small numbers, and some are next to each other.
            shift in 0_u32..60,
            others in prop::collection::vec(any::<u64>(), 0..50),
        ) {
            let shingles: HashSet<u64> = shingles.iter().map(|shingle| shingle >> shift).collect();
            let stock_phrases = StockPhrases::new(shingles.iter().copied().collect());
            prop_assert_eq!(stock_phrases.len(), shingles.len());
            prop_assert!(stock_phrases.shingles().all(|shingle| shingles.contains(&shingle)));
            let beside = shingles.iter().map(|shingle| shingle.wrapping_add(1));
            let others = others.into_iter().chain([0, u64::MAX]).chain(beside);
            for shingle in others.chain(shingles.iter().copied()) {
                prop_assert_eq!(stock_phrases.holds(shingle), shingles.contains(&shingle));
            }
        }
    }
}
