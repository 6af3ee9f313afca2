/*!
The pairs of articles that findings put together, by clusters and by copy lines.
*/

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::Result;
use crate::evaluate::json_lines::{SpelledId, for_each_line, parse};
use crate::report::CopyKind;

/// Findings, as far as they say which articles belong together.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundPairs {
    /// The clusters that each id is a member of, by number, ascending. Two
    /// records may share an id, so an id may be in several clusters.
    clusters_of: HashMap<SpelledId, Vec<usize>>,
    /// The clusters that each id is attached to: it is a duplicate of their
    /// articles and not a member.
    attached_to: HashMap<SpelledId, Vec<usize>>,
    /// The pairs of copy lines, under the lesser id.
    copies: HashMap<SpelledId, HashSet<SpelledId>>,
    pub(crate) counts: FoundCounts,
}

/// The numbers of findings, right or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FoundCounts {
    pub clusters: u64,
    /// Articles in the largest cluster.
    pub largest_cluster: u64,
    /// Copy lines.
    pub copies: u64,
}

/// The type of a finding.
#[derive(Deserialize)]
struct TypeLine {
    #[serde(rename = "type")]
    kind: Option<FindingType>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum FindingType {
    Cluster,
    Copy,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct ClusterLine {
    articles: Vec<MemberLine>,
}

#[derive(Deserialize)]
struct MemberLine {
    id: SpelledId,
    #[serde(default, deserialize_with = "known_kind")]
    kind: Option<CopyKind>,
}

/// Reads a kind. A kind of a later version is `None`.
fn known_kind<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<CopyKind>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    let kind = |name: String| {
        let name = IntoDeserializer::<ValueError>::into_deserializer(name);
        CopyKind::deserialize(name).ok()
    };
    Ok(name.and_then(kind))
}

#[derive(Deserialize)]
struct CopyLine {
    a: SpelledId,
    b: SpelledId,
}

/// A cluster before it has a number. Clusters are in order of their sizes, the
/// largest first, then of their members, then of the attached articles.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct UnnumberedCluster {
    size: Reverse<usize>,
    members: Vec<SpelledId>,
    attached: Vec<SpelledId>,
}

impl UnnumberedCluster {
    /// Sorts the articles of a line. A roundup that carries the story, or an
    /// item of one, is attached to the cluster and not a member.
    fn of(line: ClusterLine) -> UnnumberedCluster {
        let is_attached =
            |member: &MemberLine| matches!(member.kind, Some(CopyKind::Roundup | CopyKind::Item));
        let (attached, members) = line.articles.into_iter().partition(is_attached);
        let [members, attached] = [members, attached].map(|list: Vec<MemberLine>| {
            let mut ids: Vec<SpelledId> = list.into_iter().map(|one| one.id).collect();
            ids.sort_unstable();
            ids
        });
        UnnumberedCluster {
            size: Reverse(members.len()),
            members,
            attached,
        }
    }
}

impl FoundPairs {
    /// Reads findings from JSON Lines. Types other than `cluster` and `copy`
    /// are skipped.
    pub(crate) fn read(reader: impl BufRead) -> Result<FoundPairs> {
        let mut found = FoundPairs::default();
        let mut clusters = Vec::new();
        for_each_line(reader, |line| {
            match parse::<TypeLine>(line)?.kind {
                Some(FindingType::Cluster) => clusters.push(UnnumberedCluster::of(parse(line)?)),
                Some(FindingType::Copy) => {
                    let CopyLine { a, b } = parse(line)?;
                    found.counts.copies += 1;
                    let (lesser, greater) = in_order(a, b);
                    found.copies.entry(lesser).or_default().insert(greater);
                }
                Some(FindingType::Other) => {}
                None => return Err("expected a finding, found no `type`".to_owned()),
            }
            Ok(())
        })?;
        found.number(clusters);
        Ok(found)
    }

