/*!
Numbers, such as those of articles: sets of them, lists of those that have one key
in common, and a filter for keys that several have.
*/

use crate::convert::to_usize;
use crate::error::Result;
use crate::spill::bucket::SortEntry;
use crate::spill::fixed::fixed_size;
use crate::spill::sorter::Sorter;

/// A number, such as that of an article, by a key, which is a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(Rust, packed(4))]
pub(crate) struct NumbersByKey {
    pub key: u64,
    pub number: u32,
}

fixed_size!(NumbersByKey {
    key: u64,
    number: u32
});

impl SortEntry for NumbersByKey {
    fn leading(self) -> u64 {
        self.key
    }
}

/// Calls `each` for every key of two or more numbers, with these numbers in
/// ascending order and each once: the articles that share a shingle, for example.
pub(crate) fn each_list(
    keyed: Sorter<NumbersByKey>,
    mut each: impl FnMut(u64, &[u32]) -> Result<()>,
) -> Result<()> {
    let mut list: Vec<u32> = Vec::new();
    let mut current = 0;
    for keyed in keyed.finish()? {
        let NumbersByKey { key, number } = keyed?;
        if current != key {
            if list.len() > 1 {
                each(current, &list)?;
            }
            list.clear();
            current = key;
        }
        if list.last() != Some(&number) {
            list.push(number);
        }
    }
    if list.len() > 1 {
        each(current, &list)?;
    }
    Ok(())
}

/// Bits in a word of a set.
const WORD: usize = 64;

/// A set of numbers that are counted from 0, one bit for each number up to the
/// largest.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberSet {
    words: Vec<u64>,
}

impl NumberSet {
    /// Adds `number`, and returns whether it was not in the set before.
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = place(number as usize);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        is_new
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number as usize);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// Returns the word of `number`, and its bit in the word.
const fn place(number: usize) -> (usize, u64) {
    (number / WORD, 1 << (number % WORD))
}

/// Slots for each expected key. One in twelve of the keys that occur once then
/// shares its slot with another key.
const SLOTS_PER_KEY: usize = 12;

/// A filter for keys that occur at least twice. A search for equal keys need not
/// sort the others.
///
/// It is a Bloom filter with one hash that counts to two (Bloom, 1970; Fan and
/// others, 2000). It has false positives only: it reports a few keys that occur
/// once.
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
        let wanted = (keys.saturating_mul(SLOTS_PER_KEY) / WORD).max(1);
        // The largest power of two that fits.
        let words = 1 << wanted.next_power_of_two().min(most).ilog2();
        SeenTwice {
            words: vec![[0; 2]; words],
            shift: 64 - (words * WORD).trailing_zeros(),
        }
    }

    /// Returns the word of a key's slot, and its bit in the word.
    fn slot(&self, key: u64) -> (usize, u64) {
        // Fibonacci hashing (Knuth, 1973): the highest bits of the product.
        place(to_usize(
            key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift,
        ))
    }

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
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::spill::budget::MemoryBudget;

    proptest! {
        #[test]
        fn it_contains_the_same_numbers_as_a_hash_set(numbers in prop::collection::vec(0_u32..300, 0..100)) {
            let (mut bits, mut plain) = (NumberSet::default(), HashSet::new());
            for number in numbers {
                prop_assert_eq!(bits.insert(number), plain.insert(number));
            }
            prop_assert!((0..400).all(|number| bits.contains(number) == plain.contains(&number)));
        }

        #[test]
        fn a_repeated_key_is_always_reported(keys in prop::collection::vec(any::<u64>(), 0..200), memory in 0_usize..2000) {
            let mut filter = SeenTwice::for_keys(keys.len(), memory);
            let repeated = &keys[..keys.len() / 2];
            keys.iter().chain(repeated).for_each(|&key| filter.insert(key));
            prop_assert!(repeated.iter().all(|&key| filter.may_be_twice(key)));
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

    #[test]
    fn a_key_of_one_number_has_no_list() {
        let mut keyed = Sorter::new(MemoryBudget::new(0, None));
        let entries = [(7, 3), (8, 1), (0, 5), (7, 0), (9, 2), (9, 2), (7, 3)];
        let entries = entries.map(|(key, number)| NumbersByKey { key, number });
        keyed.extend(entries).expect("files can be written");
        let mut lists = Vec::new();
        let read = each_list(keyed, |key, list| {
            lists.push((key, list.to_vec()));
            Ok(())
        });
        read.expect("they can be read");
        assert_eq!(lists, [(7, vec![0, 3])]);
    }
}
