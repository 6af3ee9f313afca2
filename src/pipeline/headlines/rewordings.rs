/*!
Finding headlines that are others, reworded.

Headlines that share two of their rarest words are candidates. The pairs of rare
words are sorted, the candidates are sorted by their first spelling, and batches
of them are judged on all threads.
*/

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::error::Result;
use crate::pipeline::headlines::spellings::Spellings;
use crate::pipeline::thresholds::{HEADLINES_AT_ONCE, HEADLINES_PER_THREAD};
use crate::spill::bucket::SortEntry;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::fixed_size;
use crate::spill::numbers::SeenTwice;
use crate::spill::sorter::{Sorted, Sorter};
use crate::syndication::headlines::rewording::{
    RarePairEntry, candidates, is_reworded, rare_pairs,
};
use crate::syndication::headlines::spelling::{PrintMinutes, Spelling, SpellingLink};
use crate::syndication::headlines::thresholds::RARE_PAIRS;
use crate::syndication::headlines::weights::TermWeights;

fixed_size!(RarePairEntry {
    key: u64,
    spelling: u32,
    printed: PrintMinutes,
});

impl SortEntry for RarePairEntry {
    fn leading(self) -> u64 {
        self.key
    }
}

/// A pair of spellings to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct LinkCandidate {
    /// The range of numbers, of 256, that the first spelling is in. It keeps
    /// pairs with one first spelling together, so that records are read in
    /// order.
    range: u8,
    link: SpellingLink,
}

fixed_size!(LinkCandidate {
    range: u8,
    link: SpellingLink
});

impl SortEntry for LinkCandidate {
    fn leading(self) -> u64 {
        u64::from(self.range)
    }

    fn bucket(self) -> u8 {
        self.range
    }
}

/// Returns the links between headlines that are one, reworded.
pub(crate) fn rewordings(
    spellings: &Spellings,
    weights: &TermWeights,
    budget: &MemoryBudget,
) -> Result<Vec<SpellingLink>> {
    let entries = entries(spellings, weights, budget)?;
    let candidates = all_candidates(entries, spellings, budget)?;
    let mut links = Vec::new();
    let mut batch: Vec<SpellingLink> = Vec::with_capacity(HEADLINES_AT_ONCE as usize);
    let mut before = None;
    for candidate in candidates {
        let link = candidate?.link;
        if before.replace(link) != Some(link) {
            batch.push(link);
        }
        if batch.len() == HEADLINES_AT_ONCE as usize {
            judge(&batch, spellings, weights, &mut links)?;
            batch.clear();
        }
    }
    judge(&batch, spellings, weights, &mut links)?;
    Ok(links)
}

/// Returns the headlines by the pairs of their rare words.
fn entries(
    spellings: &Spellings,
    weights: &TermWeights,
    budget: &MemoryBudget,
) -> Result<Sorted<RarePairEntry>> {
    // Most pairs of words are in one headline only, and are not sorted.
    let most_pairs = spellings.len().saturating_mul(RARE_PAIRS);
    let mut twice = SeenTwice::for_keys(most_pairs, budget.memory());
    each_rare_pairs(spellings, weights, |rare| {
        rare.pairs.iter().for_each(|&key| twice.insert(key));
        Ok(())
    })?;
    let mut entries = Sorter::new(budget.clone());
    each_rare_pairs(spellings, weights, |rare| {
        let shared = rare.pairs.iter().filter(|&&key| twice.may_be_twice(key));
        entries.extend(shared.map(|&key| RarePairEntry {
            key,
            spelling: rare.spelling,
            printed: rare.printed,
        }))
    })?;
    entries.finish()
}

/// The pairs of rare words of one spelling.
struct RarePairs {
    spelling: u32,
    printed: PrintMinutes,
    pairs: Vec<u64>,
}

/// Calls `each` for every spelling, in order.
fn each_rare_pairs(
    spellings: &Spellings,
    weights: &TermWeights,
    mut each: impl FnMut(&RarePairs) -> Result<()>,
) -> Result<()> {
    let all = spellings.numbers();
    for start in all.clone().step_by(HEADLINES_AT_ONCE as usize) {
        let end = all.end.min(start.saturating_add(HEADLINES_AT_ONCE));
        let batch: Result<Vec<RarePairs>> = (start..end)
            .into_par_iter()
            .map_init(
                || (spellings.reader(), Spelling::default()),
                |(reader, spelling), number| {
                    reader.read(number, spelling)?;
                    let mut pairs = Vec::with_capacity(RARE_PAIRS);
                    rare_pairs(&spelling.terms, weights, &mut pairs);
                    Ok(RarePairs {
                        spelling: number,
                        printed: PrintMinutes::of(spelling.printed),
                        pairs,
                    })
                },
            )
            .collect();
        batch?.iter().try_for_each(&mut each)?;
    }
    Ok(())
}

/// Returns the candidates of all lists.
fn all_candidates(
    entries: Sorted<RarePairEntry>,
    spellings: &Spellings,
    budget: &MemoryBudget,
) -> Result<Sorted<LinkCandidate>> {
    let count = spellings.len();
    let mut found = Sorter::new(budget.clone());
    let mut add = |list: &[RarePairEntry]| {
        found.extend(candidates(list).map(|link| LinkCandidate {
            range: range(link.first, count),
            link,
        }))
    };
    let mut list: Vec<RarePairEntry> = Vec::new();
    for entry in entries {
        let entry = entry?;
        if list.last().is_some_and(|last| last.key != entry.key) {
            add(&list)?;
            list.clear();
        }
        list.push(entry);
    }
    add(&list)?;
    found.finish()
}

/// Returns the range of a number, of 256 equal ranges below `count`.
fn range(number: u32, count: usize) -> u8 {
    let range = (u64::from(number) << u8::BITS) / count as u64;
    u8::try_from(range).expect("the number is below the count")
}

/// Appends the links of `batch` between headlines that are one, reworded.
fn judge(
    batch: &[SpellingLink],
    spellings: &Spellings,
    weights: &TermWeights,
    links: &mut Vec<SpellingLink>,
) -> Result<()> {
    let judged = batch.par_chunks(HEADLINES_PER_THREAD).map(|part| {
        let mut reader = spellings.reader();
        let (mut first, mut second) = (Spelling::default(), Spelling::default());
        let (mut before, mut found) = (None, Vec::new());
        for link in part {
            // Many candidates have the first spelling of the one before.
            if before.replace(link.first) != Some(link.first) {
                reader.read(link.first, &mut first)?;
            }
            reader.read(link.second, &mut second)?;
            if is_reworded(&first, &second, weights) {
                found.push(*link);
            }
        }
        Ok(found)
    });
    let judged: Result<Vec<Vec<SpellingLink>>> = judged.collect();
    links.extend(judged?.into_iter().flatten());
    Ok(())
}
