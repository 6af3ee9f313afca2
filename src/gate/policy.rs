/*!
The terms of a check: its rules, and the objections that a maintainer has
looked at and allows, each with a reason.
*/

use std::collections::HashMap;
use std::fmt;

use jiff::civil::Date;

use crate::article::ArticleId;
use crate::gate::baseline::Baseline;
use crate::gate::facts::DataSet;
use crate::gate::rule::{Rule, RuleSetting};

/// The terms of a check.
#[derive(Clone, Debug)]
pub(crate) struct CheckPolicy {
    /// The rules in force.
    pub rules: Vec<RuleSetting>,
    /// Unreadable records to tolerate; more fail the check. With `None`, any
    /// unreadable record makes it inconclusive.
    pub max_skipped: Option<u64>,
    pub suppressions: Vec<Suppression>,
    /// Objections of an earlier check, which do not count.
    pub baseline: Option<Baseline>,
    /// The day of the check. Suppressions may expire.
    pub today: Date,
}

impl CheckPolicy {
    /// Returns whether a rule about several sets is in force.
    pub(crate) fn checks_leaks(&self) -> bool {
        self.rules.iter().any(|setting| setting.rule.is_leak())
    }

    /// Returns the setting of `rule`; `None` when it is not in force.
    pub(crate) fn setting(&self, rule: Rule) -> Option<&RuleSetting> {
        self.rules.iter().find(|setting| setting.rule == rule)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SuppressionTarget {
    /// One pair, by ids or by places as `FILE:LINE`, in either order.
    Pair([String; 2]),
    /// All pairs of a cluster, by the name of the cluster.
    Cluster(String),
    /// One objection, by its fingerprint.
    Fingerprint(String),
}

/// An objection that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suppression {
    pub target: SuppressionTarget,
    pub reason: String,
    /// The last day on which the suppression holds; `None` for no end.
    pub until: Option<Date>,
}

impl Suppression {
    /// Returns whether the suppression holds on `today`. The last day is
    /// included.
    pub(crate) fn holds_on(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
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

/// The suppressions that hold on a day, by the names in them.
///
/// A configuration may hold many suppressions, and a check makes many more
/// pairs: none of them scans the list. A suppression is identified by its index
/// in the list. Where several allow one thing, the first is used.
#[derive(Debug, Default)]
pub(crate) struct SuppressionIndex<'a> {
    clusters: HashMap<&'a str, usize>,
    fingerprints: HashMap<&'a str, usize>,
    /// The pairs that each id or place is in, and which of the two names it is.
    pair_names: HashMap<&'a str, Vec<PairName>>,
}

/// One of the two names of a suppressed pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PairName {
    suppression: usize,
    /// 0 or 1: the index of the name in the pair.
    side: usize,
}

/// The suppressions of pairs among the articles of an objection: for each
/// article the suppressions that name it. Empty when no pair is suppressed.
#[derive(Debug)]
pub(crate) struct SuppressedPairs(Vec<Vec<PairName>>);

impl<'a> SuppressionIndex<'a> {
    /// Indexes those of `suppressions` that hold on `today`.
    pub(crate) fn new(suppressions: &'a [Suppression], today: Date) -> SuppressionIndex<'a> {
        let mut index = SuppressionIndex::default();
        let all = suppressions.iter().enumerate();
        for (suppression, one) in all.filter(|(_, one)| one.holds_on(today)) {
            match &one.target {
                SuppressionTarget::Cluster(name) => {
                    index.clusters.entry(name).or_insert(suppression);
                }
                SuppressionTarget::Fingerprint(name) => {
                    index.fingerprints.entry(name).or_insert(suppression);
                }
                SuppressionTarget::Pair(names) => {
                    for (side, name) in names.iter().enumerate() {
                        let named = index.pair_names.entry(name).or_default();
                        named.push(PairName { suppression, side });
                    }
                }
            }
        }
        index
    }

    /// Returns the suppression that allows a whole objection.
    pub(crate) fn of_objection(&self, fingerprint: &str, cluster: Option<&str>) -> Option<usize> {
        let of_cluster = cluster.and_then(|name| self.clusters.get(name));
        let of_fingerprint = self.fingerprints.get(fingerprint);
        of_cluster.into_iter().chain(of_fingerprint).min().copied()
    }

    /// Returns the suppressions of pairs among `articles`.
    pub(crate) fn among(&self, articles: &[ArticleId], data: &dyn DataSet) -> SuppressedPairs {
        if self.pair_names.is_empty() {
            return SuppressedPairs(Vec::new());
        }
        let names = articles.iter().map(|&article| {
            let (id, place) = (data.id(article), data.place(article).to_string());
            let by_id = self.pair_names.get(&*id);
            let by_place = self.pair_names.get(&*place).filter(|_| id != place);
            let named = by_id.into_iter().chain(by_place);
            named.flatten().copied().collect()
        });
        SuppressedPairs(names.collect())
    }
}

impl SuppressedPairs {
    /// Returns the suppression that allows the pair of two articles, given as
    /// indices into the articles of the objection.
    pub(crate) fn of_pair(&self, first: usize, second: usize) -> Option<usize> {
        let (first, second) = (self.0.get(first)?, self.0.get(second)?);
        let is_whole = |one: &&PairName| {
            let is_other =
                |other: &PairName| other.suppression == one.suppression && other.side != one.side;
            second.iter().any(is_other)
        };
        let allowing = first.iter().filter(is_whole);
        allowing.map(|name| name.suppression).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::tests::{TODAY, data};

    fn pair(one: &str, other: &str) -> SuppressionTarget {
        SuppressionTarget::Pair([one, other].map(str::to_owned))
    }

    fn suppression(target: SuppressionTarget, until: Option<Date>) -> Suppression {
        Suppression {
            target,
            reason: String::new(),
            until,
        }
    }

    #[test]
    fn a_pair_is_named_by_ids_or_places_in_either_order() {
        for (one, other, allows) in [
            ("a1", "a0", true),
            ("news.jsonl:1", "a1", true),
            ("a0", "a0", false),
            ("a0", "news.jsonl:1", false),
            ("a0", "c", false),
        ] {
            let suppressions = [suppression(pair(one, other), None)];
            let index = SuppressionIndex::new(&suppressions, TODAY);
            let among = index.among(&[0, 1].map(ArticleId::new), &data(&[0, 0]));
            assert_eq!(among.of_pair(0, 1), among.of_pair(1, 0));
            assert_eq!(among.of_pair(0, 1), allows.then_some(0), "{one}, {other}");
        }
    }

    #[test]
    fn the_first_suppression_that_holds_is_used_and_its_last_day_is_included() {
        let suppressions = [
            suppression(pair("a0", "a1"), Some(TODAY.yesterday().unwrap())),
            suppression(SuppressionTarget::Fingerprint("f".to_owned()), None),
            suppression(SuppressionTarget::Cluster("c".to_owned()), None),
            suppression(pair("a0", "a1"), Some(TODAY)),
            suppression(pair("a0", "a1"), None),
        ];
        let index = SuppressionIndex::new(&suppressions, TODAY);
        let among = index.among(&[0, 1].map(ArticleId::new), &data(&[0, 0]));
        assert_eq!(among.of_pair(0, 1), Some(3));
        assert_eq!(index.of_objection("f", Some("c")), Some(1));
        assert_eq!(index.of_objection("g", Some("c")), Some(2));
        assert_eq!(index.of_objection("g", None), None);
    }
}
