/*!
What a rule holds against a data set: articles, pairs of them, and why.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::gate::rule::Rule;
use crate::report::Place;

/// Whether a pair counts against the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairState {
    /// It counts.
    #[default]
    Counts,
    /// The baseline has it.
    Known,
    /// A suppression allows it: its place in the list of suppressions.
    Suppressed(usize),
}

/// How the two articles of a pair were found to belong together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum PairLink {
    /// They were compared.
    Measured {
        /// The verdict.
        relation: Relation,
        /// The share of the words of `contained` that stand in the other.
        containment: f64,
        /// Whose words those are.
        contained: ContainedArticle,
    },
    /// Both are duplicates of a third one, and the first was measured against
    /// that.
    ThroughCenter {
        /// The third one.
        center: ArticleId,
        /// What the first is to it.
        relation: Relation,
        /// The share of the shorter one's words that stand in the other.
        containment: f64,
    },
    /// They have one headline.
    Headline,
    /// They have one id.
    Id,
    /// They are of one page.
    Address,
}

/// Whose words stand in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContainedArticle {
    /// The first one's.
    First,
    /// The second one's.
    Second,
    /// Those of the shorter one.
    Shorter,
}

/// Two articles of an objection.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectionPair {
    /// The one that is objected to, by its place in [`Objection::articles`].
    pub first: usize,
    /// The one that it is held against.
    pub second: usize,
    /// What ties them.
    pub tie: PairLink,
    /// Whether it counts.
    pub state: PairState,
}

impl ObjectionPair {
    /// What the first article is to the second, which stands at `second`.
    /// `place` says where another article stands, and `show` how places are
    /// written.
    #[must_use]
    pub fn why(
        &self,
        second: &Place,
        place: impl Fn(ArticleId) -> Place,
        show: impl Fn(&Place) -> String,
    ) -> String {
        let second = show(second);
        match &self.tie {
            PairLink::Measured {
                relation: Relation::Verbatim,
                ..
            } => format!("copy of {second} (verbatim)"),
            PairLink::Measured {
                relation,
                containment,
                contained,
            } => {
                let share = share(*containment);
                let name = relation.name();
                match (relation, contained) {
                    (Relation::Excerpt, ContainedArticle::First) => {
                        format!("excerpt of {second} ({share} of its words)")
                    }
                    (Relation::Excerpt, ContainedArticle::Second) => {
                        format!("carries an excerpt of {second} ({share} of that one's words)")
                    }
                    (_, ContainedArticle::First) => {
                        format!("copy of {second} ({name}, {share} of its words)")
                    }
                    (_, ContainedArticle::Second) => {
                        format!("copy of {second} ({name}, {share} of that one's words)")
                    }
                    (_, ContainedArticle::Shorter) => {
                        format!("copy of {second} ({name}, {share} of the shorter one's words)")
                    }
                }
            }
            PairLink::ThroughCenter {
                center,
                relation: Relation::Verbatim,
                ..
            } => format!(
                "copy of {second} (verbatim, as of {})",
                show(&place(*center))
            ),
            PairLink::ThroughCenter {
                center,
                relation,
                containment,
            } => format!(
                "copy of {second} ({}, {} of the shorter one's words, as of {})",
                relation.name(),
                share(*containment),
                show(&place(*center))
            ),
            PairLink::Headline => format!("has the headline of {second}"),
            PairLink::Id => format!("has the id of {second}"),
            PairLink::Address => format!("is of the same page as {second}"),
        }
    }
}

/// A share as people read it: `.93`, and `1.00` for all.
fn share(share: f64) -> String {
    // A share that is not whole must not be shown as if it were.
    let hundredths = ((share * 100.0).round() as u32).min(if share < 1.0 { 99 } else { 100 });
    match hundredths {
        100 => "1.00".to_owned(),
        part => format!(".{part:02}"),
    }
}

/// Something that a rule holds against a data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objection {
    /// The rule.
    pub rule: Rule,
    /// The articles: the one that speaks for them first.
    pub articles: Vec<ArticleId>,
    /// The pairs; empty where the rule is about single articles or clusters
    /// as such.
    pub pairs: Vec<ObjectionPair>,
    /// Pairs that were counted and are not listed, because there are too
    /// many.
    pub not_listed: u64,
    /// What it is, where there are no pairs to tell it.
    pub reason: Option<String>,
    /// The cluster's name, where it is one.
    pub cluster: Option<String>,
    /// A name that the content of its articles decides.
    pub fingerprint: String,
    /// How much of it counts against the limit.
    pub counted: u64,
    /// How much of it the baseline has.
    pub known: u64,
    /// How much of it is suppressed.
    pub suppressed: u64,
    /// The suppressions that allow something of it, by their place.
    pub used: Vec<usize>,
}

impl Objection {
    /// Whether anything of it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.counted > 0
    }

    /// The articles of one of its pairs: the one that is objected to, and the
    /// one that it is held against.
    #[must_use]
    pub fn articles_of(&self, pair: &ObjectionPair) -> [ArticleId; 2] {
        [pair.first, pair.second].map(|index| self.articles[index])
    }

    /// The pairs that count.
    pub fn counting(&self) -> impl Iterator<Item = &ObjectionPair> {
        let pairs = self.pairs.iter();
        pairs.filter(|pair| pair.state == PairState::Counts)
    }

    /// The article that is objected to first: the first of the first pair
    /// that counts, or the one that speaks for all.
    #[must_use]
    pub fn subject(&self) -> Option<ArticleId> {
        let pair = self.counting().next().or(self.pairs.first());
        let first = pair.map_or(0, |pair| pair.first);
        self.articles.get(first).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_is_not_whole_is_not_shown_as_whole() {
        assert_eq!(
            [share(0.934), share(0.999), share(1.0), share(0.05)],
            [".93", ".99", "1.00", ".05"]
        );
    }

    #[test]
    fn a_pair_says_what_the_first_is_to_the_second() {
        let pair = ObjectionPair {
            first: 0,
            second: 1,
            tie: PairLink::Measured {
                relation: Relation::Edited,
                containment: 0.934,
                contained: ContainedArticle::Shorter,
            },
            state: PairState::Counts,
        };
        let second = Place {
            file: "test.jsonl".into(),
            line: 7,
        };
        assert_eq!(
            pair.why(&second, |_| second.clone(), Place::to_string),
            "copy of test.jsonl:7 (edited, .93 of the shorter one's words)"
        );
    }
}
