/*!
How much of an article a kept article contains.
*/

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::compare::verdict::Verdict;
use crate::pipeline::clusters::cluster::ClusterMember;
use crate::pipeline::keep::plan::Removal;

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
