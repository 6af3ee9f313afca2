/*!
A set of words of one body.
*/

use std::ops::Range;

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
    /// Blocks of the whole body.
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
}
