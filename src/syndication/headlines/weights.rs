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

use crate::error::Result;
use crate::news::headline::terms::{LENGTHS, Term};
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::syndication::headlines::listing::Spellings;
use crate::syndication::headlines::record::Spelling;

/// Headlines that count as read before.
const READ_BEFORE: f64 = 50_000.0;

/// The share of headlines that have a given word of each class of length. These
/// are estimates, not counts, and weigh only in small dumps: what a dump of some
/// ten thousand headlines shows outweighs them.
const SHARES: [f64; LENGTHS] = [0.08, 0.02, 0.003, 0.001, 0.0007, 0.0005, 0.0003];

/// Headlines with a word up to which its weight is that of all words with so
/// many, and so long: most words are rare. A bench knows no better number.
const FEW: u32 = 256;

/// What the words of a dump's headlines tell.
#[derive(Debug)]
pub struct Weights {
    /// Which weight each word has, by number: four bytes and not eight.
    numbers: ByTerm,
    /// For each number of headlines below [`FEW`] and each class of length one
    /// weight, then one for each word that more have.
    weights: Vec<f64>,
    /// The memory of both.
    _held: Reservation,
}

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
        // The table looks at the highest bits and at the lowest.
        self.0 = u64::from(term).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

impl Weights {
    /// Counts the words of all different headlines.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be read back.
    pub fn of(spellings: &Spellings, budget: &MemoryBudget) -> Result<Weights> {
        let mut counts = ByTerm::default();
        let mut reader = spellings.reader();
        let mut spelling = Spelling::default();
        for number in spellings.all() {
            reader.read(number, &mut spelling)?;
            let terms = &mut spelling.terms;
            terms.sort_unstable();
            terms.dedup();
            for &term in &*terms {
                *counts.entry(term).or_default() += 1;
            }
        }
        let headlines = u32::try_from(spellings.len()).unwrap_or(u32::MAX);
        Ok(Weights::of_counts(counts, headlines, budget))
    }

    /// The weights of words that so many of the `headlines` have.
    fn of_counts(counts: ByTerm, headlines: u32, budget: &MemoryBudget) -> Weights {
        let all = f64::from(headlines) + READ_BEFORE;
        let weight = |met: u32, class: usize| {
            let before = READ_BEFORE * SHARES[class];
            (all / (f64::from(met) + before)).ln()
        };
        let few = (0..FEW).flat_map(|met| (0..LENGTHS).map(move |class| weight(met, class)));
        let mut weights: Vec<f64> = few.collect();
        let mut numbers = counts;
        for (term, number) in &mut numbers {
            let (met, class) = (*number, term.length_class().min(LENGTHS - 1));
            let place = if met < FEW {
                met as usize * LENGTHS + class
            } else {
                weights.push(weight(met, class));
                weights.len() - 1
            };
            *number = u32::try_from(place).unwrap_or(u32::MAX);
        }
        // A byte for each slot says what is in it.
        let held = numbers.capacity() * (size_of::<(Term, u32)>() + 1);
        Weights {
            numbers,
            _held: budget.reserve(held + weights.len() * size_of::<f64>()),
            weights,
        }
    }

    /// What `term` tells: nothing if no headline has it.
    #[must_use]
    pub fn of_term(&self, term: Term) -> f64 {
        let number = self.numbers.get(&term);
        number.map_or(0.0, |&number| self.weights[number as usize])
    }

    /// What `terms` tell together.
    #[must_use]
    pub fn of_terms(&self, terms: &[Term]) -> f64 {
        terms.iter().map(|&term| self.of_term(term)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::headline::terms::terms_of;

    #[test]
    fn a_weight_is_that_of_the_formula_however_many_have_the_word() {
        let term = terms_of("ferry")[0];
        for met in [1, FEW - 1, FEW, 40_000] {
            let counts = ByTerm::from_iter([(term, met)]);
            let weights = Weights::of_counts(counts, 100_000, &MemoryBudget::new(0, None));
            let before = READ_BEFORE * SHARES[term.length_class()];
            let expected = (150_000.0 / (f64::from(met) + before)).ln();
            assert_eq!(weights.of_term(term).to_bits(), expected.to_bits());
        }
    }
}
