/*!
Weights of the words of headlines: a rare word is stronger evidence of one story
than a frequent one.

A weight is the negative logarithm of the share of headlines that have the word,
in nats. Counts of headlines in general are mixed in, because a small dump cannot
know which words are frequent.
*/

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::convert::to_u32;
use crate::news::headline::terms::{LENGTHS, Term};
use crate::syndication::headlines::thresholds::{PRIOR_HEADLINES, PRIOR_SHARES};

/// Counts below this have a table of weights, one for each count and length
/// class. Most words are rare, so that few words need a weight of their own. It
/// bounds memory and changes no weight.
const TABLE_COUNTS: u32 = 256;

type ByTerm = HashMap<Term, u32, BuildHasherDefault<TermHasher>>;

/// Hashes terms, which are parts of hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct TermHasher(u64);

impl Hasher for TermHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u32(&mut self, term: u32) {
        // Fibonacci hashing; the table uses the highest bits and the lowest.
        self.0 = u64::from(term).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

/// How many different headlines have each word.
#[derive(Debug, Default)]
pub(crate) struct TermCounts {
    headlines: u32,
    counts: ByTerm,
}

impl TermCounts {
    /// Counts each word of a headline once. `terms` are reordered and lose their
    /// repeats.
    pub(crate) fn add(&mut self, terms: &mut Vec<Term>) {
        terms.sort_unstable();
        terms.dedup();
        for &term in &*terms {
            *self.counts.entry(term).or_default() += 1;
        }
        self.headlines += 1;
    }
}

/// The weights of the words of a dump's headlines.
#[derive(Debug)]
pub(crate) struct TermWeights {
    /// For each word the index of its weight, in four bytes instead of eight.
    indices: ByTerm,
    /// The weights for each count below [`TABLE_COUNTS`] and each length class;
    /// then one for each more frequent word.
    weights: Vec<f64>,
}

impl TermWeights {
    /// Returns the weights of the words that were counted.
    pub(crate) fn new(counts: TermCounts) -> TermWeights {
        let all = f64::from(counts.headlines) + PRIOR_HEADLINES;
        let weight = |count: u32, class: usize| {
            let prior = PRIOR_HEADLINES * PRIOR_SHARES[class];
            (all / (f64::from(count) + prior)).ln()
        };
        let table =
            (0..TABLE_COUNTS).flat_map(|count| (0..LENGTHS).map(move |class| weight(count, class)));
        let mut weights: Vec<f64> = table.collect();
        let mut indices = counts.counts;
        for (term, index) in &mut indices {
            let (count, class) = (*index, term.length_class());
            *index = if count < TABLE_COUNTS {
                count * to_u32(LENGTHS) + to_u32(class)
            } else {
                weights.push(weight(count, class));
                to_u32(weights.len() - 1)
            };
        }
        TermWeights { indices, weights }
    }

    /// Returns the bytes that the weights take.
    pub(crate) fn bytes(&self) -> usize {
        // A hash table has a control byte for each slot.
        self.indices.capacity() * (size_of::<(Term, u32)>() + 1)
            + self.weights.len() * size_of::<f64>()
    }

    /// Returns the weight of `term`; 0 if no headline has it.
    pub(crate) fn of_term(&self, term: Term) -> f64 {
        let index = self.indices.get(&term);
        index.map_or(0.0, |&index| self.weights[index as usize])
    }

    /// Returns the sum of the weights of `terms`.
    pub(crate) fn of_terms(&self, terms: &[Term]) -> f64 {
        terms.iter().map(|&term| self.of_term(term)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::headline::terms::terms_of;

    #[test]
    fn frequent_and_rare_words_have_the_weight_of_the_formula() {
        let term = terms_of("ferry")[0];
        for count in [1, TABLE_COUNTS - 1, TABLE_COUNTS, 40_000] {
            let weights = TermWeights::new(TermCounts {
                headlines: 100_000,
                counts: ByTerm::from_iter([(term, count)]),
            });
            let prior = PRIOR_HEADLINES * PRIOR_SHARES[term.length_class()];
            let expected = (150_000.0 / (f64::from(count) + prior)).ln();
            assert_eq!(weights.of_term(term).to_bits(), expected.to_bits());
        }
    }
}