    /// Numbers the clusters so that the order of lines does not matter: the
    /// largest first, then by their ids.
    fn number(&mut self, mut clusters: Vec<UnnumberedCluster>) {
        clusters.sort_unstable();
        self.counts.clusters = clusters.len() as u64;
        self.counts.largest_cluster = clusters.first().map_or(0, |cluster| cluster.size.0 as u64);
        for (number, mut cluster) in clusters.into_iter().enumerate() {
            cluster.members.dedup();
            for id in cluster.members {
                self.clusters_of.entry(id).or_default().push(number);
            }
            for id in cluster.attached {
                self.attached_to.entry(id).or_default().push(number);
            }
        }
    }

    /// Returns whether one cluster holds both articles.
    pub(crate) fn is_duplicate(&self, a: &str, b: &str) -> bool {
        let clusters = |id: &str| {
            let attached_to = self.attached_to.get(id).map_or(&[][..], Vec::as_slice);
            [self.clusters_of(id), attached_to].concat()
        };
        let (a, b) = (clusters(a), clusters(b));
        a.iter().any(|cluster| b.contains(cluster))
    }

    /// Returns whether one cluster holds both articles, or a copy line names
    /// them.
    pub(crate) fn is_copy(&self, a: &str, b: &str) -> bool {
        let (lesser, greater) = in_order(a, b);
        let named = self.copies.get(lesser);
        named.is_some_and(|others| others.contains(greater)) || self.is_duplicate(a, b)
    }

    /// Returns the number of the cluster of an article: of the largest one,
    /// where its id is in several.
    pub(crate) fn cluster_of(&self, id: &str) -> Option<usize> {
        self.clusters_of(id).first().copied()
    }

    fn clusters_of(&self, id: &str) -> &[usize] {
        self.clusters_of.get(id).map_or(&[], Vec::as_slice)
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
    fn an_attached_roundup_is_a_duplicate_and_not_a_member() {
        let found = found(&[
            r#"{"type":"cluster","articles":[{"id":"n1"},{"id":"n2"},{"id":"n5","kind":"roundup"}]}"#,
            r#"{"type":"cluster","articles":[{"id":"n5"},{"id":"n6","kind":"of-a-later-version"}]}"#,
        ]);
        assert!(found.is_duplicate("n1", "n5") && found.is_duplicate("n6", "n5"));
        assert!(!found.is_duplicate("n1", "n6"));
        assert_eq!(found.cluster_of("n5"), found.cluster_of("n6"));
    }

    #[test]
    fn an_id_of_two_records_is_in_both_clusters_and_counts_for_the_larger() {
        let small = r#"{"type":"cluster","articles":[{"id":"a"},{"id":"twice"}]}"#;
        let large = r#"{"type":"cluster","articles":[{"id":"b"},{"id":"c"},{"id":"twice"}]}"#;
        for lines in [[small, large], [large, small]] {
            let found = found(&lines);
            assert!(found.is_duplicate("a", "twice") && found.is_duplicate("c", "twice"));
            assert!(!found.is_duplicate("a", "c"));
            assert_eq!(found.cluster_of("twice"), found.cluster_of("b"));
            assert_eq!(found.counts.largest_cluster, 3);
        }
    }

    #[test]
    fn other_types_are_skipped_and_a_line_that_is_not_a_finding_is_refused() {
        let other = [
            r#"{"type":"headline","articles":["n1","n2"]}"#,
            r#"{"type":"not_copy","a":"n1","b":"n2"}"#,
            r#"{"type":"of a later version","a":null}"#,
        ];
        let skipped = found(&other);
        assert_eq!(skipped.counts, FoundCounts::default());
        assert!(!skipped.is_copy("n1", "n2"));
        for (line, expected) in [
            (r#"{"a":"n1","b":"n2"}"#, "expected a finding"),
            (r#"{"type":"copy","a":"n1"}"#, "missing field `b`"),
            (
                r#"{"type":"cluster","articles":["n1"]}"#,
                "invalid type: string",
            ),
            ("{", "EOF while parsing an object"),
        ] {
            let lines = format!("{}\n{line}\n", other[0]);
            let error = FoundPairs::read(lines.as_bytes()).expect_err("the line is not a finding");
            let error = error.to_string();
            assert!(error.starts_with(&format!("line 2: {expected}")), "{error}");
        }
    }
}
