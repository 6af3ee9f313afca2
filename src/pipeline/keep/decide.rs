/*!
Decides which articles of clusters are kept.

# Choices

* Removing is asymmetric: an article is removed only if enough of its own words
  stand in a kept one. So a brief never displaces the long article that
  contains it. Articles that are kept for this reason are counted.
* Every removal is measured against the kept article itself, not against the
  center of the cluster.
*/

use std::collections::HashMap;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::ClusterMember;
use crate::pipeline::keep::plan::{InKept, KeepPlan, Removal};
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::thresholds::{KEEPING_AT_ONCE, KEPT_COMPARED};

/// Decides for every cluster of `outcome` which articles are kept. A cluster of
/// `n` articles of which `k` are kept takes at most `n * min(k, KEPT_COMPARED)`
/// comparisons.
pub(crate) fn decide<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
    policy: &KeepPolicy,
    observer: &dyn Observer,
) -> Result<KeepPlan> {
    let (table, budget) = (&outcome.table, &outcome.budget);
    let mut decider = Decider {
        outcome,
        threshold: options.containment,
        comparer: Comparer::new(dump, table, &outcome.learned_words, options, budget),
        plan: KeepPlan::new(outcome.clusters.len(), budget),
    };
    let (mut clusters, mut articles) = (Vec::new(), 0);
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        clusters.push(decider.begin(index, policy));
        articles += cluster.members.len();
        if articles >= KEEPING_AT_ONCE {
            decider.decide(std::mem::take(&mut clusters), observer)?;
            articles = 0;
        }
    }
    decider.decide(clusters, observer)?;
    table.check_io()?;
    decider.plan.finish();
    Ok(decider.plan)
}

/// A cluster with articles that are neither kept nor removed yet.
struct UndecidedCluster<'a> {
    index: usize,
    /// The members other than the center, by the first article with their body.
    members: HashMap<ArticleId, &'a ClusterMember>,
    /// The articles that are not decided yet. The first one is kept next.
    undecided: Vec<ArticleId>,
    /// The number of articles that were kept.
    kept: usize,
}

/// Decides on several clusters at a time.
struct Decider<'a, D> {
    outcome: &'a Outcome,
    /// The containment in a kept article from which on one is removed.
    threshold: f64,
    comparer: Comparer<'a, D>,
    plan: KeepPlan,
}

impl<'a, D: Dump> Decider<'a, D> {
    /// Ranks the articles of a cluster.
    fn begin(&mut self, index: usize, policy: &KeepPolicy) -> UndecidedCluster<'a> {
        let (table, cluster) = (&self.outcome.table, &self.outcome.clusters[index]);
        let origin = match policy {
            KeepPolicy::Origin => self.outcome.origin(index),
            _ => None,
        };
        let members = cluster.members.iter();
        let mut undecided: Vec<ArticleId> = members.map(|member| member.article).collect();
        undecided.sort_by_cached_key(|&article| policy.rank(table, origin.as_ref(), article));
        self.plan.kept.push(undecided[0]);
        // In reverse, so that of several members with one body the first stays.
        let members = cluster.members.iter().rev();
        let members = members
            .filter(|member| member.relation.is_some())
            .map(|member| (table.core(member.article).first_with_body, member));
        UndecidedCluster {
            index,
            members: members.collect(),
            undecided,
            kept: 0,
        }
    }

    /// Decides on all articles of `clusters`. In each round one article of every
    /// cluster is kept, and the others are compared with it.
    fn decide(
        &mut self,
        mut clusters: Vec<UndecidedCluster<'a>>,
        observer: &dyn Observer,
    ) -> Result<()> {
        let mut is_first_round = true;
        while !clusters.is_empty() {
            if !is_first_round {
                self.plan.kept_unlike += clusters.len() as u64;
            }
            is_first_round = false;
            let measured = self.compare_with_kept(&clusters, observer)?;
            for cluster in &mut clusters {
                let kept = cluster.undecided.remove(0);
                cluster.kept += 1;
                for article in std::mem::take(&mut cluster.undecided) {
                    match self.removal(cluster, &measured, article, kept) {
                        Some(removal) => self.plan.remove(article, removal)?,
                        None => cluster.undecided.push(article),
                    }
                }
                if cluster.kept == KEPT_COMPARED {
                    self.decide_by_known_verdicts(cluster)?;
                }
            }
            clusters.retain(|cluster| !cluster.undecided.is_empty());
        }
        Ok(())
    }

    /// Measures every undecided article against the article of its cluster that
    /// is kept next, unless the measures are known already.
    fn compare_with_kept(
        &mut self,
        clusters: &[UndecidedCluster<'_>],
        observer: &dyn Observer,
    ) -> Result<HashMap<Pair, [InKept; 2]>> {
        let body = body_of(&self.outcome.table);
        let mut pairs = Vec::new();
        for cluster in clusters {
            let center = body(self.outcome.clusters[cluster.index].center());
            let kept = body(cluster.undecided[0]);
            let others = cluster.undecided[1..].iter().map(|&article| body(article));
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
        let center = body(self.outcome.clusters[cluster.index].center());
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
        in_kept.removal(kept, cluster.index, self.threshold)
    }

    /// Decides on the rest of `cluster` by the verdicts from clustering.
    fn decide_by_known_verdicts(&mut self, cluster: &mut UndecidedCluster<'_>) -> Result<()> {
        let body = body_of(&self.outcome.table);
        let undecided = std::mem::take(&mut cluster.undecided);
        let mut bodies: Vec<ArticleId> = undecided.iter().map(|&article| body(article)).collect();
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
        for article in undecided {
            let own = body(article);
            if let Some(removal) = removals.get(&own) {
                self.plan.remove(article, *removal)?;
                continue;
            }
            self.plan.kept_unlike += 1;
            self.plan.not_compared += 1;
            let removal = |in_kept: InKept| in_kept.removal(article, cluster.index, self.threshold);
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
