/*!
Counts how many keys each pair of articles shares.

A key is a band of a signature or a sampled shingle. Each list of articles with
one key gives pairs; a pair that several lists give is counted.
*/

use crate::article::ArticleId;
use crate::error::Result;
use crate::fingerprint::postings::{Coverage, Pair, pair_up};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::thresholds::{RARE_LIST, SHORT_ARTICLE};
use crate::spill::bucket::SortEntry;
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers::{NumbersByKey, each_list};
use crate::spill::sorter::{Sorted, Sorter};

/// Calls `each` for every key that two or more articles with different bodies
/// have, with these articles. The first article with a body represents it.
pub(crate) fn each_posting_list(
    table: &ArticleTable,
    postings: Sorter<NumbersByKey>,
    mut each: impl FnMut(u64, &[ArticleId]) -> Result<()>,
) -> Result<()> {
    let mut articles: Vec<ArticleId> = Vec::new();
    each_list(postings, |key, list| {
        articles.clear();
        let all = list.iter().map(|&number| ArticleId::new(number));
        articles.extend(all.filter(|&article| table.core(article).first_with_body == article));
        match articles.len() {
            0 | 1 => Ok(()),
            _ => each(key, &articles),
        }
    })
}

/// The pairs that share keys, one entry for each shared key.
pub(crate) struct SharedKeys<'a> {
    table: &'a ArticleTable,
    pairs: Sorter<u64>,
    /// Lists that were too long to be paired in full.
    long_lists: u64,
}

impl<'a> SharedKeys<'a> {
    pub(crate) fn new(table: &'a ArticleTable, budget: MemoryBudget) -> SharedKeys<'a> {
        SharedKeys {
            table,
            pairs: Sorter::new(budget),
            long_lists: 0,
        }
    }

    /// Adds the pairs of the articles that share one key. Where the list is
    /// rare and one of the two articles is short, a pair counts twice.
    pub(crate) fn add(&mut self, list: &[ArticleId]) -> Result<()> {
        let table = self.table;
        let is_rare = list.len() <= RARE_LIST;
        let words = |article: ArticleId| table.core(article).words;
        let fingerprint = |article: ArticleId| table.core(article).fingerprint;
        let coverage = pair_up(list, fingerprint, |pair| {
            let shorter = words(pair.first()).min(words(pair.second()));
            let times = if is_rare && shorter < SHORT_ARTICLE {
                2
            } else {
                1
            };
            self.pairs.extend(std::iter::repeat_n(pair.packed(), times))
        })?;
        if coverage == Coverage::Hubs {
            self.long_lists += 1;
        }
        Ok(())
    }

    /// Returns the number of lists that were too long to be paired in full.
    pub(crate) fn long_lists(&self) -> u64 {
        self.long_lists
    }

    /// Returns the pairs in the order of a sorter, with their counts.
    pub(crate) fn count(self) -> Result<PairCounts> {
        let mut pairs = self.pairs.finish()?;
        let next = pairs.next().transpose()?;
        Ok(PairCounts { pairs, next })
    }
}

/// The pairs that share keys, in the order of a sorter, with their counts.
pub(crate) struct PairCounts {
    pairs: Sorted<u64>,
    /// The first entry of the next pair.
    next: Option<u64>,
}

impl PairCounts {
    /// Returns the next pair, packed, and its count.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, u32)>> {
        let Some(pair) = self.next.take() else {
            return Ok(None);
        };
        let mut count = 0;
        loop {
            count += 1;
            self.next = self.pairs.next().transpose()?;
            if self.next != Some(pair) {
                return Ok(Some((pair, count)));
            }
        }
    }
}

/// How many sampled shingles the articles of a pair share, with the rare ones
/// of [`SharedKeys::add`] counted twice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SharedSamples {
    /// Shared samples that are not stock phrases.
    pub(crate) prose: u32,
    pub(crate) stock_phrases: u32,
}

/// Calls `each` for every pair in either list, in the order of a sorter.
pub(crate) fn each_shared(
    mut prose: PairCounts,
    mut stock_phrases: PairCounts,
    mut each: impl FnMut(Pair, SharedSamples) -> Result<()>,
) -> Result<()> {
    let order = |&(pair, _): &(u64, u32)| (pair.bucket(), pair);
    let (mut one, mut other) = (prose.next()?, stock_phrases.next()?);
    while let Some((pair, _)) = one.into_iter().chain(other).min_by_key(order) {
        let mut shared = SharedSamples::default();
        if let Some((_, count)) = one.filter(|next| next.0 == pair) {
            shared.prose = count;
            one = prose.next()?;
        }
        if let Some((_, count)) = other.filter(|next| next.0 == pair) {
            shared.stock_phrases = count;
            other = stock_phrases.next()?;
        }
        each(Pair::unpacked(pair), shared)?;
    }
    Ok(())
}
