/*!
A small set of words with a fast lookup, for looking up every word of a text.
*/

use crate::text::words::Words;

/// Bits of the table that rejects most words. With a hundred words in the set, it
/// passes one other word in a hundred and sixty.
const TABLE_BITS: usize = 1 << 14;

/// A set of words, by the hashes of their folded spelling.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    table: [u64; TABLE_BITS / 64],
    /// Sorted.
    words: Vec<u64>,
}

impl Lexicon {
    /// Creates the set of the words of `text`.
    pub(crate) fn new(text: &str) -> Lexicon {
        let mut words = Words::of(text).hashes().to_vec();
        words.sort_unstable();
        words.dedup();
        let mut table = [0; TABLE_BITS / 64];
        for &word in &words {
            let (index, bit) = place(word);
            table[index] |= bit;
        }
        Lexicon { table, words }
    }

    /// Returns whether the word with the hash `word` is in the set.
    #[inline]
    pub(crate) fn contains(&self, word: u64) -> bool {
        self.may_contain(word) && self.words.binary_search(&word).is_ok()
    }

    /// Returns `false` for most words that are not in the set, and `true` for all
    /// others. This is the first step of [`Lexicon::contains`].
    #[inline]
    pub(crate) fn may_contain(&self, word: u64) -> bool {
        let (index, bit) = place(word);
        self.table[index] & bit != 0
    }
}

/// Returns the number of the table that a word belongs to, and the bit in it.
#[inline]
fn place(word: u64) -> (usize, u64) {
    let [low, high, ..] = word.to_le_bytes();
    let bit = usize::from(u16::from_le_bytes([low, high])) % TABLE_BITS;
    (bit / 64, 1 << (bit % 64))
}
