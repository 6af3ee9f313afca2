/*!
The bodies in memory while a list of pairs is compared.

All pairs are known in advance. So of the bodies that a batch leaves behind, those
stay in memory that are needed again soonest (Belady, 1966).
*/

use std::collections::HashMap;
use std::ops::Range;

use crate::article::ArticleId;
use crate::compare::body::Body;
use crate::convert::to_u32;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;

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
    pub(crate) fn end_batch(
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
