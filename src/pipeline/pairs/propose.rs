/*!
The third stage: which pairs are worth comparing, and which phrases are stock.
*/

use crate::article::ArticleId;
use crate::boilerplate::phrase_stories::{ShingleCarrier, StorySketch, is_stock_in_parts};
use crate::boilerplate::phrases::StockPhrases;
use crate::error::Result;
use crate::fingerprint::postings::{Coverage, Pair, pair_up};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::pairs::candidates::Pairs;
use crate::spill::budget::MemoryBudget;
use crate::spill::column::ChunkedVec;
use crate::spill::keyed::{NumbersByKey, each_list};
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::{Sorted, Sorter};

/// Sampled shingles that two articles must share to be a candidate. One is
/// shared by chance too often, when many articles have it. Of long articles
/// many are sampled: they share stray phrases, and of a passage of some length
/// more than two.
const SHARED_SAMPLES: std::ops::RangeInclusive<u32> = 2..=6;

/// Words of the shorter article for each sampled shingle that must be shared.
const WORDS_A_SAMPLE: u32 = 400;

/// Articles in a list so short that sharing it is no chance: there one sampled
/// shingle is enough for a short article. It finds briefs inside roundups, of
/// which only one or two shingles are sampled.
const RARE: usize = 3;

/// Words of an article that is short enough for that. Two long articles share
/// a rare shingle by chance.
const SHORT: u32 = 120;

/// Words of the shorter article from which on stock phrases alone propose little:
/// they are hardly any evidence, and shared prose of such articles has others. Of
/// shorter articles, such as notices, the formulas may be all that is sampled.
const LONG: u32 = 200;

/// Words of the shorter article for each shared sample of stock phrases that is
/// enough all the same: two and a half times as many are sampled. A story that
/// stands whole in several pages of one outlet is nothing but stock.
const WORDS_A_STOCK_SAMPLE: u32 = 30;

/// Articles of a list whose carriers are looked at together, about: of a list
/// that is longer, those of some outlets at a time.
const CARRIERS_AT_ONCE: usize = 1 << 16;

/// The part of the memory that the pairs which share keys may take, in
/// percent: four lists of them are there at a time.
const HITS_PART: usize = 12;

/// What the third stage leaves to the others.
#[derive(Debug)]
pub(crate) struct Proposal {
    pub(crate) pairs: Pairs,
    pub(crate) stock_phrases: StockPhrases,
    /// Lists that were too long to be paired fully.
    pub(crate) long_lists: u64,
}

/// Brings together the articles that share keys.
pub(crate) fn propose(
    table: &ArticleTable,
    sketches: &ChunkedVec<StorySketch>,
    bands: Sorter<NumbersByKey>,
    mut samples: Sorter<NumbersByKey>,
    budget: &MemoryBudget,
) -> Result<Proposal> {
    samples.make_way()?;
    let mut from_bands = Hits::new(table, budget);
    each_posting_list(table, bands, |_, list| from_bands.add(list))?;
    let mut stock_phrases = ChunkedVec::new(budget);
    let mut carriers = Vec::new();
    let mut from_prose = Hits::new(table, budget);
    let mut from_stock = Hits::new(table, budget);
    each_posting_list(table, samples, |key, list| {
        if is_in_stock(list, table, sketches, &mut carriers) {
            stock_phrases.push(key);
            from_stock.add(list)
        } else {
            from_prose.add(list)
        }
    })?;
    let mut shingles = Vec::with_capacity(stock_phrases.len());
    shingles.extend(stock_phrases.take());
    let stock_phrases = StockPhrases::new(shingles);
    let held = budget.reserve(stock_phrases.bytes());
    let long_lists = from_bands.long_lists + from_prose.long_lists + from_stock.long_lists;
    let mut proposed = Sorter::new(budget.part(HITS_PART));
    // One band is enough.
    let mut from_bands = Runs::of(from_bands.hits)?;
    while let Some((pair, _)) = from_bands.next()? {
        proposed.extend([pair])?;
    }
    each_shared(
        from_prose.hits,
        from_stock.hits,
        |pair, shared| match shared.is_enough(table, pair) {
            true => proposed.extend([pair.packed()]),
            false => Ok(()),
        },
    )?;
    let mut pairs = Pairs::new(budget);
    let mut before = None;
    for packed in proposed.finish()? {
        let packed = packed?;
        if before.replace(packed) != Some(packed) {
            pairs.push(packed)?;
        }
    }
    drop(held);
    Ok(Proposal {
        pairs,
        stock_phrases,
        long_lists,
    })
}

/// How many sampled shingles the articles of a pair share. A rare one counts
/// double in a short article, see [`Hits::add`].
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// Those that are no stock phrases.
    prose: u32,
    stock_phrases: u32,
}

impl Shared {
    /// Whether the pair is a candidate.
    fn is_enough(self, table: &ArticleTable, pair: Pair) -> bool {
        let words = |article: ArticleId| table.core(article).words;
        let shorter = words(pair.first()).min(words(pair.second()));
        let needed =
            (shorter / WORDS_A_SAMPLE).clamp(*SHARED_SAMPLES.start(), *SHARED_SAMPLES.end());
        if shorter < LONG {
            return self.prose + self.stock_phrases >= needed;
        }
        // Stock phrases stand in for one shared sample at most.
        self.prose + self.stock_phrases.min(1) >= needed
            || self.stock_phrases >= shorter / WORDS_A_STOCK_SAMPLE
    }
}

