/*!
Objections that somebody has looked at and allows, with the reason.
*/

use std::collections::HashMap;
use std::fmt;

use jiff::civil::Date;

use crate::article::ArticleId;
use crate::gate::facts::DataSet;

/// What is allowed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuppressionTarget {
    /// One pair, by ids or places as `FILE:LINE`, in either order.
    Pair([String; 2]),
    /// All pairs of a cluster, by its name.
    Cluster(String),
    /// One objection, by its fingerprint.
    Fingerprint(String),
}

/// An objection that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// What is allowed.
    pub target: SuppressionTarget,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; for ever without one.
    pub until: Option<Date>,
}

impl Suppression {
    /// Whether it holds on `today`: the last day is part of it.
    #[must_use]
    pub fn holds_on(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

/// The suppressions that hold on a day, by what they name: nobody knows how
/// many there are, and there are more pairs still. A suppression is told by
/// its place in the list; of several that allow a thing, the first counts.
#[derive(Debug, Default)]
pub(crate) struct SuppressionIndex<'a> {
    clusters: HashMap<&'a str, usize>,
    fingerprints: HashMap<&'a str, usize>,
    /// The sides of pairs that have a name.
    names: HashMap<&'a str, Vec<(usize, Side)>>,
}

/// One of the two names of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    One,
    Other,
}

/// What is allowed among the articles of an objection: for each of them the
/// suppressions that name it.
#[derive(Debug)]
pub(crate) struct SuppressedPairs(Vec<Vec<(usize, Side)>>);

impl<'a> SuppressionIndex<'a> {
    /// Those of `suppressions` that hold on `today`.
    pub(crate) fn new(suppressions: &'a [Suppression], today: Date) -> SuppressionIndex<'a> {
        let mut allowed = SuppressionIndex::default();
        let holding = suppressions
            .iter()
            .enumerate()
            .filter(|(_, suppression)| suppression.holds_on(today));
        for (index, suppression) in holding {
            match &suppression.target {
                SuppressionTarget::Cluster(name) => {
                    allowed.clusters.entry(name).or_insert(index);
                }
                SuppressionTarget::Fingerprint(name) => {
                    allowed.fingerprints.entry(name).or_insert(index);
                }
                SuppressionTarget::Pair([one, other]) => {
                    for (name, side) in [(one, Side::One), (other, Side::Other)] {
                        allowed.names.entry(name).or_default().push((index, side));
                    }
                }
            }
        }
        allowed
    }

    /// The one that allows all of an objection.
    pub(crate) fn whole(&self, fingerprint: &str, cluster: Option<&str>) -> Option<usize> {
        let of_cluster = cluster.and_then(|name| self.clusters.get(name));
        let of_fingerprint = self.fingerprints.get(fingerprint);
        of_cluster.into_iter().chain(of_fingerprint).min().copied()
    }

    /// What is allowed among `articles`.
    pub(crate) fn among(&self, articles: &[ArticleId], data: &dyn DataSet) -> SuppressedPairs {
        if self.names.is_empty() {
            return SuppressedPairs(Vec::new());
        }
        let sides = articles.iter().map(|&article| {
            let (id, place) = (data.id(article), data.place(article).to_string());
            let by_id = self.names.get(&*id);
            let by_place = self.names.get(&*place).filter(|_| id != place);
            by_id
                .into_iter()
                .chain(by_place)
                .flatten()
                .copied()
                .collect()
        });
        SuppressedPairs(sides.collect())
    }
}

impl SuppressedPairs {
    /// The one that allows the pair of these two, told by their places among
    /// the articles.
    pub(crate) fn pair(&self, first: usize, second: usize) -> Option<usize> {
        let (first, second) = (self.0.get(first)?, self.0.get(second)?);
        let allowing = first.iter().filter(|(index, side)| {
            let of_second = |other: &(usize, Side)| other.0 == *index && other.1 != *side;
            second.iter().any(of_second)
        });
        allowing.map(|&(index, _)| index).min()
    }
}

impl fmt::Display for Suppression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            SuppressionTarget::Pair([one, other]) => write!(formatter, "pair {one}, {other}")?,
            SuppressionTarget::Cluster(name) => write!(formatter, "cluster {name}")?,
            SuppressionTarget::Fingerprint(name) => write!(formatter, "fingerprint {name}")?,
        }
        write!(formatter, " ({})", self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::facts::{ListedArticle, ListedDataSet};
    use crate::report::Place;

    /// Two articles, `a` and `b`, and their numbers.
    fn two() -> (ListedDataSet, [ArticleId; 2]) {
        let place = |line| Place {
            file: "wire.jsonl".into(),
            line,
        };
        let data = ListedDataSet {
            sets: vec![String::new()],
            articles: vec![
                ListedArticle::new("a", place(1), 1),
                ListedArticle::new("b", place(2), 2),
            ],
        };
        (data, [0, 1].map(ArticleId::new))
    }

    #[test]
    fn the_last_day_is_part_of_it() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let suppression = Suppression {
            target: SuppressionTarget::Cluster("c".to_owned()),
            reason: "quoted by all".to_owned(),
            until: Some(day("2026-03-01")),
        };
        assert!(suppression.holds_on(day("2026-03-01")));
        assert!(!suppression.holds_on(day("2026-03-02")));
    }

    #[test]
    fn a_pair_is_named_by_ids_or_places_in_either_order() {
        let (data, articles) = two();
        let allows = |one: &str, other: &str| {
            let suppressions = [Suppression {
                target: SuppressionTarget::Pair([one.to_owned(), other.to_owned()]),
                reason: String::new(),
                until: None,
            }];
            let allowed = SuppressionIndex::new(&suppressions, "2026-03-01".parse().unwrap());
            let among = allowed.among(&articles, &data);
            assert_eq!(among.pair(0, 1), among.pair(1, 0));
            among.pair(0, 1) == Some(0)
        };
        assert!(allows("b", "a"));
        assert!(allows("wire.jsonl:1", "b"));
        assert!(!allows("a", "a"));
        assert!(!allows("a", "wire.jsonl:1"));
        assert!(!allows("a", "c"));
    }

    #[test]
    fn the_first_that_holds_is_the_one_that_counts() {
        let of = |target: SuppressionTarget, until: Option<&str>| Suppression {
            target,
            reason: String::new(),
            until: until.map(|until| until.parse().unwrap()),
        };
        let pair = || SuppressionTarget::Pair(["a".to_owned(), "b".to_owned()]);
        let suppressions = [
            of(pair(), Some("2026-02-01")),
            of(SuppressionTarget::Fingerprint("f".to_owned()), None),
            of(SuppressionTarget::Cluster("c".to_owned()), None),
            of(pair(), None),
            of(pair(), None),
        ];
        let allowed = SuppressionIndex::new(&suppressions, "2026-03-01".parse().unwrap());
        let (data, articles) = two();
        let among = allowed.among(&articles, &data);
        assert_eq!(among.pair(0, 1), Some(3));
        assert_eq!(allowed.whole("f", Some("c")), Some(1));
        assert_eq!(allowed.whole("g", Some("c")), Some(2));
        assert_eq!(allowed.whole("g", None), None);
    }
}
