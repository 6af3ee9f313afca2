/*!
Decides which articles of clusters are kept.

# Choices

* Removing is asymmetric: an article is removed only if enough of its own words
  stand in a kept one. So a brief never displaces the long article that
  contains it. Articles that are kept for this reason are counted.
* Every removal is measured against the kept article itself, not against the
  center of the cluster.
* Articles are decided by rank, the smallest first: an article is removed if one of
  smaller rank is kept that contains it, in its cluster or in another one. So the
  kept articles, decided once more, are all kept. This holds as far as the same
  pairs are known and judged the same way.
*/

use std::collections::BTreeMap;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::keep::containers::Containers;
use crate::pipeline::keep::decider::Decider;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::keep::undecided::UndecidedCluster;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::thresholds::{KEEPING_AT_ONCE, KEEPING_ROUNDS, REMOVED_SHARE};

/// Decides for every cluster of `outcome` which articles are kept. A cluster of
/// `n` articles of which `k` are kept takes at most `n * min(k, KEPT_COMPARED)`
/// comparisons.
///
/// An article that contains a member of another cluster may contain its kept
/// members too, and these pairs need not be candidates. So they are compared, and
/// if one is contained, all is decided again.
pub(crate) fn decide<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
    policy: &KeepPolicy,
    observer: &dyn Observer,
) -> Result<KeepPlan> {
    let (table, budget) = (&outcome.table, &outcome.budget);
    let threshold = options.containment.max(REMOVED_SHARE);
    let mut containers = Containers::of(outcome, threshold)?;
    let mut comparer = Comparer::new(dump, table, &outcome.learned_words, options, budget);
    let mut compared: Vec<Pair> = Vec::new();
    for _ in 1..KEEPING_ROUNDS {
        let plan = decide_once(&mut comparer, outcome, &containers, policy, observer)?;
        let mut pairs = containers.missing(outcome, &plan)?;
        pairs.retain(|pair| compared.binary_search(pair).is_err());
        compared.extend_from_slice(&pairs);
        compared.sort_unstable();
        let known = containers.len();
        comparer.compare(&breadth_first(pairs), observer, |judged| {
            containers.add(&judged);
            Ok(())
        })?;
        if containers.len() == known {
            return Ok(plan);
        }
        containers.sort();
    }
    decide_once(&mut comparer, outcome, &containers, policy, observer)
}

/// Decides with the containers that are known.
fn decide_once<D: Dump>(
    comparer: &mut Comparer<'_, D>,
    outcome: &Outcome,
    containers: &Containers,
    policy: &KeepPolicy,
    observer: &dyn Observer,
) -> Result<KeepPlan> {
    let cluster_of = outcome.cluster_of();
    // Articles in no cluster that contain others or are contained.
    let mut alone = containers.articles();
    alone.retain(|&article| cluster_of.get(article).is_none());
    let clusters = outcome.clusters.len();
    let unit_of = |article: ArticleId| match cluster_of.get(article) {
        Some(cluster) => cluster,
        None => clusters + alone.partition_point(|&other| other < article),
    };
    let roots = containers.connect(clusters + alone.len(), unit_of);
    let mut connected: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (unit, root) in roots.into_iter().enumerate() {
        connected.entry(root).or_default().push(unit);
    }
    let mut decider = Decider::new(outcome, containers, comparer);
    let (mut undecided, mut articles) = (Vec::new(), 0);
    for units in connected.into_values() {
        for unit in units {
            let begun = match unit.checked_sub(clusters) {
                None => UndecidedCluster::of_cluster(outcome, unit, policy),
                Some(index) => UndecidedCluster::of_article(outcome, alone[index], policy),
            };
            articles += begun.articles.len();
            undecided.push(begun);
        }
        // Connected clusters are decided together.
        if articles >= KEEPING_AT_ONCE {
            decider.decide(std::mem::take(&mut undecided), observer)?;
            articles = 0;
        }
    }
    decider.decide(undecided, observer)?;
    outcome.table.check_io()?;
    decider.plan.finish();
    Ok(decider.plan)
}
