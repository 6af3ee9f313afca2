/*!
Decides on the articles of several clusters at a time, by rank.
*/

use std::collections::HashMap;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::keep::containers::Containers;
use crate::pipeline::keep::plan::{InKept, KeepPlan, Removal};
use crate::pipeline::keep::policy::KeepRank;
use crate::pipeline::keep::undecided::UndecidedCluster;
use crate::pipeline::observer::Observer;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::thresholds::KEPT_COMPARED;

/// Decides on several clusters at a time.
pub(crate) struct Decider<'a, 'b, D> {
    outcome: &'a Outcome,
    containers: &'a Containers,
    comparer: &'a mut Comparer<'b, D>,
    pub(crate) plan: KeepPlan,
    /// The kept articles by the first articles with their bodies.
    kept: HashMap<ArticleId, (KeepRank, ArticleId)>,
    /// The smallest rank of the articles with a body that is not decided.
    open: HashMap<ArticleId, KeepRank>,
}

/// What other clusters say of the article that would be kept next.
enum AcrossClusters {
    /// No kept article of smaller rank contains it.
    Keep,
    Remove(Removal),
    /// An article of smaller rank that contains it is not decided.
    Wait,
}

impl<'a, 'b, D: Dump> Decider<'a, 'b, D> {
    pub(crate) fn new(
        outcome: &'a Outcome,
        containers: &'a Containers,
        comparer: &'a mut Comparer<'b, D>,
    ) -> Self {
        Decider {
            outcome,
            containers,
            comparer,
            plan: KeepPlan::new(&outcome.clusters, &outcome.budget),
            kept: HashMap::new(),
            open: HashMap::new(),
        }
    }

    /// Decides on all articles of `clusters`. In each round one article of every
    /// cluster is kept, unless its cluster has to wait, and the others are compared
    /// with it.
    pub(crate) fn decide(
        &mut self,
        mut clusters: Vec<UndecidedCluster<'a>>,
        observer: &dyn Observer,
    ) -> Result<()> {
        let body = body_of(&self.outcome.table);
        self.kept.clear();
        self.open.clear();
        for &(rank, article) in clusters.iter().flat_map(|cluster| &cluster.articles) {
            let least = self.open.entry(body(article)).or_insert(rank);
            *least = rank.min(*least);
        }
        while !clusters.is_empty() {
            clusters.sort_by_key(|cluster| cluster.articles.first().map(|first| first.0));
            let mut chosen = Vec::new();
            for (index, cluster) in clusters.iter_mut().enumerate() {
                if self.choose(cluster)? {
                    chosen.push(index);
                }
            }
            let measured =
                self.compare_with_kept(chosen.iter().map(|&index| &clusters[index]), observer)?;
            for index in chosen {
                let cluster = &mut clusters[index];
                let (_, kept) = cluster.articles.remove(0);
                for (rank, article) in std::mem::take(&mut cluster.articles) {
                    match self.removal(cluster, &measured, article, kept) {
                        Some(removal) => self.remove(article, removal)?,
                        None => cluster.articles.push((rank, article)),
                    }
                }
                if cluster.kept == KEPT_COMPARED {
                    self.decide_by_known_verdicts(cluster)?;
                }
            }
            clusters.retain(|cluster| !cluster.articles.is_empty());
        }
        Ok(())
    }

    /// Removes the next articles of `cluster` that kept articles of other clusters
    /// contain. Returns whether the one after them is kept now.
    fn choose(&mut self, cluster: &mut UndecidedCluster<'_>) -> Result<bool> {
        let body = body_of(&self.outcome.table);
        while let Some(&(rank, article)) = cluster.articles.first() {
            let removal = match self.across_clusters(rank, body(article)) {
                AcrossClusters::Keep => {
                    self.keep(cluster, rank, article);
                    return Ok(true);
                }
                AcrossClusters::Wait => return Ok(false),
                AcrossClusters::Remove(removal) => removal,
            };
            // The kept article contains all articles with this body.
            let equal = |other: ArticleId| body(other) == body(article);
            for &(_, other) in cluster.articles.iter().filter(|other| equal(other.1)) {
                self.remove(other, removal)?;
            }
            if cluster.kept == 0 {
                // Until an article of the cluster is kept.
                cluster
                    .index
                    .iter()
                    .for_each(|&index| self.plan.kept[index] = removal.kept);
            }
            cluster.articles.retain(|other| !equal(other.1));
        }
        Ok(false)
    }

    fn across_clusters(&self, rank: KeepRank, body: ArticleId) -> AcrossClusters {
        let is_before = |other: KeepRank| other < rank;
        let mut has_to_wait = false;
        let mut first: Option<(KeepRank, Removal)> = None;
        for (other, in_kept) in self.containers.of_article(body) {
            has_to_wait |= self.open.get(&other).copied().is_some_and(is_before);
            let held = first.map(|held| held.0);
            if let Some(&(other, kept)) = self.kept.get(&other)
                && is_before(other)
                && held.is_none_or(|held| other < held)
                && let Some(removal) = in_kept.removal(kept, self.containers.threshold)
            {
                first = Some((other, removal));
            }
        }
        match first {
            Some((_, removal)) => AcrossClusters::Remove(removal),
            None if has_to_wait => AcrossClusters::Wait,
            None => AcrossClusters::Keep,
        }
    }

