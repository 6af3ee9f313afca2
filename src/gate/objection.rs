/*!
An objection: the articles that break a rule, in pairs where the rule is about
pairs, with the reason.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
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
        relation: Relation,
        /// The share of the words of `contained` that stand in the other.
        containment: f64,
        contained: ContainedArticle,
        /// The article that the first was compared with, when that is not the
        /// second: both are duplicates of it.
        center: Option<ArticleId>,
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
    pub link: PairLink,
    pub state: PairState,
}

/// Articles that break a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Objection {
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
    pub suppressed: u64,
    /// The indices of the suppressions that allow some of it.
    pub used: Vec<usize>,
}

impl Objection {
    /// Returns an objection of which nothing counts yet.
    pub(crate) fn new(rule: Rule, articles: Vec<ArticleId>) -> Objection {
        Objection {
            rule,
            articles,
            pairs: Vec::new(),
            not_listed: 0,
            reason: None,
            cluster: None,
            fingerprint: String::new(),
            counted: 0,
            known: 0,
            suppressed: 0,
            used: Vec::new(),
        }
    }

    pub(crate) fn counts(&self) -> bool {
        self.counted > 0
    }

    /// Returns the two articles of a pair.
    pub(crate) fn articles_of(&self, pair: &ObjectionPair) -> [ArticleId; 2] {
        [pair.first, pair.second].map(|index| self.articles[index])
    }

    /// Returns the article to show first: the first of the first pair that
    /// counts, or else of the first pair, or else the first article.
    pub(crate) fn subject(&self) -> Option<ArticleId> {
        let mut pairs = self.pairs.iter();
        let counting = pairs.find(|pair| pair.state == PairState::Counts);
        let pair = counting.or(self.pairs.first());
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
        let second = show(&data.place(self.articles[pair.second]));
        let (relation, containment, contained, center) = match pair.link {
            PairLink::Measured {
                relation,
                containment,
                contained,
                center,
            } => (relation, containment, contained, center),
            PairLink::Headline => return format!("has the headline of {second}"),
            PairLink::Id => return format!("has the id of {second}"),
            PairLink::Address => return format!("is of the same page as {second}"),
        };
        let words = match contained {
            ContainedArticle::First => "its words",
            ContainedArticle::Second => "that one's words",
            ContainedArticle::Shorter => "the shorter one's words",
        };
        let words = format!("{} of {words}", share(containment));
        let center = center.map(|center| format!(", as of {}", show(&data.place(center))));
        let center = center.unwrap_or_default();
        match (relation, contained) {
            (Relation::Verbatim, _) => format!("copy of {second} (verbatim{center})"),
            (Relation::Excerpt, ContainedArticle::First) => {
                format!("excerpt of {second} ({words})")
            }
            (Relation::Excerpt, ContainedArticle::Second) => {
                format!("carries an excerpt of {second} ({words})")
            }
            _ => format!("copy of {second} ({}, {words}{center})", relation.name()),
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
    use crate::gate::tests::data;

    #[test]
    fn a_pair_says_what_the_first_article_is_to_the_second() {
        use ContainedArticle::{First, Second, Shorter};
        let articles = [0, 1].map(ArticleId::new);
        let objection = Objection::new(Rule::NearDuplicates, articles.to_vec());
        let center = Some(ArticleId::new(2));
        let (edited, update) = (Relation::Edited, Relation::Update);
        let (verbatim, excerpt) = (Relation::Verbatim, Relation::Excerpt);
        // A share below 1 is never shown as 1.
        for (relation, contained, containment, center, expected) in [
            (
                edited,
                Shorter,
                0.934,
                None,
                "copy of X2 (edited, .93 of the shorter one's words)",
            ),
            (verbatim, First, 1.0, None, "copy of X2 (verbatim)"),
            (
                verbatim,
                Shorter,
                0.5,
                center,
                "copy of X2 (verbatim, as of X3)",
            ),
            (
                excerpt,
                First,
                0.05,
                None,
                "excerpt of X2 (.05 of its words)",
            ),
            (
                excerpt,
                Second,
                1.0,
                None,
                "carries an excerpt of X2 (1.00 of that one's words)",
            ),
            (
                update,
                Second,
                0.999,
                center,
                "copy of X2 (update, .99 of that one's words, as of X3)",
            ),
        ] {
            let pair = ObjectionPair {
                first: 0,
                second: 1,
                link: PairLink::Measured {
                    relation,
                    containment,
                    contained,
                    center,
                },
                state: PairState::Counts,
            };
            let show = |place: &Place| format!("X{}", place.line);
            assert_eq!(objection.why(&pair, &data(&[0; 3]), show), expected);
        }
    }
}
