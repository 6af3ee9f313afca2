/*!
Compared pairs: with the whole verdict on each, or with what clustering needs of it.
*/

use crate::article::ArticleId;
use crate::compare::passages::WordRange;
use crate::compare::verdict::{Relation, Verdict};
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
        are_versions(self.containments())
    }

    /// Returns the share of each article's words that the other one contains.
    pub(crate) fn containments(&self) -> [f64; 2] {
        let Verdict { first, second, .. } = &self.verdict;
        [first.containment(), second.containment()]
    }

    /// Returns which article contains the other one whole and is not itself
    /// contained in it; `None` when that holds for neither. An article is
    /// contained whole from a containment of `threshold` on.
    pub(crate) fn carried_whole(&self, threshold: f64) -> Option<CarriedWhole> {
        let (first, second) = (self.pair.first(), self.pair.second());
        let whole = |carrier, story| Some(CarriedWhole { carrier, story });
        match self.containments().map(|share| share >= threshold) {
            [false, true] => whole(first, second),
            [true, false] => whole(second, first),
            [true, true] | [false, false] => None,
        }
    }
}

/// A pair of duplicates, as clustering needs it. All of a component are in memory at
/// once, so that a pair takes few bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DuplicatePair {
    pub(crate) pair: Pair,
    pub(crate) relation: Relation,
    pub(crate) resemblance: f64,
    /// The share of each article's words that the other one contains.
    pub(crate) containments: [f64; 2],
    /// The article that the other one contains whole, and the words of the other one
    /// that both share.
    pub(crate) carried: Option<Box<CarriedPassages>>,
}

/// A story that another page contains whole, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CarriedPassages {
    pub(crate) whole: CarriedWhole,
    /// The shared words, by their places in the page that carries the story.
    pub(crate) spans: Vec<WordRange>,
}

impl DuplicatePair {
    /// Returns the pair, if it is one of [duplicates](JudgedPair::is_duplicate).
    pub(crate) fn of(judged: &JudgedPair, threshold: f64) -> Option<DuplicatePair> {
        let carried = |whole: CarriedWhole| {
            let passages = judged.verdict.passages.iter();
            let spans = passages.map(|passage| match whole.carrier == judged.pair.first() {
                true => passage.first.words,
                false => passage.second.words,
            });
            Box::new(CarriedPassages {
                whole,
                spans: spans.collect(),
            })
        };
        judged.is_duplicate(threshold).then(|| DuplicatePair {
            pair: judged.pair,
            relation: judged.verdict.relation,
            resemblance: judged.verdict.resemblance,
            containments: judged.containments(),
            carried: judged.carried_whole(threshold).map(carried),
        })
    }

    /// Returns whether the articles contain enough of each other to be versions.
    pub(crate) fn are_versions(&self) -> bool {
        are_versions(self.containments)
    }
}

fn are_versions(containments: [f64; 2]) -> bool {
    containments[0].min(containments[1]) >= MIN_SHARE_OF_LONGER
}
