/*!
Which articles of a dump are kept, and why the others are removed.
*/

use crate::article::ArticleId;
use crate::compare::verdict::{Relation, Verdict};
use crate::convert::to_u32;
use crate::error::Result;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::fixed_size;
use crate::spill::numbers::NumberSet;
use crate::spill::paged_lists::PagedVec;
use crate::spill::shares;

/// Why an article is removed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Removal {
    /// The kept article that contains it.
    pub(crate) kept: ArticleId,
    pub(crate) relation: Relation,
    /// The share of the removed article's words that the kept one contains.
    pub(crate) containment: f64,
    pub(crate) resemblance: f64,
}

fixed_size!(Removal {
    kept: ArticleId,
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
/// memory, and a bit for each article if pages without one are removed. The reasons may spill to disk.
#[derive(Debug)]
pub struct KeepPlan {
    /// The removed articles in reading order, with indices of reasons.
    removed: Vec<(ArticleId, u32)>,
    /// The same until `finish` sorts them.
    unsorted: ChunkedVec<(ArticleId, u32)>,
    removals: PagedVec<Removal>,
    /// The article of each cluster that is kept first; empty if all are kept. One of
    /// another cluster where that contains all of this one.
    pub(crate) kept: Vec<ArticleId>,
    /// The number of articles that are kept after the first of their cluster,
    /// because too little of them is in another kept article.
    pub(crate) kept_unlike: u64,
    /// How many of `kept_unlike` were not compared with all kept articles of
    /// their cluster.
    pub(crate) not_compared: u64,
    /// Pages without an article that are removed. None is in `removed`, since none is
    /// in a cluster.
    dropped: NumberSet,
    dropped_count: u64,
    reservation: Reservation,
}

impl KeepPlan {
    /// Returns the plan that keeps all articles.
    #[must_use]
    pub fn of_all() -> KeepPlan {
        KeepPlan::new(&[], &MemoryBudget::new(0, None))
    }

    /// Returns a plan without decisions on `clusters`.
    pub(crate) fn new(clusters: &[Cluster], budget: &MemoryBudget) -> KeepPlan {
        KeepPlan {
            removed: Vec::new(),
            unsorted: ChunkedVec::new(budget),
            removals: PagedVec::new(budget.share(&shares::REMOVALS)),
            kept: clusters.iter().map(Cluster::center).collect(),
            kept_unlike: 0,
            not_compared: 0,
            dropped: NumberSet::default(),
            dropped_count: 0,
            reservation: budget.reserve(0),
        }
    }

    pub(crate) fn remove(&mut self, article: ArticleId, removal: Removal) -> Result<()> {
        self.unsorted.push((article, to_u32(self.removals.len())));
        self.removals.push(removal)
    }

    /// Call this when all decisions are made.
    pub(crate) fn finish(&mut self) {
        self.removed.reserve_exact(self.unsorted.len());
        self.removed.extend(self.unsorted.drain());
        self.removed.sort_unstable();
        let bytes = size_of_val(self.removed.as_slice()) + size_of_val(self.kept.as_slice());
        self.reservation.set(bytes);
    }

    /// Removes the pages without an article, too. `table` is that of the outcome that
    /// the plan is about.
    ///
    /// # Errors
    ///
    /// If a temporary file cannot be read.
    pub(crate) fn drop_no_article(&mut self, table: &ArticleTable) -> Result<()> {
        for article in table.articles() {
            if table.entry(article).no_article.is_some() && self.dropped.insert(article.number()) {
                self.dropped_count += 1;
            }
        }
        table.check_io()
    }

    /// Returns whether `article` is removed.
    #[must_use]
    pub fn is_removed(&self, article: ArticleId) -> bool {
        self.is_dropped(article) || self.removal_index(article).is_some()
    }

    /// Returns whether `article` is removed because its page has no article.
    pub(crate) fn is_dropped(&self, article: ArticleId) -> bool {
        self.dropped.contains(article.number())
    }

    /// Returns the kept article for which `article` is removed, and why; `None` when
    /// it is kept, or removed without one.
    pub(crate) fn removal(&self, article: ArticleId) -> Result<Option<Removal>> {
        let index = self.removal_index(article);
        index.map(|index| self.removals.get(index)).transpose()
    }

    fn removal_index(&self, article: ArticleId) -> Option<usize> {
        let entry = self.removed.binary_search_by_key(&article, |entry| entry.0);
        entry.ok().map(|entry| self.removed[entry].1 as usize)
    }

    /// Returns the number of removed articles.
    #[must_use]
    pub fn removed(&self) -> u64 {
        self.removed.len() as u64 + self.dropped_count
    }
}

/// How much of an article a kept article contains.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InKept {
    relation: Relation,
    /// The share of the article's own words that the kept one contains.
    containment: f64,
    resemblance: f64,
}

impl InKept {
    /// The measures of two articles with equal bodies.
    pub(crate) const VERBATIM: InKept = InKept {
        relation: Relation::Verbatim,
        containment: 1.0,
        resemblance: 1.0,
    };

    /// Returns a containment of a member and its center; `None` for the center.
    pub(crate) fn of_member(member: &ClusterMember, containment: f64) -> Option<InKept> {
        Some(InKept {
            relation: member.relation?,
            containment,
            resemblance: member.resemblance,
        })
    }

    /// Returns how much of each article of a pair the other one contains.
    pub(crate) fn of_pair(verdict: &Verdict) -> [InKept; 2] {
        [verdict.first, verdict.second].map(|side| InKept {
            relation: verdict.relation,
            containment: side.containment(),
            resemblance: verdict.resemblance,
        })
    }

    /// Returns whether the article is a copy of which enough is contained.
    pub(crate) fn is_enough(self, threshold: f64) -> bool {
        self.relation.is_copy() && self.containment >= threshold
    }

    /// Returns why the article is removed; `None` if too little is contained.
    pub(crate) fn removal(self, kept: ArticleId, threshold: f64) -> Option<Removal> {
        self.is_enough(threshold).then_some(Removal {
            kept,
            relation: self.relation,
            containment: self.containment,
            resemblance: self.resemblance,
        })
    }
}
