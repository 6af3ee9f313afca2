/*!
The dump and the outcome of a run, as findings need them.
*/

use std::collections::BTreeSet;

use crate::article::{Article, ArticleId};
use crate::cluster::roundup::STORIES_OF_ROUNDUP;
use crate::compare::verdict::Relation;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::thresholds::SAME_PAGE;
use crate::report::{CopyKind, Place};

/// A dump, and the outcome of a run over it.
#[derive(Debug)]
pub(crate) struct ReportContext<'a, D> {
    pub(crate) dump: &'a D,
    pub(crate) outcome: &'a Outcome,
}

/// What of a verdict decides its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CopyMeasure {
    pub(crate) relation: Relation,
    pub(crate) containment: f64,
    pub(crate) is_statement: bool,
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

    /// Returns the kind of a pair that addresses, outlets and quotations decide;
    /// `None` when the relation says all.
    ///
    /// * `same-url`: one page, under any form of its address
    /// * `statement`: copies only because of what one of them quotes
    /// * `self-update`: a later version that the same outlet printed
    /// * `self-duplicate`: the same outlet has it at another address
    pub(crate) fn kind(&self, [one, other]: [ArticleId; 2], copy: CopyMeasure) -> Option<CopyKind> {
        let CopyMeasure {
            relation,
            containment,
            is_statement,
        } = copy;
        if !relation.is_copy() {
            return None;
        }
        let table = &self.outcome.table;
        let page = |article| table.entry(article).page_hash;
        if page(one) != 0 && page(one) == page(other) {
            return Some(CopyKind::SameUrl);
        }
        if is_statement {
            return Some(CopyKind::Statement);
        }
        let outlet = |article| table.core(article).outlet;
        if outlet(one).is_none() || outlet(one) != outlet(other) {
            return None;
        }
        match relation {
            Relation::Update => Some(CopyKind::SelfUpdate),
            _ if containment >= SAME_PAGE => Some(CopyKind::SelfDuplicate),
            _ => None,
        }
    }
}

/// Returns the pages that carry several stories whole: digests, briefs, live
/// blogs. The articles of a cluster are one story. `threshold` is the
/// containment from which on a story is whole.
pub(crate) fn roundups(outcome: &Outcome, threshold: f64) -> Result<BTreeSet<ArticleId>> {
    let cluster_of = outcome.cluster_of();
    // Each carrier with the cluster of a story, or with the story itself.
    let mut carried: Vec<(ArticleId, Option<usize>, Option<ArticleId>)> = Vec::new();
    for copy in outcome.copies.iter() {
        if let Some(whole) = copy?.carried_whole(threshold) {
            let cluster = cluster_of.get(whole.story);
            let alone = cluster.is_none().then_some(whole.story);
            carried.push((whole.carrier, cluster, alone));
        }
    }
    carried.sort_unstable();
    carried.dedup();
    let by_carrier = carried.chunk_by(|one, other| one.0 == other.0);
    let roundups = by_carrier.filter(|stories| stories.len() >= STORIES_OF_ROUNDUP);
    Ok(roundups.map(|stories| stories[0].0).collect())
}
