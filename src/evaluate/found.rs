/*!
What findings say of pairs: which articles share a cluster, and which are
named together by a copy line.
*/

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::evaluate::lines::{Id, each_line, parse};

/// Findings, as far as they say which articles belong together.
///
/// # Examples
///
/// ```
/// use wirecopy::evaluate::FoundPairs;
///
/// let findings = r#"{"type":"copy","a":"n3","b":"n1"}
/// {"type":"summary","read":3}"#;
/// let found = FoundPairs::read(findings.as_bytes())?;
/// assert!(found.is_copy("n1", "n3"));
/// assert!(!found.is_duplicate("n1", "n3"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct FoundPairs {
    /// The clusters of each id by number, ascending. Two records may share
    /// an id, so that an id may stand in several.
    clusters_of: HashMap<Id, Vec<usize>>,
    /// The clusters beside which each id is named: it is a duplicate of their
    /// articles and no member.
    beside: HashMap<Id, Vec<usize>>,
    /// Pairs of ids that copy lines name, under the lesser id.
    copies: HashMap<Id, HashSet<Id>>,
    counts: FoundCounts,
}

/// What findings say, right or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FoundCounts {
    /// Clusters.
    pub clusters: u64,
    /// Articles in the largest cluster.
    pub largest_cluster: u64,
    /// Copy lines.
    pub copies: u64,
}

/// What kind of finding a line is.
#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct ClusterLine {
    articles: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    id: Id,
    kind: Option<String>,
}

impl Member {
    /// Whether it is named beside the cluster: a page that carries the story
    /// among others, or an item on such a page.
    fn is_beside(&self) -> bool {
        matches!(self.kind.as_deref(), Some("roundup" | "item"))
    }
}

/// A cluster as it is read: its members, and who is named beside it.
type Read = (Vec<Id>, Vec<Id>);

#[derive(Deserialize)]
struct CopyLine {
    a: Id,
    b: Id,
}

