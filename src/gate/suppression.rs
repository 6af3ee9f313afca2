/*!
Objections that somebody has looked at and allows, with the reason.
*/

use std::fmt;

use jiff::civil::Date;

use super::objection::Named;

/// What is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
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
    pub target: Target,
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

    /// Whether it allows all of an objection.
    pub(super) fn allows_whole(&self, fingerprint: &str, cluster: Option<&str>) -> bool {
        match &self.target {
            Target::Pair(_) => false,
            Target::Cluster(name) => cluster == Some(name),
            Target::Fingerprint(wanted) => fingerprint == wanted,
        }
    }

    /// Whether it allows this pair.
    pub(super) fn allows_pair(&self, first: &Named, second: &Named) -> bool {
        let Target::Pair([one, other]) = &self.target else {
            return false;
        };
        (is_called(first, one) && is_called(second, other))
            || (is_called(first, other) && is_called(second, one))
    }
}

fn is_called(article: &Named, name: &str) -> bool {
    article.id == name || article.place.to_string() == name
}

impl fmt::Display for Suppression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            Target::Pair([one, other]) => write!(formatter, "pair {one}, {other}")?,
            Target::Cluster(name) => write!(formatter, "cluster {name}")?,
            Target::Fingerprint(name) => write!(formatter, "fingerprint {name}")?,
        }
        write!(formatter, " ({})", self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Place;

    fn named(id: &str, line: u32) -> Named {
        Named::new(
            id,
            Place {
                file: "wire.jsonl".into(),
                line,
            },
        )
    }

    #[test]
    fn the_last_day_is_part_of_it() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let suppression = Suppression {
            target: Target::Cluster("c".to_owned()),
            reason: "quoted by all".to_owned(),
            until: Some(day("2026-03-01")),
        };
        assert!(suppression.holds_on(day("2026-03-01")));
        assert!(!suppression.holds_on(day("2026-03-02")));
    }

    #[test]
    fn a_pair_is_named_by_ids_or_places_in_either_order() {
        let pair = |one: &str, other: &str| Suppression {
            target: Target::Pair([one.to_owned(), other.to_owned()]),
            reason: String::new(),
            until: None,
        };
        let (a, b) = (named("a", 1), named("b", 2));
        assert!(pair("b", "a").allows_pair(&a, &b));
        assert!(pair("wire.jsonl:1", "b").allows_pair(&a, &b));
        assert!(!pair("a", "a").allows_pair(&a, &b));
    }
}
