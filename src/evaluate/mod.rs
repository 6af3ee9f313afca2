/*!
How good findings are, held against gold: what people found by reading.

Findings and gold are two texts of JSON Lines that meet here for the first
time; this module knows no detector and no article, only ids. An id is
compared as it is spelled: the number 7 and the string "7" are the same
article, 7 and 7.0 are not.

Two questions are put to every pair that was read: is one a copy of the other,
and is it a duplicate? Findings say copy when a copy line names the pair or a
cluster holds both, and duplicate when a cluster holds both. Where the gold
has clusters too, the found ones are held against them as a whole.

# Choices

* Pairs are drawn by layers of overlap, so that the hard ones are many. Plain
  figures describe the pairs drawn; weighted ones, in which a pair counts as
  many times as pairs of the corpus it stands for, describe the corpus.
* What people could not decide is left out, and so are pairs that were not
  read whole, unless they are asked for.
* Nothing found is a precision of 1, and nothing to find a recall of 1: no
  mistake was made. The counts beside the figures tell how much they rest on.

# Examples

```
use wirecopy::evaluate::{FoundPairs, Gold, PartlyRead, evaluate};

let findings = r#"{"type":"cluster","articles":[{"id":"n1"},{"id":"n2"},{"id":"n3"}]}"#;
let gold = r#"{"a":"n1","b":"n2","copy":"yes","duplicate":"yes"}
{"a":"n2","b":"n3","copy":"yes","duplicate":"no"}"#;
let found = FoundPairs::read(findings.as_bytes())?;
let gold = Gold::read(gold.as_bytes())?;
let evaluation = evaluate(&found, &gold, PartlyRead::LeaveOut);
assert_eq!(evaluation.copies.plain.precision, 1.0);
assert_eq!(evaluation.duplicates.plain.precision, 0.5);
# Ok::<(), wirecopy::Error>(())
```
*/

pub mod clustering;
pub mod found;
pub mod gold;
pub mod lines;
pub mod pairs;

use serde::Serialize;

pub use crate::evaluate::clustering::Clustering;
pub use crate::evaluate::found::{FoundCounts, FoundPairs};
pub use crate::evaluate::gold::Gold;
pub use crate::evaluate::pairs::{Links, Misjudged, Mistake, PartlyRead, Question, misjudged};

/// How much was found, and how much of it is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// What the findings say, right or wrong.
    pub found: FoundCounts,
    /// Pairs of the gold that the two questions were put to.
    pub pairs: u64,
    /// Pairs of the gold that were left out because they were not read whole.
    pub partly_read: u64,
    /// Is one a copy of the other?
    pub copies: Links,
    /// Is one a duplicate of the other?
    pub duplicates: Links,
    /// The clusters as a whole; `None` when the gold lists none.
    pub clusters: Option<Clustering>,
}

/// Precision, recall, and their harmonic mean (van Rijsbergen, 1979).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The share of what was found that is right.
    pub precision: f64,
    /// The share of what is right that was found.
    pub recall: f64,
    /// `2 * precision * recall / (precision + recall)`; 0 when both are 0.
    pub f1: f64,
}

impl Figures {
    fn new(precision: f64, recall: f64) -> Figures {
        let sum = precision + recall;
        Figures {
            precision,
            recall,
            f1: if sum > 0.0 {
                2.0 * precision * recall / sum
            } else {
                0.0
            },
        }
    }
}

