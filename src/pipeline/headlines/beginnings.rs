/*!
Finding headlines that are the beginning of others.

Only headlines with equal first words are compared, and only they are in memory
together. Of a formula that opens a tenth of a dump there are many.
*/

use crate::error::Result;
use crate::pipeline::headlines::spellings::Spellings;
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::beginnings::{key_of_first_words, link_beginnings};
use crate::syndication::headlines::spelling::{Spelling, SpellingLink};
use crate::syndication::headlines::weights::TermWeights;

/// Returns the links between beginnings and their continuations.
pub(crate) fn beginnings(
    spellings: &Spellings,
    weights: &TermWeights,
    budget: &MemoryBudget,
) -> Result<Vec<SpellingLink>> {
    let mut by_words = Sorter::new(budget.clone());
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    for number in spellings.numbers() {
        reader.read(number, &mut spelling)?;
        let key = key_of_first_words(&spelling.terms);
        by_words.extend(key.map(|key| NumbersByKey { key, number }))?;
    }
    let mut links = Vec::new();
    each_list(by_words, |_, list| {
        let alike = list.iter().map(|&number| reader.get(number));
        let mut alike = alike.collect::<Result<Vec<Spelling>>>()?;
        link_beginnings(&mut alike, weights, &mut links);
        Ok(())
    })?;
    Ok(links)
}
