/*!
Compares pairs word by word, in batches.

While one batch is judged, the bodies of the next are read, and the verdicts of
the one before are stored. All pairs are known in advance. So of the bodies that
a batch leaves behind, those stay in memory that are needed again soonest
(Belady, 1966).
*/

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU64;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::boilerplate::vocabulary::LearnedWords;
use crate::compare::body::Body;
use crate::compare::judge::judge;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::news::headline::markers::version;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::Options;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::thresholds::{BATCH_PAIRS, BATCH_WORDS, CACHED_WORDS};
use crate::spill::budget::MemoryBudget;
use crate::spill::shares;
use crate::text::plain_text::PlainText;

/// Bytes of a word of a body, and of a verdict with its passages.
const BYTES_PER_WORD: usize = 50;
const BYTES_PER_VERDICT: usize = 300;

/// Compares articles of one dump.
pub(crate) struct Comparer<'a, D> {
    pub(crate) dump: &'a D,
    pub(crate) table: &'a ArticleTable,
    pub(crate) options: &'a Options,
    pub(crate) budget: &'a MemoryBudget,
    learned: &'a LearnedWords,
    cache: BodyCache,
    batch_words: usize,
    batch_pairs: usize,
}

impl<'a, D: Dump> Comparer<'a, D> {
    pub(crate) fn new(
        dump: &'a D,
        table: &'a ArticleTable,
        learned: &'a LearnedWords,
        options: &'a Options,
        budget: &'a MemoryBudget,
    ) -> Self {
        let words = |share| budget.share(share).memory() / BYTES_PER_WORD;
        let pairs = budget.share(&shares::BATCH_VERDICTS).memory() / BYTES_PER_VERDICT;
        Comparer {
            dump,
            table,
            options,
            budget,
            learned,
            cache: BodyCache::new(words(&shares::CACHED_BODIES).min(CACHED_WORDS)),
            batch_words: words(&shares::BATCH_BODIES).min(BATCH_WORDS),
            batch_pairs: pairs.clamp(1, BATCH_PAIRS),
        }
    }

    /// Judges `pairs` and hands each verdict to `take`, in their order. After an
    /// error `take` may miss verdicts on pairs that were judged.
    pub(crate) fn compare(
        &mut self,
        pairs: &[Pair],
        observer: &dyn Observer,
        mut take: impl FnMut(JudgedPair) -> Result<()> + Send,
    ) -> Result<()> {
        let uses = self.cache.begin(pairs, self.table);
        let mut batch = 0..self.batch_length(pairs);
        let bodies = self.read(self.cache.missing(pairs, batch.clone()))?;
        self.cache.bodies.extend(bodies);
        let (mut verdicts, mut evicted) = (Vec::new(), Vec::new());
        while !batch.is_empty() {
            let next = batch.end..batch.end + self.batch_length(&pairs[batch.end..]);
            let missing = self.cache.missing(pairs, next.clone());
            let (this, previous) = (&*self, std::mem::take(&mut verdicts));
            let (taken, (judged, bodies)) = rayon::join(
                || {
                    drop(std::mem::take(&mut evicted));
                    previous.into_iter().try_for_each(&mut take)
                },
                || {
                    rayon::join(
                        || this.judge_all(&pairs[batch.clone()]),
                        || this.read(missing),
                    )
                },
            );
            taken?;
            verdicts = judged;
            self.cache.bodies.extend(bodies?);
            observer.advance(batch.len() as u64);
            evicted = self
                .cache
                .end_batch(pairs, batch, &uses, next.end, self.table);
            batch = next;
        }
        verdicts.into_iter().try_for_each(take)
    }

    /// Returns how many of `pairs` fit in one batch, at least one if any.
    fn batch_length(&self, pairs: &[Pair]) -> usize {
        let mut words = 0;
        let mut seen = HashSet::new();
        for (index, pair) in pairs.iter().enumerate() {
            for article in [pair.first(), pair.second()] {
                if seen.insert(article) {
                    words += self.table.core(article).words as usize;
                }
            }
            if index > 0 && (words > self.batch_words || index == self.batch_pairs) {
                return index;
            }
        }
        pairs.len()
    }

    /// Reads the bodies of `articles`, each with the pair that needs it next.
    fn read(&self, articles: Vec<(ArticleId, u32)>) -> Result<Vec<(ArticleId, CachedBody)>> {
        articles
            .into_par_iter()
            .map_init(Preparer::default, |preparer, (article, next_use)| {
                let body = read_body(self.dump, self.table, self.options, preparer, article)?;
                let next_use = Some(next_use);
                Ok((article, CachedBody { body, next_use }))
            })
            .collect()
    }

