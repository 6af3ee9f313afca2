/*!
Proposes the pairs that are worth comparing, and finds the stock phrases.

A pair is a candidate when the articles share a band of their signatures, or
enough sampled shingles for their length. A band or a sampled shingle is a key;
each list of articles with one key gives pairs, and a pair that several lists
give is counted.
*/

use crate::article::ArticleId;
use crate::boilerplate::phrase_stories::{ShingleCarrier, StorySketch, is_stock_in_parts};
use crate::boilerplate::phrases::StockPhrases;
use crate::convert::to_u32;
use crate::error::Result;
use crate::fingerprint::postings::{Coverage, Pair, pair_up};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::thresholds::{
    BRIEF_LIST, CARRIERS_AT_ONCE, LONG_ARTICLE, RARE_LIST, SHARED_SAMPLES, SHORT_ARTICLE,
    VERY_SHORT_ARTICLE, WORDS_PER_SHARED_SAMPLE, WORDS_PER_STOCK_SAMPLE,
};
use crate::spill::bucket::SortEntry;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::numbers::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::{Sorted, Sorter};

/// The candidate pairs of a dump, and its stock phrases.
#[derive(Debug)]
pub(crate) struct Proposal {
    pub(crate) pairs: CandidatePairs,
    pub(crate) stock_phrases: StockPhrases,
    /// Lists of articles with one key that were too long to be paired in full.
    pub(crate) long_lists: u64,
}

/// Proposes the candidate pairs of the articles in `table`. `bands` and
/// `samples` are the articles by their keys, and `sketches` has the sketch of
/// each article.
pub(crate) fn propose(
    table: &ArticleTable,
    sketches: &ChunkedVec<StorySketch>,
    bands: Sorter<NumbersByKey>,
    mut samples: Sorter<NumbersByKey>,
    budget: &MemoryBudget,
) -> Result<Proposal> {
    samples.free_memory()?;
    let mut from_bands = SharedKeys::new(table, budget.share(&shares::PAIRS_FROM_BANDS));
    each_posting_list(table, bands, |_, list| from_bands.add(list))?;
    let mut stock_phrases = ChunkedVec::new(budget);
    let mut carriers = Vec::new();
    let of_samples = budget.share(&shares::PAIRS_FROM_SAMPLES);
    let mut from_prose = SharedKeys::new(table, of_samples.clone());
    let mut from_stock = SharedKeys::new(table, of_samples);
    each_posting_list(table, samples, |key, list| {
        if is_stock_phrase(list, table, sketches, &mut carriers) {
            stock_phrases.push(key);
            from_stock.add(list)
        } else {
            from_prose.add(list)
        }
    })?;
    let mut shingles = Vec::with_capacity(stock_phrases.len());
    shingles.extend(stock_phrases.drain());
    let stock_phrases = StockPhrases::new(shingles);
    let _reservation = budget.reserve(stock_phrases.bytes());
    let long_lists = from_bands.long_lists + from_prose.long_lists + from_stock.long_lists;

    let mut proposed = Sorter::new(budget.share(&shares::PROPOSED_PAIRS));
    // One shared band is enough.
    let mut from_bands = from_bands.count()?;
    while let Some((pair, _)) = from_bands.next()? {
        proposed.extend([pair])?;
    }
    let (prose, stock) = (from_prose.count()?, from_stock.count()?);
    each_shared(prose, stock, |pair, shared| {
        let is_candidate = are_enough(shared, table, pair);
        proposed.extend(is_candidate.then_some(pair.packed()))
    })?;
    Ok(Proposal {
        pairs: each_once(proposed, budget)?,
        stock_phrases,
        long_lists,
    })
}

fn are_enough(shared: SharedSamples, table: &ArticleTable, pair: Pair) -> bool {
    let (prose, stock_phrases) = (shared.prose, shared.stock_phrases);
    let words = |article: ArticleId| table.core(article).words;
    let shorter = words(pair.first()).min(words(pair.second()));
    let required =
        (shorter / WORDS_PER_SHARED_SAMPLE).clamp(*SHARED_SAMPLES.start(), *SHARED_SAMPLES.end());
    if shorter < LONG_ARTICLE {
        return prose + stock_phrases >= required;
    }
    prose + stock_phrases.min(1) >= required || stock_phrases >= shorter / WORDS_PER_STOCK_SAMPLE
}

fn each_once(proposed: Sorter<u64>, budget: &MemoryBudget) -> Result<CandidatePairs> {
    let mut pairs = CandidatePairs::new(budget);
    let mut previous = None;
    for packed in proposed.finish()? {
        let packed = packed?;
        if previous.replace(packed) != Some(packed) {
            pairs.push(packed)?;
        }
    }
    Ok(pairs)
}

/// Returns whether a shingle is a stock phrase of one of the outlets that print
/// it. `list` are the articles with the shingle, one for each body, and
/// `carriers` is scratch memory.
fn is_stock_phrase(
    list: &[ArticleId],
    table: &ArticleTable,
    sketches: &ChunkedVec<StorySketch>,
    carriers: &mut Vec<ShingleCarrier>,
) -> bool {
    let parts = to_u32(list.len().div_ceil(CARRIERS_AT_ONCE));
    // One carrier for each outlet that prints the body.
    let carriers_of = |&article: &ArticleId| {
        let core = table.core(article);
        let own = outlet_number(table, article);
        let others = table
            .exact_duplicates(article)
            .iter()
            .map(|&duplicate| outlet_number(table, duplicate))
            .filter(move |&outlet| outlet != own);
        let outlets = std::iter::once(own).chain(others);
        outlets.map(move |outlet| ShingleCarrier {
            outlet,
            words: core.words,
            sketch: sketches[article.index()],
        })
    };
    is_stock_in_parts(parts, || list.iter().flat_map(carriers_of), carriers)
}

/// Returns the number of the outlet. Articles without one share a number.
fn outlet_number(table: &ArticleTable, article: ArticleId) -> u32 {
    let outlet = table.core(article).outlet;
    outlet.map_or(u32::MAX, |outlet| outlet.number())
}

/// Calls `each` for every key that two or more articles with different bodies
/// have, with these articles. The first article with a body represents it.
fn each_posting_list(
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
    pub(crate) long_lists: u64,
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
    /// rare for the length of the shorter article, a pair counts twice.
    pub(crate) fn add(&mut self, list: &[ArticleId]) -> Result<()> {
        let table = self.table;
        let short = if list.len() <= RARE_LIST {
            SHORT_ARTICLE
        } else if list.len() <= BRIEF_LIST {
            VERY_SHORT_ARTICLE
        } else {
            0
        };
        let words = |article: ArticleId| table.core(article).words;
        let fingerprint = |article: ArticleId| table.core(article).fingerprint;
        let coverage = pair_up(list, fingerprint, |pair| {
            let shorter = words(pair.first()).min(words(pair.second()));
            let times = 1 + usize::from(shorter < short);
            self.pairs.extend(std::iter::repeat_n(pair.packed(), times))
        })?;
        if coverage == Coverage::Hubs {
            self.long_lists += 1;
        }
        Ok(())
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
fn each_shared(
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
