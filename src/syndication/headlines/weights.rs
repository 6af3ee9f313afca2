/*!
How much a word of a headline tells: the rarer, the more.

# Choices

* In bits of nature (natural logarithms): a word that one headline in a
  thousand has tells 6.9.
* A small dump cannot know that "the" is frequent. So what headlines are like
  in general is mixed in as if so many headlines had been read before: short
  words are frequent, in every language with spaces.
*/

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::listing::Spellings;
use crate::press::headline::terms::{LENGTHS, Term};

/// Headlines that count as read before.
const READ_BEFORE: f64 = 50_000.0;

/// The share of headlines that have a given word of each class of length. These
/// are estimates, not counts, and weigh only in small dumps: what a dump of some
/// ten thousand headlines shows outweighs them.
const SHARES: [f64; LENGTHS] = [0.08, 0.02, 0.003, 0.001, 0.0007, 0.0005, 0.0003];

/// What the words of a dump's headlines tell.
#[derive(Debug)]
pub struct Weights {
    weights: ByTerm<f64>,
}

type ByTerm<V> = HashMap<Term, V, BuildHasherDefault<TermHasher>>;

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
        // The table looks at the highest bits and at the lowest.
        self.0 = u64::from(term).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

impl Weights {
    /// Counts the words of all different headlines.
    #[must_use]
    pub fn of(spellings: &Spellings<'_>) -> Weights {
        let mut counts: ByTerm<u32> = ByTerm::default();
        let mut terms: Vec<Term> = Vec::new();
        for spelling in spellings.all() {
            terms.clear();
            terms.extend_from_slice(spellings.terms(spelling));
            terms.sort_unstable();
            terms.dedup();
            for &term in &terms {
                *counts.entry(term).or_default() += 1;
            }
        }
        let headlines = u32::try_from(spellings.len()).unwrap_or(u32::MAX);
        let all = f64::from(headlines) + READ_BEFORE;
        let weight = |(term, met): (Term, u32)| {
            let before = READ_BEFORE * SHARES[term.length_class().min(LENGTHS - 1)];
            (term, (all / (f64::from(met) + before)).ln())
        };
        Weights {
            weights: counts.into_iter().map(weight).collect(),
        }
    }

    /// What `term` tells: nothing if no headline has it.
    #[must_use]
    pub fn of_term(&self, term: Term) -> f64 {
        self.weights.get(&term).copied().unwrap_or_default()
    }

    /// What `terms` tell together.
    #[must_use]
    pub fn of_terms(&self, terms: &[Term]) -> f64 {
        terms.iter().map(|&term| self.of_term(term)).sum()
    }
}
