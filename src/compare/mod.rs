/*!
How much two articles really share: exact measures and shared runs of words.

This is the truth that estimates are held against, so it cannot see them: it
works on words and full shingle sets, and knows neither signatures nor
candidates.
*/

pub mod passages;
pub mod resemblance;

use crate::fingerprint::shingles::shingle;

/// The words of one article's body, ready to be compared with others.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    words: Vec<u64>,
    /// Every shingle with the word that it begins at, sorted by shingle.
    shingles: Vec<Shingle>,
    width: usize,
}

/// A shingle and the word that it begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shingle {
    hash: u64,
    word: u32,
}

impl Prose {
    /// The prose whose words have the hashes `words`, in shingles of `width`.
    ///
    /// # Complexity
    ///
    /// `O(n log n)` time and 24 bytes a word.
    ///
    /// # Panics
    ///
    /// When `width` is 0.
    #[must_use]
    pub fn new(words: Vec<u64>, width: usize) -> Prose {
        let mut hashes = Vec::new();
        shingle(&words, width, &mut hashes);
        let mut shingles: Vec<Shingle> = (0..)
            .zip(hashes)
            .map(|(word, hash)| Shingle { hash, word })
            .collect();
        shingles.sort_unstable();
        Prose {
            words,
            shingles,
            width,
        }
    }

    /// The hashes of the words, in order.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The words in one shingle: fewer than asked for in a shorter text.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width.min(self.words.len())
    }

    /// The bytes that this takes in memory, about.
    #[must_use]
    pub fn size(&self) -> usize {
        self.words.len() * size_of::<u64>() + self.shingles.len() * size_of::<Shingle>()
    }
}
