/*!
How often each word is printed in a dump, so that rare words can be told from
frequent ones in any language.
*/

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::boilerplate::phrases::StockPhrases;
use crate::convert::{to_u32, to_usize};
use crate::text::Span;
use crate::text::words::Words;

/// Counters, a power of two. Words with the same lowest bits share one, which
/// makes a few rare words look frequent.
const COUNTERS: u64 = 1 << 18;

/// Words of the dump for each time that a rare word is printed, at least: about
/// one article in ten has a word that is printed once in 3,000 words.
const WORDS_PER_RARE_WORD: u64 = 3_000;

/// One article in this many is counted: enough to know which words are rare.
const ARTICLES_PER_SAMPLE: u64 = 8;

/// Bytes at the start of an article whose words are counted.
const COUNTED_BYTES: usize = 1_000;

/// Bytes at the start of an article that decide whether it is counted.
const SAMPLED_BYTES: usize = 256;

/// Counts words while articles are read, on any number of threads.
#[derive(Debug)]
pub(crate) struct VocabularyCounter(Vec<AtomicU32>);

impl Default for VocabularyCounter {
    fn default() -> VocabularyCounter {
        VocabularyCounter((0..COUNTERS).map(|_| AtomicU32::new(0)).collect())
    }
}

impl VocabularyCounter {
    /// Counts the words of `text` if it is one of those that are counted, which
    /// depends on nothing but the text. `words` is scratch space.
    pub(crate) fn add(&self, text: &str, words: &mut Words) {
        let bytes = text.as_bytes();
        let sampled = &bytes[..bytes.len().min(SAMPLED_BYTES)];
        if !xxh3_64(sampled).is_multiple_of(ARTICLES_PER_SAMPLE) {
            return;
        }
        let end = text.floor_char_boundary(COUNTED_BYTES);
        words.clear();
        words.append(text, Span::new(0, to_u32(end)));
        for &word in words.hashes() {
            self.0[counter_of(word)].fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(crate) fn finish(self) -> Vocabulary {
        let counts: Vec<u32> = self.0.into_iter().map(AtomicU32::into_inner).collect();
        let total = counts.iter().copied().map(u64::from).sum();
        Vocabulary { counts, total }
    }
}

fn counter_of(word: u64) -> usize {
    to_usize(word % COUNTERS)
}

/// How often each word is printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    counts: Vec<u32>,
    total: u64,
}

impl Vocabulary {
    /// Returns the vocabulary of a dump of `total` words, all of them different.
    #[cfg(test)]
    pub(crate) fn of_total(total: u64) -> Vocabulary {
        let counts = vec![0; to_usize(COUNTERS)];
        Vocabulary { counts, total }
    }

    /// Returns whether enough words were counted to know rare ones.
    pub(crate) fn tells_rare_words(&self) -> bool {
        self.total >= WORDS_PER_RARE_WORD
    }

    /// Returns whether few articles print `word`. Without any counts every word
    /// is frequent.
    #[inline]
    pub(crate) fn is_rare(&self, word: u64) -> bool {
        let count = self.counts.get(counter_of(word));
        count.is_some_and(|&count| u64::from(count) * WORDS_PER_RARE_WORD < self.total)
    }
}

/// What a run learned about the words of a dump, for the verdicts on pairs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct LearnedWords {
    pub(crate) stock_phrases: StockPhrases,
    pub(crate) vocabulary: Arc<Vocabulary>,
}

impl LearnedWords {
    pub(crate) fn bytes(&self) -> usize {
        self.stock_phrases.bytes() + size_of_val(self.vocabulary.counts.as_slice())
    }
}
