/*!
A set of words of one body, by their places: a bit for each.
*/

use std::ops::Range;

/// Words of a body, by their places. As long as there are none it takes no
/// memory, and then as much as there is between the first and the last: a brief
/// is held against a page of very many words, too.
#[derive(Clone, Debug)]
pub(crate) struct WordSet {
    /// The number of the first block.
    start: usize,
    /// From the first word of the set to the last.
    blocks: Vec<u64>,
    /// The blocks of the whole body.
    budget: usize,
}

/// Words in one number.
const BLOCK: usize = u64::BITS as usize;

/// Blocks of a body for all of which room is made at once, at most.
const AT_ONCE: usize = 256;

impl WordSet {
    /// None of the words of a body with `words` of them.
    pub(crate) fn of(words: usize) -> WordSet {
        WordSet {
            start: 0,
            blocks: Vec::new(),
            budget: words.div_ceil(BLOCK),
        }
    }

    /// Adds the words in `places`.
    pub(crate) fn insert(&mut self, places: Range<usize>) {
        if places.is_empty() {
            return;
        }
        let (first, end) = (places.start / BLOCK, places.end.div_ceil(BLOCK));
        if self.blocks.is_empty() {
            self.start = first;
            self.blocks.reserve(self.budget.min(AT_ONCE));
        } else if first < self.start {
            let before = self.start - first;
            self.blocks.splice(0..0, std::iter::repeat_n(0, before));
            self.start = first;
        }
        if end - self.start > self.blocks.len() {
            self.blocks.resize(end - self.start, 0);
        }
        let mut start = places.start;
        while start < places.end {
            let (block, from) = (start / BLOCK - self.start, start % BLOCK);
            let count = (places.end - start).min(BLOCK - from);
            self.blocks[block] |= (u64::MAX >> (BLOCK - count)) << from;
            start += count;
        }
    }

    /// The number of words in the set.
    pub(crate) fn len(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    /// The words from 64 times `index` on, 64 of them, each a bit.
    pub(crate) fn block(&self, index: usize) -> u64 {
        let block = index.checked_sub(self.start);
        let block = block.and_then(|block| self.blocks.get(block));
        block.copied().unwrap_or(0)
    }

    /// The blocks that may hold words.
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
        fn a_set_holds_what_was_added(ranges in prop::collection::vec((0_usize..200, 0_usize..150), 0..6)) {
            let mut plain = [false; 400];
            let mut set = WordSet::of(plain.len());
            for (start, length) in ranges {
                set.insert(start..start + length);
                plain[start..start + length].fill(true);
            }
            for (place, &held) in plain.iter().enumerate() {
                prop_assert_eq!(set.block(place / BLOCK) >> (place % BLOCK) & 1 == 1, held);
            }
            let count = plain.iter().filter(|&&held| held).count();
            prop_assert_eq!(set.len() as usize, count);
            let held = (0..plain.len().div_ceil(BLOCK)).filter(|&block| set.block(block) != 0);
            prop_assert!(held.clone().all(|block| set.blocks().contains(&block)));
            prop_assert_eq!(set.block(1000), 0);
        }
    }
}
