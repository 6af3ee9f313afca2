/*!
A set of small numbers, one bit for each number up to the largest.
*/

/// Numbers in a word of bits.
const WORD: usize = 64;

/// A set of numbers that are counted from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberSet {
    words: Vec<u64>,
}

impl NumberSet {
    /// Adds `number`, and returns whether it was not in the set before.
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = place(number);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        is_new
    }

    /// Returns whether `number` is in the set.
    pub(crate) fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// Returns the word of `number`, and its bit in the word.
const fn place(number: u32) -> (usize, u64) {
    let number = number as usize;
    (number / WORD, 1 << (number % WORD))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_contains_the_same_numbers_as_a_hash_set(numbers in prop::collection::vec(0_u32..300, 0..100)) {
            let (mut bits, mut plain) = (NumberSet::default(), HashSet::new());
            for number in numbers {
                prop_assert_eq!(bits.insert(number), plain.insert(number));
            }
            for number in 0..400 {
                prop_assert_eq!(bits.contains(number), plain.contains(&number));
            }
        }
    }
}
