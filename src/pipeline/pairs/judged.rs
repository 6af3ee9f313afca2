/*!
A compared pair and the verdict on it.
*/

use crate::article::ArticleId;
use crate::compare::verdict::Verdict;
use crate::fingerprint::postings::Pair;
use crate::pipeline::thresholds::MIN_SHARE_OF_LONGER;

/// A compared pair and the verdict on it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedPair {
    /// The pair.
    pub pair: Pair,
    /// The verdict; its first article is the first one of the pair.
    pub verdict: Verdict,
}

/// An article that another one contains whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CarriedWhole {
    /// The article that contains the other one and more.
    pub(crate) carrier: ArticleId,
    pub(crate) story: ArticleId,
}

impl JudgedPair {
    /// Returns whether the pair is a copy with at least this containment.
    pub(crate) fn is_duplicate(&self, threshold: f64) -> bool {
        self.verdict.relation.is_copy() && self.verdict.containment() >= threshold
    }

    /// Returns whether the articles contain enough of each other to be versions.
    pub(crate) fn are_versions(&self) -> bool {
        let Verdict { first, second, .. } = &self.verdict;
        first.containment().min(second.containment()) >= MIN_SHARE_OF_LONGER
    }

    /// Returns which article contains the other one whole and is not itself
    /// contained in it; `None` when that holds for neither. An article is
    /// contained whole from a containment of `threshold` on.
    pub(crate) fn carried_whole(&self, threshold: f64) -> Option<CarriedWhole> {
        let (first, second) = (self.pair.first(), self.pair.second());
        let is_first_whole = self.verdict.first.containment() >= threshold;
        let is_second_whole = self.verdict.second.containment() >= threshold;
        let whole = |carrier, story| Some(CarriedWhole { carrier, story });
        match (is_first_whole, is_second_whole) {
            (false, true) => whole(first, second),
            (true, false) => whole(second, first),
            (true, true) | (false, false) => None,
        }
    }
}
