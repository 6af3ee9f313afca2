/*!
From the list of headlines to stars of spellings: the steps in their order.
*/

use crate::error::Result;
use crate::pipeline::headlines::beginnings::beginnings;
use crate::pipeline::headlines::listing::HeadlineList;
use crate::pipeline::headlines::rewordings::rewordings;
use crate::pipeline::headlines::spellings::Spellings;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::number_set::NumberSet;
use crate::spill::shares;
use crate::syndication::headlines::spelling::{Spelling, SpellingLink};
use crate::syndication::headlines::stars::{CenterCandidate, LinkIndex, Stars, stars};
use crate::syndication::headlines::weights::{TermCounts, TermWeights};

/// The spellings of a dump, and which of them are one headline.
#[derive(Debug)]
pub(crate) struct GroupedSpellings {
    pub(crate) spellings: Spellings,
    pub(crate) weights: TermWeights,
    pub(crate) stars: Stars,
    /// The memory of the weights.
    _reserved: Reservation,
}

/// Groups the spellings of `list`. The result does not depend on `budget`.
pub(crate) fn group_spellings(
    list: HeadlineList,
    budget: &MemoryBudget,
) -> Result<GroupedSpellings> {
    let (spellings, whole_keys) = list.finish()?;
    let mut links = whole_keys.links()?;
    let weights = weigh(&spellings)?;
    let reserved = budget.reserve(weights.bytes());
    let budget = budget.share(&shares::HEADLINE_LINKS);
    links.extend(beginnings(&spellings, &weights, &budget)?);
    links.extend(rewordings(&spellings, &weights, &budget)?);
    let stars = find_stars(&spellings, links)?;
    Ok(GroupedSpellings {
        spellings,
        weights,
        stars,
        _reserved: reserved,
    })
}

/// Counts the words of all spellings and returns their weights.
fn weigh(spellings: &Spellings) -> Result<TermWeights> {
    let mut counts = TermCounts::default();
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    for number in spellings.numbers() {
        reader.read(number, &mut spelling)?;
        counts.add(&mut spelling.terms);
    }
    Ok(TermWeights::new(counts))
}

/// Returns the stars of the spellings that are linked or stand at several
/// articles.
fn find_stars(spellings: &Spellings, links: Vec<SpellingLink>) -> Result<Stars> {
    let links = LinkIndex::new(links);
    let mut is_linked = NumberSet::default();
    links.ends().for_each(|number| {
        is_linked.insert(number);
    });
    let is_candidate = |&number: &u32| is_linked.contains(number) || spellings.is_repeated(number);
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    let mut candidates = Vec::new();
    for number in spellings.numbers().filter(is_candidate) {
        reader.read(number, &mut spelling)?;
        let words = spelling.terms.len();
        candidates.push(CenterCandidate::new(number, spelling.articles, words));
    }
    drop(is_linked);
    let mut taken = NumberSet::default();
    Ok(stars(candidates, &links, |number| taken.insert(number)))
}