/// Calls `each` for every pair of two lists of hits, in their order.
fn each_shared(
    prose: Sorter<u64>,
    stock_phrases: Sorter<u64>,
    mut each: impl FnMut(Pair, Shared) -> Result<()>,
) -> Result<()> {
    let order = |&(pair, _): &(u64, u32)| (pair.bucket(), pair);
    let (mut prose, mut stock_phrases) = (Runs::of(prose)?, Runs::of(stock_phrases)?);
    let (mut one, mut other) = (prose.next()?, stock_phrases.next()?);
    while let Some((pair, _)) = one.into_iter().chain(other).min_by_key(order) {
        let mut shared = Shared::default();
        if let Some((_, count)) = one.filter(|run| run.0 == pair) {
            shared.prose = count;
            one = prose.next()?;
        }
        if let Some((_, count)) = other.filter(|run| run.0 == pair) {
            shared.stock_phrases = count;
            other = stock_phrases.next()?;
        }
        each(Pair::unpacked(pair), shared)?;
    }
    Ok(())
}

/// The hits of a list, each once with how often it is there.
struct Runs {
    hits: Sorted<u64>,
    next: Option<u64>,
}

impl Runs {
    fn of(hits: Sorter<u64>) -> Result<Runs> {
        let mut hits = hits.finish()?;
        let next = hits.next().transpose()?;
        Ok(Runs { hits, next })
    }

    fn next(&mut self) -> Result<Option<(u64, u32)>> {
        let Some(hit) = self.next.take() else {
            return Ok(None);
        };
        let mut count = 0;
        loop {
            count += 1;
            self.next = self.hits.next().transpose()?;
            if self.next != Some(hit) {
                return Ok(Some((hit, count)));
            }
        }
    }
}

/// Calls `each` for every key that two or more articles with different bodies
/// have. The first article with a body stands for it.
fn each_posting_list(
    table: &ArticleTable,
    postings: Sorter<NumbersByKey>,
    mut each: impl FnMut(u64, &[ArticleId]) -> Result<()>,
) -> Result<()> {
    let mut articles: Vec<ArticleId> = Vec::new();
    each_list(postings, |key, list| {
        articles.clear();
        let all = list.iter().map(|&number| ArticleId::new(number));
        articles.extend(all.filter(|&article| table.core(article).same_as == article));
        match articles.len() {
            0 | 1 => Ok(()),
            _ => each(key, &articles),
        }
    })
}

/// Pairs that share keys, once for each.
struct Hits<'a> {
    table: &'a ArticleTable,
    /// The pairs, packed.
    hits: Sorter<u64>,
    /// Lists that were too long to be paired fully.
    long_lists: u64,
}

impl<'a> Hits<'a> {
    fn new(table: &'a ArticleTable, budget: &MemoryBudget) -> Hits<'a> {
        let hits = Sorter::new(budget.part(HITS_PART));
        Hits {
            table,
            hits,
            long_lists: 0,
        }
    }

    /// Adds the pairs of one list. A short list counts double where one of
    /// the two articles is short.
    fn add(&mut self, list: &[ArticleId]) -> Result<()> {
        let table = self.table;
        let is_rare = list.len() <= RARE;
        let words = |article: ArticleId| table.core(article).words;
        let fingerprint = |article: ArticleId| table.core(article).fingerprint;
        let coverage = pair_up(list, fingerprint, |pair| {
            let short = words(pair.first()).min(words(pair.second())) < SHORT;
            let times = if is_rare && short { 2 } else { 1 };
            self.hits.extend(std::iter::repeat_n(pair.packed(), times))
        })?;
        if coverage == Coverage::Hubs {
            self.long_lists += 1;
        }
        Ok(())
    }
}

/// Whether a shingle that the articles of `list` have is part of a stock phrase,
/// which is a matter of each outlet by itself. `carriers` is room to work in.
fn is_in_stock(
    list: &[ArticleId],
    table: &ArticleTable,
    sketches: &ChunkedVec<StorySketch>,
    carriers: &mut Vec<ShingleCarrier>,
) -> bool {
    let parts = u32::try_from(list.len().div_ceil(CARRIERS_AT_ONCE)).unwrap_or(u32::MAX);
    // One for each outlet that prints the body of an article.
    let of_article = |&article: &ArticleId| {
        let core = table.core(article);
        let own = outlet_number(table, article);
        let others = table
            .exact_duplicates(article)
            .iter()
            .map(|&twin| outlet_number(table, twin))
            .filter(move |&outlet| outlet != own);
        let outlets = std::iter::once(own).chain(others);
        outlets.map(move |outlet| ShingleCarrier {
            outlet,
            words: core.words,
            sketch: sketches[article.index()],
        })
    };
    is_stock_in_parts(parts, || list.iter().flat_map(of_article), carriers)
}

/// The number of an article's outlet; all articles without one count as of
/// one outlet.
fn outlet_number(table: &ArticleTable, article: ArticleId) -> u32 {
    table
        .core(article)
        .outlet
        .map_or(u32::MAX, |outlet| outlet.number())
}
