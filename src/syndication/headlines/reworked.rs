/*!
Which headlines are others, reworked: what shares two of its rarest words with
another is held against it.
*/

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::fixed_size;
use crate::spill::seen_twice::SeenTwice;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::{Sorted, Sorter};
use crate::syndication::headlines::listing::Spellings;
use crate::syndication::headlines::record::{Printed, Spelling};
use crate::syndication::headlines::spellings::{
    Around, Link, PAIRS_OF_HEADLINE, is_reworked, rare_pairs,
};
use crate::syndication::headlines::weights::Weights;

/// Headlines that share two rare words, up to which all are compared with
/// all. More are of one formula, and each is compared with a few.
const LONG_LIST: usize = 40;

/// Headlines that each of a longer list is compared with.
const NEIGHBORS: usize = 4;

/// Headlines, or pairs of them, that are worked on at once.
const AT_ONCE: u32 = 1 << 15;

/// Pairs that one thread judges at once.
const OF_A_THREAD: usize = 1 << 9;

/// A headline with two rare words, and when it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sharing {
    /// The key of the words.
    key: u64,
    spelling: u32,
    printed: Around,
}

fixed_size!(Sharing {
    key: u64,
    spelling: u32,
    printed: Around,
});

impl SortEntry for Sharing {
    fn leading(self) -> u64 {
        self.key
    }
}

/// A link that is to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Where its first end stands among all headlines, in 256 parts: so those
    /// with one first end stand together, and records are read in order.
    part: u8,
    link: Link,
}

fixed_size!(Candidate {
    part: u8,
    link: Link
});

fixed_size!(Link {
    first: u32,
    second: u32,
});

impl SortEntry for Candidate {
    fn leading(self) -> u64 {
        u64::from(self.part)
    }

    fn bucket(self) -> u8 {
        self.part
    }
}

/// The headlines that are others, reworked.
///
/// # Errors
///
/// When a temporary file cannot be written or read back.
pub fn reworked(
    spellings: &Spellings,
    weights: &Weights,
    budget: &MemoryBudget,
) -> Result<Vec<Link>> {
    let by_pair = by_pair(spellings, weights, budget)?;
    let candidates = candidates(by_pair, spellings.len(), budget)?;
    let mut links = Vec::new();
    let mut batch: Vec<Link> = Vec::with_capacity(AT_ONCE as usize);
    let mut before = None;
    for candidate in candidates {
        let link = candidate?.link;
        if before.replace(link) != Some(link) {
            batch.push(link);
        }
        if batch.len() == AT_ONCE as usize {
            judge(&batch, spellings, weights, &mut links)?;
            batch.clear();
        }
    }
    judge(&batch, spellings, weights, &mut links)?;
    Ok(links)
}

/// The headlines by pairs of their rare words.
fn by_pair(
    spellings: &Spellings,
    weights: &Weights,
    budget: &MemoryBudget,
) -> Result<Sorted<Sharing>> {
    // Most pairs of words are those of one headline: they are not sorted.
    let mut twice = SeenTwice::for_keys(
        spellings.len().saturating_mul(PAIRS_OF_HEADLINE),
        budget.memory(),
    );
    each_pairs(spellings, weights, |rare| {
        rare.pairs.iter().for_each(|&key| twice.insert(key));
        Ok(())
    })?;
    let mut by_pair = Sorter::new(budget.clone());
    each_pairs(spellings, weights, |rare| {
        let shared = rare.pairs.iter().filter(|&&key| twice.may_be_twice(key));
        by_pair.extend(shared.map(|&key| Sharing {
            key,
            spelling: rare.spelling,
            printed: Around::of(rare.printed),
        }))
    })?;
    by_pair.finish()
}

/// What is rare in a headline.
struct Rare {
    spelling: u32,
    printed: Option<Printed>,
    /// Pairs of its rare words.
    pairs: Vec<u64>,
}

/// Calls `each` for every headline, in order.
fn each_pairs(
    spellings: &Spellings,
    weights: &Weights,
    mut each: impl FnMut(&Rare) -> Result<()>,
) -> Result<()> {
    let all = spellings.all();
    for start in all.clone().step_by(AT_ONCE as usize) {
        let end = all.end.min(start.saturating_add(AT_ONCE));
        let some: Result<Vec<Rare>> = (start..end)
            .into_par_iter()
            .map_init(
                || (spellings.reader(), Spelling::default()),
                |(reader, spelling), number| {
                    reader.read(number, spelling)?;
                    let mut pairs = Vec::with_capacity(PAIRS_OF_HEADLINE);
                    rare_pairs(&spelling.terms, weights, &mut pairs);
                    Ok(Rare {
                        spelling: number,
                        printed: spelling.printed,
                        pairs,
                    })
                },
            )
            .collect();
        some?.iter().try_for_each(&mut each)?;
    }
    Ok(())
}

/// The pairs of headlines that share words, of `all` that there are.
fn candidates(
    by_pair: Sorted<Sharing>,
    all: usize,
    budget: &MemoryBudget,
) -> Result<Sorted<Candidate>> {
    let mut candidates = Sorter::new(budget.clone());
    let mut list: Vec<Sharing> = Vec::new();
    for sharing in by_pair {
        let sharing = sharing?;
        if list.last().is_some_and(|last| last.key != sharing.key) {
            candidates.extend(candidates_of(&list, all))?;
            list.clear();
        }
        list.push(sharing);
    }
    candidates.extend(candidates_of(&list, all))?;
    candidates.finish()
}

/// The pairs of headlines of one list that are compared: none of those that
/// were printed too far apart to be of one story.
fn candidates_of(list: &[Sharing], all: usize) -> impl Iterator<Item = Candidate> + '_ {
    let reach = if list.len() > LONG_LIST {
        NEIGHBORS
    } else {
        LONG_LIST
    };
    list.iter().enumerate().flat_map(move |(index, one)| {
        let others = &list[index + 1..list.len().min(index + 1 + reach)];
        let others = others
            .iter()
            .filter(|other| !one.printed.is_apart(other.printed));
        others.map(move |other| {
            let link = Link::new(one.spelling, other.spelling);
            Candidate {
                part: part(link.first, all),
                link,
            }
        })
    })
}

/// Where a number stands among so many, in 256 parts.
fn part(number: u32, all: usize) -> u8 {
    let part = (u64::from(number) << u8::BITS) / (all as u64).max(1);
    u8::try_from(part).unwrap_or(u8::MAX)
}

/// Appends those of `batch` that link one headline with itself, reworked.
fn judge(
    batch: &[Link],
    spellings: &Spellings,
    weights: &Weights,
    links: &mut Vec<Link>,
) -> Result<()> {
    let judged = batch.par_chunks(OF_A_THREAD).map(|some| {
        let mut reader = spellings.reader();
        let (mut first, mut second) = (Spelling::default(), Spelling::default());
        let (mut before, mut found) = (None, Vec::new());
        for link in some {
            // Many have the first end of the one before.
            if before.replace(link.first) != Some(link.first) {
                reader.read(link.first, &mut first)?;
            }
            reader.read(link.second, &mut second)?;
            if is_reworked(&first, &second, weights) {
                found.push(*link);
            }
        }
        Ok(found)
    });
    let judged: Result<Vec<Vec<Link>>> = judged.collect();
    links.extend(judged?.into_iter().flatten());
    Ok(())
}
