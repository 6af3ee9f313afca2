/*!
A small set of words that is asked for every word of a text.
*/

use crate::text::words::Words;

/// Bits of the table that most words end at: with a hundred words in it, one
/// stranger in a hundred and sixty goes on.
const TABLE_BITS: usize = 1 << 14;

/// A set of words, by the hashes of their normalized spelling.
///
/// # Examples
///
/// ```
/// use wirecopy::text::lexicon::Lexicon;
/// use wirecopy::text::words::Words;
///
/// let numbers = Lexicon::new("two three zwölf");
/// let text = Words::of("ZWÖLF boats left at two");
/// let known: Vec<bool> = text.hashes().iter().map(|&word| numbers.holds(word)).collect();
/// assert_eq!(known, [true, false, false, false, true]);
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    table: [u64; TABLE_BITS / 64],
    /// Sorted.
    words: Vec<u64>,
}

impl Lexicon {
    /// The words of `text`.
    #[must_use]
    pub fn new(text: &str) -> Lexicon {
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

    /// Whether the word with the hash `word` is one of the set.
    #[inline]
    #[must_use]
    pub fn holds(&self, word: u64) -> bool {
        self.may_hold(word) && self.words.binary_search(&word).is_ok()
    }

    /// Whether [`Lexicon::holds`] has to look twice: `false` for most words
    /// that are not of the set.
    #[inline]
    #[must_use]
    pub fn may_hold(&self, word: u64) -> bool {
        let (index, bit) = place(word);
        self.table[index] & bit != 0
    }
}

/// The number of the table and the bit in it that a word belongs to.
#[inline]
fn place(word: u64) -> (usize, u64) {
    let [low, high, ..] = word.to_le_bytes();
    let bit = usize::from(u16::from_le_bytes([low, high])) % TABLE_BITS;
    (bit / 64, 1 << (bit % 64))
}