    fn keep(&mut self, cluster: &mut UndecidedCluster<'_>, rank: KeepRank, article: ArticleId) {
        let body = self.outcome.table.core(article).first_with_body;
        self.open.remove(&body);
        self.kept.insert(body, (rank, article));
        match cluster.index {
            Some(index) if cluster.kept == 0 => self.plan.kept[index] = article,
            _ => self.plan.kept_unlike += u64::from(cluster.kept > 0),
        }
        cluster.kept += 1;
    }

    fn remove(&mut self, article: ArticleId, removal: Removal) -> Result<()> {
        let body = self.outcome.table.core(article).first_with_body;
        self.open.remove(&body);
        self.plan.remove(article, removal)
    }

    /// Measures every undecided article against the article of its cluster that
    /// is kept next, unless the measures are known already.
    fn compare_with_kept<'c>(
        &mut self,
        clusters: impl Iterator<Item = &'c UndecidedCluster<'a>>,
        observer: &dyn Observer,
    ) -> Result<HashMap<Pair, [InKept; 2]>>
    where
        'a: 'c,
    {
        let body = body_of(&self.outcome.table);
        let mut pairs = Vec::new();
        for cluster in clusters {
            let Some(center) = cluster.center(self.outcome) else {
                continue;
            };
            let kept = body(cluster.articles[0].1);
            let others = cluster.articles[1..].iter().map(|other| body(other.1));
            // All members are measured against the center.
            let unknown = others.filter(|&other| kept != center && other != center);
            pairs.extend(unknown.filter_map(|other| Pair::new(kept, other)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut measured = HashMap::new();
        let mut unknown = Vec::new();
        for pair in pairs {
            match self.outcome.copies.of_pair(pair)? {
                Some(judged) => {
                    measured.insert(pair, InKept::of_pair(&judged.verdict));
                }
                None => unknown.push(pair),
            }
        }
        self.comparer
            .compare(&breadth_first(unknown), observer, |judged| {
                measured.insert(judged.pair, InKept::of_pair(&judged.verdict));
                Ok(())
            })?;
        Ok(measured)
    }

    /// Returns why `article` is removed when `kept` is kept.
    fn removal(
        &self,
        cluster: &UndecidedCluster<'_>,
        measured: &HashMap<Pair, [InKept; 2]>,
        article: ArticleId,
        kept: ArticleId,
    ) -> Option<Removal> {
        let body = body_of(&self.outcome.table);
        let center = cluster.center(self.outcome)?;
        let (own, other) = (body(article), body(kept));
        let in_kept = if own == other {
            InKept::VERBATIM
        } else if other == center {
            {
                let member = cluster.members.get(&own)?;
                InKept::of_member(member, member.in_center)?
            }
        } else if own == center {
            {
                let member = cluster.members.get(&other)?;
                InKept::of_member(member, member.of_center)?
            }
        } else {
            measured.get(&Pair::new(own, other)?)?[usize::from(own > other)]
        };
        in_kept.removal(kept, self.containers.threshold)
    }

    /// Decides on the rest of `cluster` by the verdicts from clustering.
    fn decide_by_known_verdicts(&mut self, cluster: &mut UndecidedCluster<'_>) -> Result<()> {
        let body = body_of(&self.outcome.table);
        let undecided = std::mem::take(&mut cluster.articles);
        let mut bodies: Vec<ArticleId> = undecided.iter().map(|other| body(other.1)).collect();
        bodies.sort_unstable();
        bodies.dedup();
        // For each body the others that were compared with it, and how much of
        // them it contains.
        let mut known: HashMap<ArticleId, Vec<(ArticleId, InKept)>> = HashMap::new();
        for judged in self.outcome.copies.unlisted_among(&bodies) {
            let judged = judged?;
            let [of_first, of_second] = InKept::of_pair(&judged.verdict);
            let (first, second) = (judged.pair.first(), judged.pair.second());
            known.entry(first).or_default().push((second, of_second));
            known.entry(second).or_default().push((first, of_first));
        }
        // Why articles with a body are removed, once one is kept that contains
        // it.
        let mut removals: HashMap<ArticleId, Removal> = HashMap::new();
        for (rank, article) in undecided {
            let own = body(article);
            if let Some(removal) = removals.get(&own) {
                self.remove(article, *removal)?;
                continue;
            }
            // No article waits here: one that is not decided is taken as removed.
            if let AcrossClusters::Remove(removal) = self.across_clusters(rank, own) {
                self.remove(article, removal)?;
                removals.insert(own, removal);
                continue;
            }
            self.keep(cluster, rank, article);
            self.plan.not_compared += 1;
            let removal = |in_kept: InKept| in_kept.removal(article, self.containers.threshold);
            removals.extend(removal(InKept::VERBATIM).map(|removal| (own, removal)));
            for &(other, in_kept) in known.get(&own).into_iter().flatten() {
                if let Some(removal) = removal(in_kept) {
                    removals.entry(other).or_insert(removal);
                }
            }
        }
        Ok(())
    }
}

/// Returns a function from articles to the first article with their body.
fn body_of(table: &ArticleTable) -> impl Fn(ArticleId) -> ArticleId + '_ {
    |article| table.core(article).first_with_body
}
