/*!
Precision and recall of findings, by the labeled pairs.
*/

use serde::Serialize;

use crate::evaluate::found::FoundPairs;
use crate::evaluate::gold::{Gold, Label, LabeledPair, ReadExtent};

/// Precision, recall, and their harmonic mean (van Rijsbergen, 1979).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Scores {
    /// The share of the found items that are right.
    pub precision: f64,
    /// The share of the right items that were found.
    pub recall: f64,
    /// `2 * precision * recall / (precision + recall)`; 0 when both are 0.
    pub f1: f64,
}

impl Scores {
    pub(crate) fn new(precision: f64, recall: f64) -> Scores {
        let sum = precision + recall;
        Scores {
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

/// The use of pairs that were not read whole before they were labeled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PartlyRead {
    /// They are left out.
    #[default]
    LeaveOut,
    /// They count like other pairs.
    Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Is one a copy of the other?
    Copy,
    /// Is one a duplicate of the other?
    Duplicate,
}

/// The scores of findings for one question. A pair is linked when the findings
/// answer yes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct PairScores {
    /// Pairs linked that should be.
    pub true_links: u64,
    /// Pairs linked that should not be.
    pub false_links: u64,
    /// Pairs not linked that should be.
    pub missed: u64,
    /// Pairs not linked that should not be.
    pub rightly_apart: u64,
    /// Pairs that are left out because people could not decide.
    pub unclear: u64,
    pub plain: Scores,
    pub weighted: Scores,
}

/// A pair that the findings have wrong, for inspection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrongPair<'a> {
    pub mistake: Mistake,
    pub pair: &'a LabeledPair,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// The pair is linked and should not be.
    FalseLink,
    /// The pair is not linked and should be.
    Missed,
}

/// Returns the labeled pairs that are scored.
pub(crate) fn scored_pairs(
    gold: &Gold,
    partly_read: PartlyRead,
) -> impl Iterator<Item = &LabeledPair> {
    let counts = move |pair: &&LabeledPair| {
        pair.read_extent == ReadExtent::Whole || partly_read == PartlyRead::Count
    };
    gold.pairs.iter().filter(counts)
}

impl Question {
    fn label(self, pair: &LabeledPair) -> Label {
        match self {
            Question::Copy => pair.copy,
            Question::Duplicate => pair.duplicate,
        }
    }

    fn links(self, found: &FoundPairs, pair: &LabeledPair) -> bool {
        let (a, b) = (pair.a.as_str(), pair.b.as_str());
        match self {
            Question::Copy => found.is_copy(a, b),
            Question::Duplicate => found.is_duplicate(a, b),
        }
    }
}

/// A number of pairs, and the sum of their weights.
#[derive(Clone, Copy, Debug, Default)]
struct WeightedCount {
    pairs: u64,
    weight: f64,
}

impl WeightedCount {
    fn add(&mut self, pair: &LabeledPair) {
        self.pairs += 1;
        self.weight += pair.weight;
    }
}

/// Scores the answers of the findings to `question`.
pub(crate) fn score_pairs(
    found: &FoundPairs,
    gold: &Gold,
    partly_read: PartlyRead,
    question: Question,
) -> PairScores {
    let [mut true_links, mut false_links, mut missed] = [WeightedCount::default(); 3];
    let (mut rightly_apart, mut unclear) = (0, 0);
    // Weights are added in the order of the gold. Another order would change the
    // last digit.
    for pair in scored_pairs(gold, partly_read) {
        let linked = question.links(found, pair);
        match (question.label(pair), linked) {
            (Label::Yes, true) => true_links.add(pair),
            (Label::Yes, false) => missed.add(pair),
            (Label::No, true) => false_links.add(pair),
            (Label::No, false) => rightly_apart += 1,
            (Label::Unclear, _) => unclear += 1,
        }
    }
    let scores = |size: fn(WeightedCount) -> f64| {
        Scores::new(
            share_of_right(size(true_links), size(false_links)),
            share_of_right(size(true_links), size(missed)),
        )
    };
    PairScores {
        true_links: true_links.pairs,
        false_links: false_links.pairs,
        missed: missed.pairs,
        rightly_apart,
        unclear,
        plain: scores(|count| count.pairs as f64),
        weighted: scores(|count| count.weight),
    }
}

/// Returns the share of `right` in the sum of both; 1 when both are 0.
fn share_of_right(right: f64, wrong: f64) -> f64 {
    let all = right + wrong;
    if all > 0.0 { right / all } else { 1.0 }
}