impl FoundPairs {
    /// Reads findings from JSON Lines. Findings of other types than `cluster`
    /// and `copy` are passed over.
    ///
    /// # Errors
    ///
    /// A line that is no finding; the text begins with its number.
    pub fn read(reader: impl BufRead) -> Result<FoundPairs> {
        let mut found = FoundPairs::default();
        let mut clusters = Vec::new();
        each_line(reader, |line| {
            match parse::<Kind<'_>>(line)?.kind.as_deref() {
                Some("cluster") => {
                    let articles = parse::<ClusterLine>(line)?.articles;
                    let (beside, members): (Vec<Member>, Vec<Member>) =
                        articles.into_iter().partition(Member::is_beside);
                    let ids = |list: Vec<Member>| list.into_iter().map(|one| one.id).collect();
                    clusters.push((ids(members), ids(beside)));
                }
                Some("copy") => {
                    let CopyLine { a, b } = parse(line)?;
                    found.counts.copies += 1;
                    let (lesser, greater) = in_order(a, b);
                    found.copies.entry(lesser).or_default().insert(greater);
                }
                Some(_) => {}
                None => return Err("expected a finding, found no `type`".to_owned()),
            }
            Ok(())
        })?;
        found.number(clusters);
        Ok(found)
    }

    /// Numbers the clusters so that the order of lines does not matter: the
    /// largest first, then by their ids.
    fn number(&mut self, mut clusters: Vec<Read>) {
        clusters.iter_mut().for_each(|(members, beside)| {
            members.sort_unstable();
            beside.sort_unstable();
        });
        clusters.sort_by(|one, other| {
            (Reverse(one.0.len()), one).cmp(&(Reverse(other.0.len()), other))
        });
        self.counts.clusters = clusters.len() as u64;
        let largest = clusters.first();
        self.counts.largest_cluster = largest.map_or(0, |(members, _)| members.len() as u64);
        for (number, (mut members, beside)) in clusters.into_iter().enumerate() {
            members.dedup();
            for id in members {
                self.clusters_of.entry(id).or_default().push(number);
            }
            for id in beside {
                self.beside.entry(id).or_default().push(number);
            }
        }
    }

    /// What the findings say, in numbers.
    #[must_use]
    pub fn counts(&self) -> FoundCounts {
        self.counts
    }

    /// Whether one cluster holds both articles.
    #[must_use]
    pub fn is_duplicate(&self, a: &str, b: &str) -> bool {
        let clusters = |id: &str| {
            let beside = self.beside.get(id).map_or(&[][..], Vec::as_slice);
            [self.clusters_of(id), beside].concat()
        };
        let (a, b) = (clusters(a), clusters(b));
        a.iter().any(|cluster| b.contains(cluster))
    }

    /// Whether one cluster holds both articles, or a copy line names them.
    #[must_use]
    pub fn is_copy(&self, a: &str, b: &str) -> bool {
        let (lesser, greater) = in_order(a, b);
        let named = self.copies.get(lesser);
        named.is_some_and(|others| others.contains(greater)) || self.is_duplicate(a, b)
    }

    /// The number of an article's cluster: of the largest, where its id
    /// stands in several.
    pub(crate) fn cluster_of(&self, id: &str) -> Option<usize> {
        self.clusters_of(id).first().copied()
    }

    fn clusters_of(&self, id: &str) -> &[usize] {
        self.clusters_of
            .get(id)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

fn in_order<T: Ord>(a: T, b: T) -> (T, T) {
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> FoundPairs {
        FoundPairs::read(lines.join("\n").as_bytes()).expect("the findings are good")
    }

    #[test]
    fn a_cluster_makes_copies_and_a_copy_line_no_duplicates() {
        let found = found(&[
            r#"{"type":"cluster","cluster":"x","articles":[{"id":"n1","line":4},{"id":2}]}"#,
            r#"{"type":"copy","a":"n3","b":"n1","relation":"excerpt"}"#,
        ]);
        assert!(found.is_duplicate("n1", "2") && found.is_copy("2", "n1"));
        assert!(found.is_copy("n1", "n3") && !found.is_duplicate("n1", "n3"));
        assert!(!found.is_copy("2", "n3"));
    }

    #[test]
    fn a_page_beside_a_cluster_is_a_duplicate_and_no_member() {
        let found = found(&[
            r#"{"type":"cluster","articles":[{"id":"n1"},{"id":"n2"},{"id":"n5","kind":"roundup"}]}"#,
            r#"{"type":"cluster","articles":[{"id":"n5"},{"id":"n6"}]}"#,
        ]);
        assert!(found.is_duplicate("n1", "n5") && found.is_duplicate("n6", "n5"));
        assert!(!found.is_duplicate("n1", "n6"));
        assert_eq!(found.cluster_of("n5"), found.cluster_of("n6"));
    }

    #[test]
    fn findings_of_other_types_are_passed_over() {
        let found = found(&[
            r#"{"type":"headline","articles":["n1","n2"]}"#,
            r#"{"type":"not_copy","a":"n1","b":"n2"}"#,
            r#"{"type":"of a later version","a":null}"#,
        ]);
        assert_eq!(found.counts(), FoundCounts::default());
        assert!(!found.is_copy("n1", "n2"));
    }

    #[test]
    fn an_id_of_two_records_is_in_both_clusters_and_counts_with_the_larger() {
        let small = r#"{"type":"cluster","articles":[{"id":"a"},{"id":"twice"}]}"#;
        let large = r#"{"type":"cluster","articles":[{"id":"b"},{"id":"c"},{"id":"twice"}]}"#;
        for lines in [[small, large], [large, small]] {
            let found = found(&lines);
            assert!(found.is_duplicate("a", "twice") && found.is_duplicate("c", "twice"));
            assert!(!found.is_duplicate("a", "c"));
            assert_eq!(found.cluster_of("twice"), found.cluster_of("b"));
            assert_eq!(found.counts().largest_cluster, 3);
        }
    }

    #[test]
    fn a_line_that_is_no_finding_is_named() {
        let cases = [
            (
                r#"{"a":"n1","b":"n2","copy":"yes"}"#,
                "line 2: expected a finding",
            ),
            (r#"{"type":"copy","a":"n1"}"#, "line 2: missing field `b`"),
            (
                r#"{"type":"cluster","articles":["n1"]}"#,
                "line 2: invalid type: string",
            ),
            ("{", "line 2: EOF while parsing an object"),
        ];
        for (line, expected) in cases {
            let lines = format!("{}\n{line}\n", r#"{"type":"summary"}"#);
            let error = FoundPairs::read(lines.as_bytes()).expect_err("the line is no finding");
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }
}