    /// Judges `pairs`, whose bodies are in memory.
    fn judge_all(&self, pairs: &[Pair]) -> Vec<JudgedPair> {
        let bodies = &self.cache.bodies;
        let judged = pairs.par_iter().map(|&pair| JudgedPair {
            pair,
            verdict: judge(
                &bodies[&pair.first()].body,
                &bodies[&pair.second()].body,
                self.learned,
                self.options.containment,
            ),
        });
        judged.collect()
    }
}

/// Reads the body of `article` from the record of its representative.
pub(crate) fn read_body<D: Dump>(
    dump: &D,
    table: &ArticleTable,
    options: &Options,
    preparer: &mut Preparer,
    article: ArticleId,
) -> Result<Body> {
    let representative = table.representative(article);
    let (core, entry) = (table.core(representative), table.entry(representative));
    let excluded = table.excluded(&entry)?;
    let mut body = Body::default();
    table.read_again(dump, representative, &mut |article| {
        let text = article.text.as_deref().unwrap_or_default();
        body = preparer.body_of_known(text, &excluded, options.shingle_words);
        body.headline = entry.headline_key.map(NonZeroU64::get);
        body.version = article
            .headline
            .as_deref()
            .map_or(0, |headline| version(PlainText::of(headline).text()));
        body.outlet = core.outlet.map(|outlet| outlet.number());
        body.published = entry.published;
    })?;
    Ok(body)
}

/// A body in memory.
pub(crate) struct CachedBody {
    pub(crate) body: Body,
    pub(crate) next_use: Option<u32>,
}

/// The bodies in memory while a list of pairs is compared.
pub(crate) struct BodyCache {
    pub(crate) bodies: HashMap<ArticleId, CachedBody>,
    /// Words of the bodies that stay for later batches, at most.
    limit: usize,
}

impl BodyCache {
    pub(crate) fn new(limit: usize) -> BodyCache {
        BodyCache {
            bodies: HashMap::new(),
            limit,
        }
    }

    /// Begins a new list of pairs: bodies that it does not need are dropped.
    /// Returns the index of the next pair with each article of each pair.
    pub(crate) fn begin(&mut self, pairs: &[Pair], table: &ArticleTable) -> Vec<[Option<u32>; 2]> {
        let mut uses = vec![[None; 2]; pairs.len()];
        let mut next: HashMap<ArticleId, u32> = HashMap::new();
        for (index, pair) in pairs.iter().enumerate().rev() {
            let articles = [pair.first(), pair.second()];
            uses[index] = articles.map(|article| next.insert(article, to_u32(index)));
        }
        for (article, cached) in &mut self.bodies {
            cached.next_use = next.get(article).copied();
        }
        self.evict(0, table);
        uses
    }

    /// Ends a batch. Returns the bodies that no pair before `soon` needs.
    fn end_batch(
        &mut self,
        pairs: &[Pair],
        batch: Range<usize>,
        uses: &[[Option<u32>; 2]],
        soon: usize,
        table: &ArticleTable,
    ) -> Vec<CachedBody> {
        for index in batch {
            let articles = [pairs[index].first(), pairs[index].second()];
            for (article, next_use) in articles.into_iter().zip(uses[index]) {
                if let Some(cached) = self.bodies.get_mut(&article) {
                    cached.next_use = next_use;
                }
            }
        }
        self.evict(to_u32(soon), table)
    }

    /// Removes the bodies that are not needed again, and of the others those
    /// that are needed last, until the rest is within the limit.
    fn evict(&mut self, soon: u32, table: &ArticleTable) -> Vec<CachedBody> {
        let is_unused = |_: &ArticleId, cached: &mut CachedBody| cached.next_use.is_none();
        let unused = self.bodies.extract_if(is_unused);
        let mut evicted: Vec<CachedBody> = unused.map(|(_, cached)| cached).collect();
        let bodies = self.bodies.iter();
        let mut order: Vec<(Option<u32>, ArticleId)> = bodies
            .map(|(&article, cached)| (cached.next_use, article))
            .collect();
        order.sort_unstable();
        let mut words = 0;
        for (next_use, article) in order {
            words += table.core(article).words as usize;
            if words > self.limit && next_use >= Some(soon) {
                evicted.extend(self.bodies.remove(&article));
            }
        }
        evicted
    }

    /// Returns the articles of a batch of `pairs` whose bodies are not in
    /// memory, each with the index of the first pair that needs it.
    pub(crate) fn missing(&self, pairs: &[Pair], batch: Range<usize>) -> Vec<(ArticleId, u32)> {
        let mut first_uses: HashMap<ArticleId, u32> = HashMap::new();
        for index in batch.rev() {
            for article in [pairs[index].first(), pairs[index].second()] {
                if !self.bodies.contains_key(&article) {
                    first_uses.insert(article, to_u32(index));
                }
            }
        }
        let mut missing: Vec<(ArticleId, u32)> = first_uses.into_iter().collect();
        missing.sort_unstable();
        missing
    }
}
