/*!
Which keys were met twice, in a few bits for each: whoever looks for equal keys
need not sort those that were met once.

A Bloom filter of one hash that counts to two (Bloom, 1970; Fan and others,
2000). It errs on one side: of the keys met once it takes a few for more.
*/

/// Slots for each key that is expected: one key in twelve that was met once
/// shares its slot with another then.
const SLOTS_PER_KEY: usize = 12;

/// Slots of a word of bits.
const SLOTS_PER_WORD: usize = 64;

/// Keys, as far as they were met once or more.
///
/// # Examples
///
/// ```
/// use wirecopy::spill::seen_twice::SeenTwice;
///
/// let mut keys = SeenTwice::for_keys(100, 1 << 20);
/// [3, 5, 3].into_iter().for_each(|key| keys.note(key));
/// assert!(keys.may_be_twice(3));
/// assert!(!keys.may_be_twice(7));
/// ```
#[derive(Clone, Debug)]
pub struct SeenTwice {
    /// For each word of slots, who was met, and who was met again.
    words: Vec<[u64; 2]>,
    /// The bits of a hash beyond those that name a slot.
    shift: u32,
}

impl SeenTwice {
    /// A filter for so many keys, of `memory` bytes at most.
    #[must_use]
    pub fn for_keys(keys: usize, memory: usize) -> SeenTwice {
        let most = (memory / size_of::<[u64; 2]>()).max(1);
        let wanted = (keys.saturating_mul(SLOTS_PER_KEY) / SLOTS_PER_WORD).max(1);
        // The largest power of two that is not too much.
        let words = 1 << wanted.next_power_of_two().min(most).ilog2();
        SeenTwice {
            words: vec![[0; 2]; words],
            shift: 64 - (words * SLOTS_PER_WORD).trailing_zeros(),
        }
    }

    fn slot(&self, key: u64) -> (usize, u64) {
        // Fibonacci hashing (Knuth, 1973): the highest bits of the product.
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        let slot = usize::try_from(hash).unwrap_or_default();
        (slot / SLOTS_PER_WORD, 1 << (slot % SLOTS_PER_WORD))
    }

    /// Notes that `key` was met.
    pub fn note(&mut self, key: u64) {
        let (word, bit) = self.slot(key);
        let [met, again] = &mut self.words[word];
        *again |= *met & bit;
        *met |= bit;
    }

    /// Whether `key` may have been met twice; if it was, this says so.
    #[must_use]
    pub fn may_be_twice(&self, key: u64) -> bool {
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
        fn what_was_met_twice_is_never_missed(keys in prop::collection::vec(any::<u64>(), 0..200), memory in 0_usize..2000) {
            let mut filter = SeenTwice::for_keys(keys.len(), memory);
            for &key in keys.iter().chain(&keys[..keys.len() / 2]) {
                filter.note(key);
            }
            for &key in &keys[..keys.len() / 2] {
                prop_assert!(filter.may_be_twice(key));
            }
        }
    }

    #[test]
    fn few_that_were_met_once_are_taken_for_more() {
        let mut filter = SeenTwice::for_keys(10_000, 1 << 20);
        let keys = (0..10_000_u64).map(|key| key.wrapping_mul(0xD605_BBB5_8C8A_BBC5));
        keys.clone().for_each(|key| filter.note(key));
        let wrong = keys.filter(|&key| filter.may_be_twice(key)).count();
        assert!(wrong < 1_500, "{wrong}");
    }
}
