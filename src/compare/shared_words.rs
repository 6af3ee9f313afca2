/*!
Words that two bodies share: sets of them, and those that both bodies have in the
small gaps between shared runs.
*/

use std::ops::Range;

use crate::compare::passages::{Gap, GapPlace, SharedRun, gaps};
use crate::compare::thresholds::MATCHED_GAP;

/// A set of word positions, one bit each.
///
/// An empty set takes no memory, and later sets take one bit for each word from
/// the first one to the last. A brief that is compared with a very long page
/// therefore needs only a few bytes.
#[derive(Clone, Debug)]
pub(crate) struct WordSet {
    /// The index of the first block in the body.
    start: usize,
    /// The blocks from the first word of the set to the last.
    blocks: Vec<u64>,
    body_blocks: usize,
}

const BLOCK: usize = u64::BITS as usize;

/// Blocks that are reserved at once, at most. A longer body grows its set step
/// by step.
const RESERVED_BLOCKS: usize = 256;

impl WordSet {
    /// Creates an empty set for a body of `words` words.
    pub(crate) fn new(words: usize) -> WordSet {
        WordSet {
            start: 0,
            blocks: Vec::new(),
            body_blocks: words.div_ceil(BLOCK),
        }
    }

    pub(crate) fn insert(&mut self, words: Range<usize>) {
        if words.is_empty() {
            return;
        }
        let (first, end) = (words.start / BLOCK, words.end.div_ceil(BLOCK));
        if self.blocks.is_empty() {
            self.start = first;
            self.blocks.reserve(self.body_blocks.min(RESERVED_BLOCKS));
        } else if first < self.start {
            let before = self.start - first;
            self.blocks.splice(0..0, std::iter::repeat_n(0, before));
            self.start = first;
        }
        if end - self.start > self.blocks.len() {
            self.blocks.resize(end - self.start, 0);
        }
        let mut start = words.start;
        while start < words.end {
            let (block, from) = (start / BLOCK - self.start, start % BLOCK);
            let count = (words.end - start).min(BLOCK - from);
            self.blocks[block] |= (u64::MAX >> (BLOCK - count)) << from;
            start += count;
        }
    }

    pub(crate) fn len(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    /// Returns the 64 words from `64 * index` on, one bit each. A block outside
    /// the set is 0.
    pub(crate) fn block(&self, index: usize) -> u64 {
        let block = index.checked_sub(self.start);
        let block = block.and_then(|block| self.blocks.get(block));
        block.copied().unwrap_or(0)
    }

    /// Returns the indices of the blocks that may hold words.
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.start..self.start + self.blocks.len()
    }
}

/// Marks the words of small gaps that both sides have in the same order.
///
/// `first` and `second` are the words of the two bodies, and the words found
/// are added to `in_first` and `in_second`. A gap counts only if at least half
/// of its shorter side matches.
pub(crate) fn match_gaps(
    first: &[u64],
    second: &[u64],
    runs: &[SharedRun],
    in_first: &mut WordSet,
    in_second: &mut WordSet,
) {
    let mut lengths = [0; (MATCHED_GAP + 1) * (MATCHED_GAP + 1)];
    for gap in gaps(runs, first.len(), second.len()) {
        let Gap { place, .. } = gap;
        if let (Some(left), Some(right)) = (near(gap.first, place), near(gap.second, place)) {
            let matched = common_words(&first[left.clone()], &second[right.clone()], &mut lengths);
            if matched.len() * 2 >= left.len().min(right.len()) {
                for (a, b) in matched {
                    in_first.insert(left.start + a..left.start + a + 1);
                    in_second.insert(right.start + b..right.start + b + 1);
                }
            }
        }
    }
}