/// Returns the pairs for which the findings answer `question` wrongly, by
/// weight, the largest first; pairs with equal weights are in the order of the
/// gold.
pub(crate) fn wrong_pairs<'a>(
    found: &FoundPairs,
    gold: &'a Gold,
    partly_read: PartlyRead,
    question: Question,
) -> Vec<WrongPair<'a>> {
    let mut all: Vec<WrongPair<'a>> = scored_pairs(gold, partly_read)
        .filter_map(|pair| {
            let linked = question.links(found, pair);
            let mistake = match (question.label(pair), linked) {
                (Label::No, true) => Mistake::FalseLink,
                (Label::Yes, false) => Mistake::Missed,
                _ => return None,
            };
            Some(WrongPair { mistake, pair })
        })
        .collect();
    all.sort_by(|one, other| other.pair.weight.total_cmp(&one.pair.weight));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINDINGS: &str = r#"{"type":"cluster","articles":[{"id":"a"},{"id":"b"},{"id":"c"}]}
{"type":"copy","a":"a","b":"d"}"#;

    /// A labeled pair: the ids, the labels for copy and duplicate, the weight,
    /// and whether it was read whole.
    type Labels<'a> = (&'a str, &'a str, &'a str, &'a str, f64, bool);

    const LABELS: [Labels<'_>; 7] = [
        ("a", "b", "yes", "yes", 1.0, true),
        ("b", "c", "yes", "no", 2.0, true),
        ("d", "a", "yes", "no", 4.0, true),
        ("c", "d", "yes", "yes", 8.0, true),
        ("a", "c", "no", "unclear", 0.5, true),
        ("b", "e", "no", "no", 16.0, true),
        ("c", "b", "no", "no", 32.0, false),
    ];

    fn found() -> FoundPairs {
        FoundPairs::read(FINDINGS.as_bytes()).expect("the findings are good")
    }

    fn gold() -> Gold {
        let line = |&(a, b, copy, duplicate, weight, whole): &Labels<'_>| {
            serde_json::json!({
                "a": a, "b": b, "copy": copy, "duplicate": duplicate,
                "weight": weight, "read_whole": whole,
            })
            .to_string()
        };
        let lines: Vec<String> = LABELS.iter().map(line).collect();
        Gold::read(lines.join("\n").as_bytes()).expect("the gold is good")
    }

    /// Returns the scores, and the numbers of pairs: true links, false links,
    /// missed, rightly apart, unclear.
    fn scored(
        found: &FoundPairs,
        partly: PartlyRead,
        question: Question,
    ) -> (PairScores, [u64; 5]) {
        let scores = score_pairs(found, &gold(), partly, question);
        let counts = [
            scores.true_links,
            scores.false_links,
            scores.missed,
            scores.rightly_apart,
            scores.unclear,
        ];
        (scores, counts)
    }

    #[test]
    fn pairs_have_plain_and_weighted_scores() {
        let (scores, counts) = scored(&found(), PartlyRead::LeaveOut, Question::Copy);
        assert_eq!(counts, [3, 1, 1, 1, 0]);
        assert_eq!(scores.plain, Scores::new(3.0 / 4.0, 3.0 / 4.0));
        assert_eq!(scores.weighted, Scores::new(7.0 / 7.5, 7.0 / 15.0));
        // Pairs that people could not decide are left out.
        let (_, counts) = scored(&found(), PartlyRead::LeaveOut, Question::Duplicate);
        assert_eq!(counts, [1, 1, 1, 2, 1]);
        // Pairs that were not read whole count on request.
        let (_, counts) = scored(&found(), PartlyRead::Count, Question::Copy);
        assert_eq!(counts, [3, 2, 1, 1, 0]);
        // The precision of no findings is 1.
        let nothing = FoundPairs::default();
        let (scores, _) = scored(&nothing, PartlyRead::LeaveOut, Question::Copy);
        assert_eq!(scores.plain, Scores::new(1.0, 0.0));
        assert!(scores.plain.f1 < f64::EPSILON);
    }

    #[test]
    fn the_mistakes_with_the_largest_weights_come_first() {
        let gold = gold();
        let all = wrong_pairs(&found(), &gold, PartlyRead::Count, Question::Copy);
        let wrong: Vec<(Mistake, &str, &str)> = all
            .iter()
            .map(|one| (one.mistake, one.pair.a.as_str(), one.pair.b.as_str()))
            .collect();
        let expected = [
            (Mistake::FalseLink, "c", "b"),
            (Mistake::Missed, "c", "d"),
            (Mistake::FalseLink, "a", "c"),
        ];
        assert_eq!(wrong, expected);
    }
}