/// Holds `found` against `gold`.
///
/// # Complexity
///
/// `O(n log n)` time in the pairs and articles of the gold.
#[must_use]
pub fn evaluate(found: &FoundPairs, gold: &Gold, partly_read: PartlyRead) -> Evaluation {
    let pairs = pairs::counted(gold, partly_read).count() as u64;
    Evaluation {
        found: found.counts(),
        pairs,
        partly_read: gold.pairs().len() as u64 - pairs,
        copies: pairs::links(found, gold, partly_read, Question::Copy),
        duplicates: pairs::links(found, gold, partly_read, Question::Duplicate),
        clusters: clustering::measure(found, gold),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines of gold over the articles `0..groups.len()`, each with the number
    /// of its cluster: all clusters, and all pairs. Weights are sums of powers
    /// of two, whose sums are exact in any order.
    fn gold_lines(groups: &[usize]) -> Vec<String> {
        let mut lines = Vec::new();
        for group in 0..groups.len() {
            let articles: Vec<usize> = (0..groups.len())
                .filter(|&one| groups[one] == group)
                .collect();
            lines.push(match articles.len() {
                0 => continue,
                1 => format!(r#"{{"singletons":{articles:?}}}"#),
                _ => format!(r#"{{"cluster":"c{group}","articles":{articles:?}}}"#),
            });
        }
        for a in 0..groups.len() {
            for b in a + 1..groups.len() {
                let answer = if groups[a] == groups[b] { "yes" } else { "no" };
                let weight = (a + b) as f64 / 4.0;
                lines.push(format!(
                    r#"{{"a":{a},"b":"{b}","copy":"{answer}","duplicate":"{answer}","weight":{weight}}}"#
                ));
            }
        }
        lines
    }

    /// The same clusters as findings, ids spelled as strings.
    fn found_lines(groups: &[usize]) -> Vec<String> {
        let clusters = (0..groups.len()).map(|group| {
            let articles: Vec<String> = (0..groups.len())
                .filter(|&one| groups[one] == group)
                .map(|one| format!(r#"{{"id":"{one}"}}"#))
                .collect();
            format!(
                r#"{{"type":"cluster","articles":[{}]}}"#,
                articles.join(",")
            )
        });
        clusters.collect()
    }

    fn evaluated(found: &[String], gold: &[String]) -> Evaluation {
        let found = FoundPairs::read(found.join("\n").as_bytes()).expect("the findings are good");
        let gold = Gold::read(gold.join("\n").as_bytes()).expect("the gold is good");
        evaluate(&found, &gold, PartlyRead::LeaveOut)
    }

    fn groups() -> impl Strategy<Value = Vec<usize>> {
        (1_usize..12).prop_flat_map(|count| prop::collection::vec(0..count, count))
    }

    proptest! {
        #[test]
        fn a_perfect_answer_has_no_figure_below_1(groups in groups()) {
            let evaluation = evaluated(&found_lines(&groups), &gold_lines(&groups));
            let whole = Figures::new(1.0, 1.0);
            for links in [evaluation.copies, evaluation.duplicates] {
                prop_assert_eq!((links.plain, links.weighted), (whole, whole));
                prop_assert_eq!((links.false_links, links.missed), (0, 0));
            }
            let clusters = evaluation.clusters.expect("the gold lists clusters");
            prop_assert!((clusters.b_cubed.f1 - 1.0).abs() < 1e-12);
            prop_assert!((clusters.adjusted_rand - 1.0).abs() < 1e-12);
            prop_assert_eq!(clusters.articles, groups.len() as u64);
            prop_assert_eq!(clusters.found_groups, clusters.gold_groups);
        }

        #[test]
        fn the_order_of_lines_does_not_matter(
            (found, gold) in groups().prop_flat_map(|gold| (prop::collection::vec(0..gold.len(), gold.len()), Just(gold)))
                .prop_flat_map(|(found, gold)| (Just(found_lines(&found)).prop_shuffle(), Just(gold_lines(&gold)).prop_shuffle())),
        ) {
            let one = evaluated(&found, &gold);
            let (mut found, mut gold) = (found, gold);
            found.sort_unstable();
            gold.sort_unstable();
            prop_assert_eq!(one, evaluated(&found, &gold));
        }
    }

    #[test]
    fn gold_without_clusters_judges_pairs_only() {
        let gold = [r#"{"a":1,"b":2,"copy":"yes","duplicate":"no","read_whole":false}"#.to_owned()];
        let evaluation = evaluated(&[], &gold);
        assert_eq!(evaluation.clusters, None);
        assert_eq!((evaluation.pairs, evaluation.partly_read), (0, 1));
    }

    #[test]
    fn an_article_that_no_finding_clusters_is_alone() {
        let gold = [r#"{"cluster":"c1","articles":["a","b"]}"#.to_owned()];
        let clusters = evaluated(&[], &gold)
            .clusters
            .expect("the gold has a cluster");
        assert_eq!(clusters.b_cubed, Figures::new(1.0, 0.5));
        assert_eq!((clusters.found_groups, clusters.gold_groups), (2, 1));
        assert!(clusters.adjusted_rand.abs() < f64::EPSILON);
    }
}
