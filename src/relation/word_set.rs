/*!
A set of words of one body, by their places: a bit for each.
*/

use std::ops::Range;

/// Words of a body, by their places. As long as there are none it takes no
/// memory.
#[derive(Clone, Debug)]
pub(super) struct WordSet {
    /// As far as the last word of the set.
    blocks: Vec<u64>,
    /// The blocks of the whole body.
    room: usize,
}

/// Words in one number.
const BLOCK: usize = u64::BITS as usize;

impl WordSet {
    /// None of the words of a body with `words` of them.
    pub(super) fn of(words: usize) -> WordSet {
        WordSet {
            blocks: Vec::new(),
            room: words.div_ceil(BLOCK),
        }
    }

    /// Adds the words in `places`.
    pub(super) fn insert(&mut self, places: Range<usize>) {
        let blocks = places.end.div_ceil(BLOCK);
        if blocks > self.blocks.len() {
            self.blocks
                .reserve_exact(self.room.saturating_sub(self.blocks.len()));
            self.blocks.resize(blocks, 0);
        }
        let mut start = places.start;
        while start < places.end {
            let (block, from) = (start / BLOCK, start % BLOCK);
            let count = (places.end - start).min(BLOCK - from);
            self.blocks[block] |= (u64::MAX >> (BLOCK - count)) << from;
            start += count;
        }
    }

    /// The number of words in the set.
    pub(super) fn len(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    /// The words from 64 times `index` on, 64 of them, each a bit.
    pub(super) fn block(&self, index: usize) -> u64 {
        self.blocks.get(index).copied().unwrap_or(0)
    }

    /// The number of blocks that hold words.
    pub(super) fn blocks(&self) -> usize {
        self.blocks.len()
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
        }
    }
}
