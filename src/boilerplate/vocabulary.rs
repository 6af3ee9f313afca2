/*!
How often each word is printed in a dump, so that rare words can be told from
frequent ones in any language.
*/

use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};

use crate::boilerplate::phrases::StockPhrases;
use crate::convert::to_usize;

/// Counters, a power of two. Words with the same lowest bits share one, which
/// makes a few rare words look frequent.
const COUNTERS: u64 = 1 << 18;

/// Words of the dump for each time that a rare word is printed, at least: about
/// one article in ten has a word that is printed once in 3,000 words.
const WORDS_PER_RARE_WORD: u64 = 3_000;

/// Counts words while articles are read, on any number of threads.
#[derive(Debug)]
pub(crate) struct VocabularyCounter {
    counters: Vec<AtomicU32>,
    /// Articles for each one that is counted.
    step: u64,
}

impl VocabularyCounter {
    /// Creates a counter for a dump of `articles` articles. About 8,000 of them
    /// are counted.
    pub(crate) fn new(articles: u64) -> VocabularyCounter {
        VocabularyCounter {
            counters: (0..COUNTERS).map(|_| AtomicU32::new(0)).collect(),
            step: (articles / 8_000).max(1),
        }
    }

    /// Counts the words of the article with this fingerprint, if it is one of
    /// those that are counted.
    pub(crate) fn add(&self, fingerprint: u64, words: &[u64]) {
        if fingerprint.is_multiple_of(self.step) {
            for &word in words {
                self.counters[counter_of(word)].fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Returns the counts.
    pub(crate) fn finish(self) -> Vocabulary {
        let counters = self.counters.into_iter();
        let counts: Vec<u32> = counters.map(AtomicU32::into_inner).collect();
        let total = counts.iter().copied().map(u64::from).sum();
        Vocabulary { counts, total }
    }
}

fn counter_of(word: u64) -> usize {
    to_usize(word % COUNTERS)
}

/// How often each word is printed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    counts: Vec<u32>,
    total: u64,
}

impl Vocabulary {
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
    pub(crate) vocabulary: Vocabulary,
}

impl LearnedWords {
    pub(crate) fn bytes(&self) -> usize {
        self.stock_phrases.bytes() + size_of_val(self.vocabulary.counts.as_slice())
    }
}
