/*!
A filter for keys that occur at least twice, in a few bits for each key. A
search for equal keys need not sort the others.

It is a Bloom filter with one hash that counts to two (Bloom, 1970; Fan and
others, 2000). It has false positives only: it reports a few keys that occur
once.
*/

use crate::convert::to_usize;

/// Slots for each expected key. One in twelve of the keys that occur once then
/// shares its slot with another key.
const SLOTS_PER_KEY: usize = 12;

/// Slots in a word of bits.
const SLOTS_PER_WORD: usize = 64;

/// Keys that were seen once, and keys that may have been seen twice.
#[derive(Clone, Debug)]
pub(crate) struct SeenTwice {
    /// For each word of slots, those that were seen and those that were seen twice.
    words: Vec<[u64; 2]>,
    /// How far a hash is shifted to the bits that select a slot.
    shift: u32,
}

impl SeenTwice {
    /// Creates a filter for `keys` keys that takes at most `memory` bytes.
    pub(crate) fn for_keys(keys: usize, memory: usize) -> SeenTwice {
        let most = (memory / size_of::<[u64; 2]>()).max(1);
        let wanted = (keys.saturating_mul(SLOTS_PER_KEY) / SLOTS_PER_WORD).max(1);
        // The largest power of two that fits.
        let words = 1 << wanted.next_power_of_two().min(most).ilog2();
        SeenTwice {
            words: vec![[0; 2]; words],
            shift: 64 - (words * SLOTS_PER_WORD).trailing_zeros(),
        }
    }

    /// Returns the word of a key's slot, and its bit in the word.
    fn slot(&self, key: u64) -> (usize, u64) {
        // Fibonacci hashing (Knuth, 1973): the highest bits of the product.
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        let slot = to_usize(hash);
        (slot / SLOTS_PER_WORD, 1 << (slot % SLOTS_PER_WORD))
    }

    /// Adds an occurrence of `key`.
    pub(crate) fn insert(&mut self, key: u64) {
        let (word, bit) = self.slot(key);
        let [once, twice] = &mut self.words[word];
        *twice |= *once & bit;
        *once |= bit;
    }

    /// Returns whether `key` may have been seen twice: always `true` if it was.
    pub(crate) fn may_be_twice(&self, key: u64) -> bool {
        let (word, bit) = self.slot(key);
        self.words[word][1] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_repeated_key_is_always_reported(keys in prop::collection::vec(any::<u64>(), 0..200), memory in 0_usize..2000) {
            let mut filter = SeenTwice::for_keys(keys.len(), memory);
            for &key in keys.iter().chain(&keys[..keys.len() / 2]) {
                filter.insert(key);
            }
            for &key in &keys[..keys.len() / 2] {
                prop_assert!(filter.may_be_twice(key));
            }
        }
    }

    #[test]
    fn few_keys_that_occur_once_are_reported() {
        let mut filter = SeenTwice::for_keys(10_000, 1 << 20);
        let keys = (0..10_000_u64).map(|key| key.wrapping_mul(0xD605_BBB5_8C8A_BBC5));
        keys.clone().for_each(|key| filter.insert(key));
        let wrong = keys.filter(|&key| filter.may_be_twice(key)).count();
        assert!(wrong < 1_500, "{wrong}");
    }
}
