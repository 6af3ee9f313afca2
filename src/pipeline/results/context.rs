/*!
The dump and the outcome of a run, as findings need them.
*/

use std::collections::BTreeSet;

use crate::article::{Article, ArticleId};
use crate::compare::relation::Relation;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::thresholds::{SAME_PAGE, STORIES_OF_ROUNDUP};
use crate::report::{CopyKind, Place};

/// A dump, and what a run found in it.
#[derive(Debug)]
pub(crate) struct ReportContext<'a, D> {
    pub(crate) dump: &'a D,
    pub(crate) outcome: &'a Outcome,
}

impl<D: Dump> ReportContext<'_, D> {
    pub(crate) fn place(&self, article: ArticleId) -> Place {
        let record = self.outcome.table.entry(article).record;
        self.dump.location(record).into()
    }

    /// Reads the record of an article again and calls `with` for it.
    pub(crate) fn read(
        &self,
        article: ArticleId,
        with: &mut dyn FnMut(&Article<'_>),
    ) -> Result<()> {
        self.outcome.table.read_again(self.dump, article, with)
    }
}

/// What two articles are to each other more finely than `relation` says;
/// `None` when it says all.
///
/// * `same-url`: two readings of one page, at whatever form of its address.
/// * `self-update`: a later version that the same outlet printed.
/// * `self-duplicate`: the same outlet has it at another address.
pub(crate) fn kind(
    table: &ArticleTable,
    (one, other): (ArticleId, ArticleId),
    relation: Relation,
    containment: f64,
) -> Option<CopyKind> {
    if !relation.is_copy() {
        return None;
    }
    let page = |article: ArticleId| table.entry(article).page_hash;
    if page(one) != 0 && page(one) == page(other) {
        return Some(CopyKind::SameUrl);
    }
    let outlet = |article: ArticleId| table.core(article).outlet;
    if outlet(one).is_none() || outlet(one) != outlet(other) {
        return None;
    }
    match relation {
        Relation::Update => Some(CopyKind::SelfUpdate),
        _ if containment >= SAME_PAGE => Some(CopyKind::SelfDuplicate),
        _ => None,
    }
}

/// The pages that carry several other stories whole: digests, briefs, live
/// blogs. `threshold` is the containment from which on a story is whole.
///
/// Articles of one cluster are one story.
pub(crate) fn roundups(outcome: &Outcome, threshold: f64) -> Result<BTreeSet<ArticleId>> {
    let cluster_of = outcome.cluster_of();
    let mut carried: Vec<(ArticleId, Story)> = Vec::new();
    for copy in outcome.copies.iter() {
        if let Some(carried_whole) = copy?.carried_whole(threshold) {
            let story = match cluster_of.get(carried_whole.story) {
                Some(cluster) => Story::Cluster(cluster),
                None => Story::Article(carried_whole.story),
            };
            carried.push((carried_whole.carrier, story));
        }
    }
    carried.sort_unstable();
    carried.dedup();
    Ok(carried
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|stories| stories.len() >= STORIES_OF_ROUNDUP)
        .map(|stories| stories[0].0)
        .collect())
}

/// A cluster, or an article in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Story {
    Cluster(usize),
    Article(ArticleId),
}
