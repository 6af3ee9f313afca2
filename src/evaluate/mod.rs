/*!
Evaluates findings against gold: labels that people made by reading.

Findings and gold are two texts of JSON Lines. This module knows no detector
and no article, only ids. An id is compared as it is spelled: the number 7 and
the string "7" are the same article, 7 and 7.0 are not.

Each labeled pair answers two questions: is one article a copy of the other,
and is it a duplicate? Findings call a pair a copy when a copy line names it or
one cluster holds both articles, and a duplicate when one cluster holds both.
Where the gold has clusters too, they are compared with the found clusters as a
whole.

# Choices

* Pairs are drawn by layers of overlap, so that many of them are hard. Plain
  scores describe the drawn pairs. In weighted scores, which describe the
  corpus, a pair counts as often as the number of pairs that it stands for.
* Pairs that people could not decide are left out. So are pairs that were not
  read whole, unless they are asked for.
* The precision of no findings is 1, and the recall of empty gold is 1: no
  mistake was made. The counts beside the scores tell how much they rest on.
*/

mod clustering;
mod found;
mod gold;
mod json_lines;
mod pairs;

use serde::Serialize;

use crate::evaluate::clustering::{Clustering, score_clusters};
use crate::evaluate::found::FoundCounts;
pub(crate) use crate::evaluate::found::FoundPairs;
pub(crate) use crate::evaluate::gold::{Gold, LabeledPair};
pub(crate) use crate::evaluate::pairs::{Mistake, PairScores, PartlyRead, Question, wrong_pairs};
use crate::evaluate::pairs::{score_pairs, scored_pairs};

/// How much was found, and how much of it is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Evaluation {
    /// The numbers of findings, right or wrong.
    pub found: FoundCounts,
    /// Labeled pairs that were scored.
    pub pairs: u64,
    /// Labeled pairs that were left out because they were not read whole.
    pub partly_read: u64,
    /// The scores of the question whether one article is a copy of the other.
    pub copies: PairScores,
    /// The scores of the question whether one is a duplicate of the other.
    pub duplicates: PairScores,
    /// The scores of the clusters as a whole; `None` when the gold has none.
    pub clusters: Option<Clustering>,
}

/// Evaluates `found` against `gold`.
///
/// # Complexity
///
/// `O(n log n)` time in the pairs and articles of the gold.
pub(crate) fn evaluate(found: &FoundPairs, gold: &Gold, partly_read: PartlyRead) -> Evaluation {
    let pairs = scored_pairs(gold, partly_read).count() as u64;
    Evaluation {
        found: found.counts,
        pairs,
        partly_read: gold.pairs.len() as u64 - pairs,
        copies: score_pairs(found, gold, partly_read, Question::Copy),
        duplicates: score_pairs(found, gold, partly_read, Question::Duplicate),
        clusters: score_clusters(found, gold),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evaluate::pairs::Scores;

    /// Returns gold for the articles `0..groups.len()`, given the cluster of each:
    /// all clusters, and all pairs. Weights are multiples of 1/4, whose sums are
    /// exact in any order.
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

    /// Returns the same clusters as findings, with ids as strings.
    fn found_lines(groups: &[usize]) -> Vec<String> {
        let clusters = (0..groups.len()).map(|group| {
            let articles = (0..groups.len()).filter(|&one| groups[one] == group);
            let articles: Vec<String> =
                articles.map(|one| format!(r#"{{"id":"{one}"}}"#)).collect();
            let articles = articles.join(",");
            format!(r#"{{"type":"cluster","articles":[{articles}]}}"#)
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
        fn perfect_findings_have_no_score_below_1(groups in groups()) {
            let evaluation = evaluated(&found_lines(&groups), &gold_lines(&groups));
            let whole = Scores::new(1.0, 1.0);
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
    fn gold_may_have_no_clusters_and_an_article_in_no_finding_is_alone() {
        let gold = [r#"{"a":1,"b":2,"copy":"yes","duplicate":"no","read_whole":false}"#.to_owned()];
        let evaluation = evaluated(&[], &gold);
        assert_eq!(evaluation.clusters, None);
        assert_eq!((evaluation.pairs, evaluation.partly_read), (0, 1));
        let gold = [r#"{"cluster":"c1","articles":["a","b"]}"#.to_owned()];
        let clusters = evaluated(&[], &gold).clusters;
        let clusters = clusters.expect("the gold has a cluster");
        assert_eq!(clusters.b_cubed, Scores::new(1.0, 0.5));
        assert_eq!((clusters.found_groups, clusters.gold_groups), (2, 1));
        assert!(clusters.adjusted_rand.abs() < f64::EPSILON);
    }
}
