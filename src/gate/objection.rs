/*!
An objection: the articles that break a rule, in pairs where the rule is about
pairs, with the reason.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::gate::facts::DataSet;
use crate::gate::rule::Rule;
use crate::report::Place;

/// Whether a pair counts against the limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PairState {
    #[default]
    Counts,
    /// The baseline knows it.
    Known,
    /// The suppression with this index allows it.
    Suppressed(usize),
}

/// How two articles were found to belong together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum PairLink {
    /// They were compared.
    Measured {
        /// The verdict.
        relation: Relation,
        /// The share of the words of `contained` that stand in the other.
        containment: f64,
        /// The article whose words were counted.
        contained: ContainedArticle,
    },
    /// Both are duplicates of a third article. The first was compared with it.
    ThroughCenter {
        /// The third article.
        center: ArticleId,
        /// The relation of the first article to the third.
        relation: Relation,
        /// The share of the shorter one's words that stand in the other.
        containment: f64,
    },
    /// They have one headline.
    Headline,
    /// They have one id.
    Id,
    /// They have one address.
    Address,
}

/// The article of a pair whose words stand in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ContainedArticle {
    #[serde(rename = "a")]
    First,
    #[serde(rename = "b")]
    Second,
    #[serde(rename = "shorter")]
    Shorter,
}

/// Two articles of an objection.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ObjectionPair {
    /// The article that breaks the rule: an index into
    /// [`Objection::articles`].
    pub first: usize,
    /// The article that it is compared with: another index.
    pub second: usize,
    /// How the two belong together.
    pub link: PairLink,
    /// Whether the pair counts.
    pub state: PairState,
}

/// Articles that break a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Objection {
    /// The rule.
    pub rule: Rule,
    /// The articles. The first represents them all.
    pub articles: Vec<ArticleId>,
    /// The pairs; empty where the rule is about single articles or about
    /// clusters as a whole.
    pub pairs: Vec<ObjectionPair>,
    /// Pairs that were counted and are not listed, because there are too
    /// many.
    pub not_listed: u64,
    /// The reason, where there are no pairs.
    pub reason: Option<String>,
    /// The name of the cluster, if the articles are one.
    pub cluster: Option<String>,
    /// A name that depends on the rule and the contents of the articles only.
    pub fingerprint: String,
    /// How much of the objection counts against the limit.
    pub counted: u64,
    /// How much of it the baseline knows.
    pub known: u64,
    /// How much of it is suppressed.
    pub suppressed: u64,
    /// The indices of the suppressions that allow some of it.
    pub used: Vec<usize>,
}

impl Objection {
    pub(crate) fn counts(&self) -> bool {
        self.counted > 0
    }

    /// Returns the two articles of a pair.
    pub(crate) fn articles_of(&self, pair: &ObjectionPair) -> [ArticleId; 2] {
        [pair.first, pair.second].map(|index| self.articles[index])
    }

    pub(crate) fn counting(&self) -> impl Iterator<Item = &ObjectionPair> {
        let pairs = self.pairs.iter();
        pairs.filter(|pair| pair.state == PairState::Counts)
    }

    /// Returns the article to show first: the first of the first pair that
    /// counts, or else of the first pair, or else the first article.
    pub(crate) fn subject(&self) -> Option<ArticleId> {
        let pair = self.counting().next().or(self.pairs.first());
        let first = pair.map_or(0, |pair| pair.first);
        self.articles.get(first).copied()
    }

    /// Returns what the first article of a pair is to the second, for people.
    /// `show` formats the places of other articles.
    pub(crate) fn why(
        &self,
        pair: &ObjectionPair,
        data: &dyn DataSet,
        show: impl Fn(&Place) -> String,
    ) -> String {
        let [_, second] = self.articles_of(pair);
        let second = show(&data.place(second));
        match pair.link {
            PairLink::Measured {
                relation,
                containment,
                contained,
            } => {
                let share = share(containment);
                let words = match contained {
                    ContainedArticle::First => format!("{share} of its words"),
                    ContainedArticle::Second => format!("{share} of that one's words"),
                    ContainedArticle::Shorter => format!("{share} of the shorter one's words"),
                };
                match (relation, contained) {
                    (Relation::Verbatim, _) => format!("copy of {second} (verbatim)"),
                    (Relation::Excerpt, ContainedArticle::First) => {
                        format!("excerpt of {second} ({words})")
                    }
                    (Relation::Excerpt, ContainedArticle::Second) => {
                        format!("carries an excerpt of {second} ({words})")
                    }
                    _ => format!("copy of {second} ({}, {words})", relation.name()),
                }
            }
            PairLink::ThroughCenter {
                center,
                relation,
                containment,
            } => {
                let words = match relation {
                    Relation::Verbatim => String::new(),
                    _ => format!(", {} of the shorter one's words", share(containment)),
                };
                let center = show(&data.place(center));
                format!(
                    "copy of {second} ({}{words}, as of {center})",
                    relation.name()
                )
            }
            PairLink::Headline => format!("has the headline of {second}"),
            PairLink::Id => format!("has the id of {second}"),
            PairLink::Address => format!("is of the same page as {second}"),
        }
    }
}

/// Returns a share with two decimal places: `.93`, and `1.00` only for the
/// whole.
fn share(share: f64) -> String {
    let hundredths = ((share * 100.0).round() as u32).min(if share < 1.0 { 99 } else { 100 });
    match hundredths {
        100 => "1.00".to_owned(),
        part => format!(".{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::facts::{ListedArticle, ListedDataSet};

    #[test]
    fn a_share_below_1_is_never_shown_as_1() {
        assert_eq!(
            [share(0.934), share(0.999), share(1.0), share(0.05)],
            [".93", ".99", "1.00", ".05"]
        );
    }

    #[test]
    fn a_pair_says_what_the_first_article_is_to_the_second() {
        let place = |line| Place {
            file: "test.jsonl".into(),
            line,
        };
        let data = ListedDataSet {
            sets: vec![String::new()],
            articles: [1, 2, 3]
                .map(|line| ListedArticle::new("a", place(line), 0))
                .into(),
        };
        let objection = Objection {
            rule: Rule::NearDuplicates,
            articles: [0, 1].map(ArticleId::new).into(),
            pairs: Vec::new(),
            not_listed: 0,
            reason: None,
            cluster: None,
            fingerprint: String::new(),
            counted: 0,
            known: 0,
            suppressed: 0,
            used: Vec::new(),
        };
        let measured = |relation, contained| PairLink::Measured {
            relation,
            containment: 0.934,
            contained,
        };
        let through = |relation| PairLink::ThroughCenter {
            center: ArticleId::new(2),
            relation,
            containment: 0.5,
        };
        for (link, expected) in [
            (
                measured(Relation::Edited, ContainedArticle::Shorter),
                "copy of test.jsonl:2 (edited, .93 of the shorter one's words)",
            ),
            (
                measured(Relation::Verbatim, ContainedArticle::First),
                "copy of test.jsonl:2 (verbatim)",
            ),
            (
                measured(Relation::Excerpt, ContainedArticle::Second),
                "carries an excerpt of test.jsonl:2 (.93 of that one's words)",
            ),
            (
                through(Relation::Update),
                "copy of test.jsonl:2 (update, .50 of the shorter one's words, as of test.jsonl:3)",
            ),
            (
                through(Relation::Verbatim),
                "copy of test.jsonl:2 (verbatim, as of test.jsonl:3)",
            ),
        ] {
            let pair = ObjectionPair {
                first: 0,
                second: 1,
                link,
                state: PairState::Counts,
            };
            assert_eq!(objection.why(&pair, &data, Place::to_string), expected);
        }
    }
}
