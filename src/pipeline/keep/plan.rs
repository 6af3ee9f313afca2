/*!
Which articles of a dump are kept, and why the others are removed.
*/

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::compare::verdict::Verdict;
use crate::convert::to_u32;
use crate::error::Result;
use crate::pipeline::clusters::cluster::ClusterMember;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::fixed_size;
use crate::spill::paged_vec::PagedVec;
use crate::spill::shares;

/// Why an article is removed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Removal {
    /// The kept article that contains it.
    pub kept: ArticleId,
    /// The cluster of both, by its index in
    /// [`Outcome::clusters`](crate::Outcome::clusters).
    pub cluster: usize,
    /// The relation of the two.
    pub relation: Relation,
    /// The share of the removed article's words that the kept one contains.
    pub containment: f64,
    /// The resemblance of the two.
    pub resemblance: f64,
}

fixed_size!(Removal {
    kept: ArticleId,
    cluster: usize,
    relation: Relation,
    containment: f64,
    resemblance: f64,
});

fixed_size!(
    Relation =
        Verbatim | Edited | Update | Excerpt | Template | Boilerplate | SameEvent | Unrelated
);

/// Which articles of a dump are kept, and why the others are removed.
///
/// # Complexity
///
/// Eight bytes for each removed article and four for each cluster are in
/// memory. The reasons may spill to disk.
#[derive(Debug)]
pub struct KeepPlan {
    /// The removed articles in reading order, with the indices of their
    /// reasons.
    removed: Vec<(ArticleId, u32)>,
    removals: PagedVec<Removal>,
    /// The article of each cluster that is kept first.
    kept: Vec<ArticleId>,
    kept_unlike: u64,
    not_compared: u64,
    _reservation: Reservation,
}

impl KeepPlan {
    /// Returns the plan that keeps all articles.
    #[must_use]
    pub fn of_all() -> KeepPlan {
        let budget = MemoryBudget::new(0, None);
        KeepPlanBuilder::new(0, &budget).finish(&budget)
    }

    /// Returns whether `article` is removed.
    #[must_use]
    pub fn is_removed(&self, article: ArticleId) -> bool {
        self.removal_index(article).is_some()
    }

    /// Returns why `article` is removed; `None` when it is kept.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be read.
    pub(crate) fn removal(&self, article: ArticleId) -> Result<Option<Removal>> {
        let index = self.removal_index(article);
        index.map(|index| self.removals.get(index)).transpose()
    }

    fn removal_index(&self, article: ArticleId) -> Option<usize> {
        let entry = self.removed.binary_search_by_key(&article, |entry| entry.0);
        entry.ok().map(|entry| self.removed[entry].1 as usize)
    }

    /// Returns the article of a cluster that is kept first; `None` when the plan
    /// knows no such cluster, as the plan that keeps all articles.
    #[must_use]
    pub fn kept_of(&self, cluster: usize) -> Option<ArticleId> {
        self.kept.get(cluster).copied()
    }

    /// Returns the number of removed articles.
    #[must_use]
    pub fn removed(&self) -> u64 {
        self.removed.len() as u64
    }

    /// Returns the number of articles of clusters that are kept after the first
    /// one, because too little of them stands in another kept article.
    #[must_use]
    pub fn kept_unlike(&self) -> u64 {
        self.kept_unlike
    }

    /// Returns how many of [`KeepPlan::kept_unlike`] were not compared with all
    /// kept articles of their cluster. In a cluster that keeps very many
    /// articles only the first are compared with all others.
    #[must_use]
    pub fn not_compared(&self) -> u64 {
        self.not_compared
    }
}

/// Collects the decisions of a [`KeepPlan`].
pub(crate) struct KeepPlanBuilder {
    removed: ChunkedVec<(ArticleId, u32)>,
    removals: PagedVec<Removal>,
    kept: Vec<ArticleId>,
    pub(crate) kept_unlike: u64,
    pub(crate) not_compared: u64,
}

impl KeepPlanBuilder {
    /// Returns a plan without decisions for a number of `clusters`.
    pub(crate) fn new(clusters: usize, budget: &MemoryBudget) -> KeepPlanBuilder {
        let mut kept = Vec::new();
        kept.reserve_exact(clusters);
        KeepPlanBuilder {
            removed: ChunkedVec::new(budget),
            removals: PagedVec::new(budget.share(&shares::REMOVALS)),
            kept,
            kept_unlike: 0,
            not_compared: 0,
        }
    }

    /// Keeps `article` first of the next cluster.
    pub(crate) fn keep_first(&mut self, article: ArticleId) {
        self.kept.push(article);
    }

    /// Removes `article`.
    pub(crate) fn remove(&mut self, article: ArticleId, removal: Removal) -> Result<()> {
        self.removed.push((article, to_u32(self.removals.len())));
        self.removals.push(removal)
    }

    pub(crate) fn finish(mut self, budget: &MemoryBudget) -> KeepPlan {
        let mut removed = Vec::with_capacity(self.removed.len());
        removed.extend(self.removed.drain());
        removed.sort_unstable();
        let bytes = size_of_val(removed.as_slice()) + size_of_val(self.kept.as_slice());
        KeepPlan {
            removed,
            removals: self.removals,
            kept: self.kept,
            kept_unlike: self.kept_unlike,
            not_compared: self.not_compared,
            _reservation: budget.reserve(bytes),
        }
    }
}

/// How much of an article a kept article contains.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InKept {
    pub(crate) relation: Relation,
    /// The share of the article's own words that the kept one contains.
    pub(crate) containment: f64,
    pub(crate) resemblance: f64,
}

impl InKept {
    /// The measures of two articles with equal bodies.
    pub(crate) const VERBATIM: InKept = InKept {
        relation: Relation::Verbatim,
        containment: 1.0,
        resemblance: 1.0,
    };

    /// Returns why the article is removed; `None` when the kept article contains
    /// too little of it.
    pub(crate) fn removal(
        self,
        kept: ArticleId,
        cluster: usize,
        threshold: f64,
    ) -> Option<Removal> {
        (self.relation.is_copy() && self.containment >= threshold).then_some(Removal {
            kept,
            cluster,
            relation: self.relation,
            containment: self.containment,
            resemblance: self.resemblance,
        })
    }
}

/// The measures of a pair from both of its articles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairMeasures {
    relation: Relation,
    first: f64,
    second: f64,
    resemblance: f64,
}

impl PairMeasures {
    pub(crate) fn of(verdict: &Verdict) -> PairMeasures {
        PairMeasures {
            relation: verdict.relation,
            first: verdict.first.containment(),
            second: verdict.second.containment(),
            resemblance: verdict.resemblance,
        }
    }

    /// Returns how much of `article` the other article of the pair, `kept`,
    /// contains.
    pub(crate) fn in_kept(self, article: ArticleId, kept: ArticleId) -> InKept {
        InKept {
            relation: self.relation,
            containment: if article < kept {
                self.first
            } else {
                self.second
            },
            resemblance: self.resemblance,
        }
    }
}

/// Returns how much of a member its center contains; `None` for the center.
pub(crate) fn of_member_in_center(member: &ClusterMember) -> Option<InKept> {
    Some(InKept {
        relation: member.relation?,
        containment: member.in_center,
        resemblance: member.resemblance,
    })
}

/// Returns how much of its center a member contains; `None` for the center.
pub(crate) fn of_center_in_member(member: &ClusterMember) -> Option<InKept> {
    Some(InKept {
        relation: member.relation?,
        containment: member.of_center,
        resemblance: member.resemblance,
    })
}
