/*!
The articles that contain an article of another cluster, or of none.

Clusters hold together around a center, so two articles of which one contains the
other may be in different clusters. One of them is enough.
*/

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::convert::to_u32;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::keep::plan::{InKept, KeepPlan};
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::thresholds::KEPT_COMPARED;
use crate::spill::budget::Reservation;

/// Which articles contain which others, among the copies of different clusters.
///
/// Articles are the first ones with their body. Each entry takes 32 bytes.
#[derive(Debug)]
pub(crate) struct Containers {
    /// The containment in a kept article from which on one is removed.
    pub(crate) threshold: f64,
    /// The contained article, the one that contains it, and how much of it; sorted.
    entries: Vec<(ArticleId, ArticleId, InKept)>,
    reservation: Reservation,
}

impl Containers {
    /// Collects the copies of `outcome` in which one article contains at least
    /// `threshold` of the other one's words. Items of a page that is ten times as
    /// long are left out: the page is another article.
    pub(crate) fn of(outcome: &Outcome, threshold: f64) -> Result<Containers> {
        let mut containers = Containers {
            threshold,
            entries: Vec::new(),
            reservation: outcome.budget().reserve(0),
        };
        for judged in outcome.copies.iter() {
            containers.add(&judged?);
        }
        containers.sort();
        Ok(containers)
    }

    /// Adds a pair, if one article contains the other. Sort before the next look-up.
    pub(crate) fn add(&mut self, judged: &JudgedPair) {
        let (first, second) = (judged.pair.first(), judged.pair.second());
        let [of_first, of_second] = InKept::of_pair(&judged.verdict);
        if judged.are_versions() {
            let ways = [(first, second, of_first), (second, first, of_second)];
            let contained = ways
                .into_iter()
                .filter(|way| way.2.is_enough(self.threshold));
            self.entries.extend(contained);
        }
    }

    pub(crate) fn sort(&mut self) {
        self.entries
            .sort_unstable_by_key(|entry| (entry.0, entry.1));
        self.reservation.set(size_of_val(self.entries.as_slice()));
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns the pairs that are not known, sorted, of a kept member of a cluster and
    /// a kept article outside of it that contains another member, kept or not. Of a
    /// cluster at most [`KEPT_COMPARED`] such articles are taken.
    pub(crate) fn missing(&self, outcome: &Outcome, plan: &KeepPlan) -> Result<Vec<Pair>> {
        let (table, cluster_of) = (&outcome.table, outcome.cluster_of());
        let is_kept = |body: &ArticleId| {
            let mut articles = table.exact_duplicates(*body).iter();
            articles.any(|&article| !plan.is_removed(article))
        };
        let mut outside: BTreeMap<usize, BTreeSet<ArticleId>> = BTreeMap::new();
        for &(own, other, _) in &self.entries {
            if let Some(cluster) = cluster_of.get(own).filter(|_| is_kept(&other)) {
                outside.entry(cluster).or_default().insert(other);
            }
        }
        let mut pairs = Vec::new();
        for (cluster, others) in outside {
            let members = outcome.clusters[cluster].members.iter();
            let members = members.map(|member| table.core(member.article).first_with_body);
            let kept: BTreeSet<ArticleId> = members.filter(is_kept).collect();
            for other in others.into_iter().take(KEPT_COMPARED) {
                for pair in kept.iter().filter_map(|&member| Pair::new(member, other)) {
                    if outcome.copies.of_pair(pair)?.is_none() {
                        pairs.push(pair);
                    }
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Ok(pairs)
    }

    /// Returns the articles that contain `article`, and how much of it.
    pub(crate) fn of_article(
        &self,
        article: ArticleId,
    ) -> impl Iterator<Item = (ArticleId, InKept)> + '_ {
        let start = self.entries.partition_point(|entry| entry.0 < article);
        let of_article = self.entries[start..].iter();
        let of_article = of_article.take_while(move |entry| entry.0 == article);
        of_article.map(|&(_, other, in_kept)| (other, in_kept))
    }

    /// Returns all articles of the entries, sorted and each once.
    pub(crate) fn articles(&self) -> Vec<ArticleId> {
        let entries = self.entries.iter();
        let mut articles: Vec<ArticleId> = entries.flat_map(|entry| [entry.0, entry.1]).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// Joins the units of articles that contain each other, and returns for each
    /// unit the smallest one that it is connected with. `unit_of` is the unit of an
    /// article, below `units`.
    pub(crate) fn connect(&self, units: usize, unit_of: impl Fn(ArticleId) -> usize) -> Vec<usize> {
        let mut forest = Forest::new(units);
        for &(own, other, _) in &self.entries {
            forest.join(to_u32(unit_of(own)), to_u32(unit_of(other)));
        }
        (0..to_u32(units))
            .map(|unit| forest.root(unit) as usize)
            .collect()
    }
}