/// Returns the words of one side of a gap that are matched; `None` if the gap
/// is empty or too long there. Of a long gap at either end of the body only the
/// words nearest to the run are matched.
fn near(words: Range<usize>, place: GapPlace) -> Option<Range<usize>> {
    match (words.len(), place) {
        (0, _) => None,
        (1..=MATCHED_GAP, _) => Some(words),
        (_, GapPlace::Start) => Some(words.end - MATCHED_GAP / 2..words.end),
        (_, GapPlace::Inside) => None,
        (_, GapPlace::End) => Some(words.start..words.start + MATCHED_GAP / 2),
    }
}

/// Returns the indices of the words of a longest common subsequence of `first`
/// and `second`, which have at most 255 words.
///
/// `lengths` is scratch space for `(first.len() + 1) * (second.len() + 1)`
/// numbers. The time is the product of the numbers of words.
pub(crate) fn common_words<T: PartialEq>(
    first: &[T],
    second: &[T],
    lengths: &mut [u8],
) -> Vec<(usize, usize)> {
    // Row `a` has the lengths for the suffixes of `first` from `a` on, by suffix
    // of `second`.
    let width = second.len() + 1;
    lengths[first.len() * width..][..width].fill(0);
    for (a, word) in first.iter().enumerate().rev() {
        let (above, below) = lengths.split_at_mut((a + 1) * width);
        let (here, below) = (&mut above[a * width..], &below[..width]);
        here[second.len()] = 0;
        for b in (0..second.len()).rev() {
            here[b] = if *word == second[b] {
                below[b + 1] + 1
            } else {
                below[b].max(here[b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut common = Vec::new();
    while a < first.len() && b < second.len() {
        if first[a] == second[b] {
            common.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] >= lengths[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_holds_the_words_of_all_added_ranges(ranges in prop::collection::vec((0_usize..200, 0_usize..150), 0..6)) {
            let mut plain = [false; 400];
            let mut set = WordSet::new(plain.len());
            for (start, length) in ranges {
                set.insert(start..start + length);
                plain[start..start + length].fill(true);
            }
            for (word, &held) in plain.iter().enumerate() {
                prop_assert_eq!(set.block(word / BLOCK) >> (word % BLOCK) & 1 == 1, held);
            }
            let count = plain.iter().filter(|&&held| held).count();
            prop_assert_eq!(set.len() as usize, count);
            let mut held = (0..plain.len().div_ceil(BLOCK)).filter(|&block| set.block(block) != 0);
            prop_assert!(held.all(|block| set.blocks().contains(&block)));
            prop_assert_eq!(set.block(1000), 0);
        }
    }

    #[test]
    fn words_of_small_gaps_around_one_run_are_matched() {
        let short: Vec<u64> = (0..9).collect();
        let long: Vec<u64> = (0..205).collect();
        let half = [0, 20, 2, 21, 4, 5, 6, 7, 8];
        let quarter = [0, 20, 22, 21, 4, 5, 6, 7, 8];
        let table: [(&str, &[u64], &[u64], u32, u32); 3] = [
            ("half of the shorter side matches", &short, &half, 4, 2),
            ("less than half of it matches", &short, &quarter, 4, 0),
            (
                "only the nearest words of long ends count",
                &long,
                &long,
                100,
                40,
            ),
        ];
        for (name, first, second, start, expected) in table {
            let run = SharedRun {
                first: start,
                second: start,
                length: 5,
            };
            let mut sets = [first, second].map(|words| WordSet::new(words.len()));
            let [in_first, in_second] = &mut sets;
            match_gaps(first, second, &[run], in_first, in_second);
            assert_eq!(sets.map(|set| set.len()), [expected; 2], "{name}");
        }
    }

    #[test]
    fn common_words_are_in_order_on_both_sides() {
        let mut lengths = [7; 30];
        let common = common_words(&[1, 2, 3, 4, 5], &[3, 1, 2, 5], &mut lengths);
        assert_eq!(common, [(0, 1), (1, 2), (4, 3)]);
        assert_eq!(common_words(&[1, 2], &[], &mut lengths), []);
    }
}
