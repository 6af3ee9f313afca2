/*!
The judged pairs: how many of them the findings have right.
*/

use serde::Serialize;

use crate::evaluate::Figures;
use crate::evaluate::found::FoundPairs;
use crate::evaluate::gold::{Answer, Gold, Pair, Reading};

/// What becomes of pairs that were not read whole before they were judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartlyRead {
    /// They are left out. This is the default.
    #[default]
    LeaveOut,
    /// They count like the others.
    Count,
}

/// What is asked of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Is one a copy of the other?
    Copy,
    /// Is one a duplicate of the other?
    Duplicate,
}

/// How the answers of the findings to one question compare with the gold's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Links {
    /// Pairs linked that should be.
    pub true_links: u64,
    /// Pairs linked that should not be.
    pub false_links: u64,
    /// Pairs not linked that should be.
    pub missed: u64,
    /// Pairs not linked that should not be.
    pub rightly_apart: u64,
    /// Pairs left out because people could not decide.
    pub unclear: u64,
    /// The figures when every pair counts once.
    pub plain: Figures,
    /// The figures when every pair counts for those it stands for.
    pub weighted: Figures,
}

/// A pair that the findings have wrong, for people to look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Misjudged<'a> {
    /// What is wrong.
    pub mistake: Mistake,
    /// One article of the pair.
    pub a: &'a str,
    /// The other.
    pub b: &'a str,
    /// How the two relate, as people see it.
    pub relation: Option<&'a str>,
    /// Pairs of the corpus that it stands for.
    pub weight: f64,
    /// The set that it was drawn for.
    pub set: Option<&'a str>,
    /// What people noted.
    pub note: Option<&'a str>,
}

/// What can be wrong with a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// It is linked and should not be.
    FalseLink,
    /// It is not linked and should be.
    Missed,
}

/// The pairs of `gold` that are put to the test.
pub(crate) fn counted(gold: &Gold, partly_read: PartlyRead) -> impl Iterator<Item = &Pair> {
    let counts =
        move |pair: &&Pair| pair.reading == Reading::Whole || partly_read == PartlyRead::Count;
    gold.pairs().iter().filter(counts)
}

impl Question {
    fn gold_says(self, pair: &Pair) -> Answer {
        match self {
            Question::Copy => pair.copy,
            Question::Duplicate => pair.duplicate,
        }
    }

    fn findings_say_yes(self, found: &FoundPairs, pair: &Pair) -> bool {
        let (a, b) = (pair.a.as_str(), pair.b.as_str());
        match self {
            Question::Copy => found.is_copy(a, b),
            Question::Duplicate => found.is_duplicate(a, b),
        }
    }
}

/// Pairs with one outcome, and the pairs of the corpus that they stand for.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    pairs: u64,
    weight: f64,
}

impl Tally {
    fn add(&mut self, pair: &Pair) {
        self.pairs += 1;
        self.weight += pair.weight;
    }
}

/// Puts `question` to every pair that counts.
pub(crate) fn links(
    found: &FoundPairs,
    gold: &Gold,
    partly_read: PartlyRead,
    question: Question,
) -> Links {
    let [mut true_links, mut false_links, mut missed] = [Tally::default(); 3];
    let (mut rightly_apart, mut unclear) = (0, 0);
    // Weights are added in the order of the gold: another order would change
    // the last digit.
    for pair in counted(gold, partly_read) {
        let linked = question.findings_say_yes(found, pair);
        match (question.gold_says(pair), linked) {
            (Answer::Yes, true) => true_links.add(pair),
            (Answer::Yes, false) => missed.add(pair),
            (Answer::No, true) => false_links.add(pair),
            (Answer::No, false) => rightly_apart += 1,
            (Answer::Unclear, _) => unclear += 1,
        }
    }
    let figures = |size: fn(Tally) -> f64| {
        Figures::new(
            right(size(true_links), size(false_links)),
            right(size(true_links), size(missed)),
        )
    };
    Links {
        true_links: true_links.pairs,
        false_links: false_links.pairs,
        missed: missed.pairs,
        rightly_apart,
        unclear,
        plain: figures(|tally| tally.pairs as f64),
        weighted: figures(|tally| tally.weight),
    }
}

/// The share that is right; 1 where there is nothing to be wrong.
fn right(right: f64, wrong: f64) -> f64 {
    let all = right + wrong;
    if all > 0.0 { right / all } else { 1.0 }
}

/// The pairs to which the findings answer `question` wrongly: the heaviest
/// first, and in the order of the gold where weights are equal.
#[must_use]
pub fn misjudged<'a>(
    found: &FoundPairs,
    gold: &'a Gold,
    partly_read: PartlyRead,
    question: Question,
) -> Vec<Misjudged<'a>> {
    let mut all: Vec<Misjudged<'a>> = counted(gold, partly_read)
        .filter_map(|pair| {
            let linked = question.findings_say_yes(found, pair);
            let mistake = match (question.gold_says(pair), linked) {
                (Answer::No, true) => Mistake::FalseLink,
                (Answer::Yes, false) => Mistake::Missed,
                _ => return None,
            };
            Some(Misjudged {
                mistake,
                a: pair.a.as_str(),
                b: pair.b.as_str(),
                relation: pair.relation.as_deref(),
                weight: pair.weight,
                set: pair.set.as_deref(),
                note: pair.note.as_deref(),
            })
        })
        .collect();
    all.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINDINGS: &str = r#"{"type":"cluster","articles":[{"id":"a"},{"id":"b"},{"id":"c"}]}
{"type":"copy","a":"a","b":"d"}"#;

    /// A pair of the gold: its articles, whether it is a copy and a
    /// duplicate, its weight, and whether it was read whole.
    type Judged<'a> = (&'a str, &'a str, &'a str, &'a str, f64, bool);

    const JUDGED: [Judged<'_>; 7] = [
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
        let line = |&(a, b, copy, duplicate, weight, whole): &Judged<'_>| {
            serde_json::json!({
                "a": a, "b": b, "copy": copy, "duplicate": duplicate,
                "weight": weight, "read_whole": whole,
            })
            .to_string()
        };
        let lines: Vec<String> = JUDGED.iter().map(line).collect();
        Gold::read(lines.join("\n").as_bytes()).expect("the gold is good")
    }

    #[test]
    fn copies_are_counted_plain_and_weighted() {
        let links = links(&found(), &gold(), PartlyRead::LeaveOut, Question::Copy);
        let counts = (links.true_links, links.false_links, links.missed);
        assert_eq!(counts, (3, 1, 1));
        assert_eq!((links.rightly_apart, links.unclear), (1, 0));
        assert_eq!(links.plain, Figures::new(3.0 / 4.0, 3.0 / 4.0));
        assert_eq!(links.weighted, Figures::new(7.0 / 7.5, 7.0 / 15.0));
    }

    #[test]
    fn what_people_could_not_decide_is_left_out() {
        let links = links(&found(), &gold(), PartlyRead::LeaveOut, Question::Duplicate);
        let counts = (links.true_links, links.false_links, links.missed);
        assert_eq!(counts, (1, 1, 1));
        assert_eq!((links.rightly_apart, links.unclear), (2, 1));
    }

    #[test]
    fn pairs_not_read_whole_count_when_asked_for() {
        let (left_out, counted) = [PartlyRead::LeaveOut, PartlyRead::Count]
            .map(|partly_read| links(&found(), &gold(), partly_read, Question::Copy).false_links)
            .into();
        assert_eq!((left_out, counted), (1, 2));
    }

    #[test]
    fn where_nothing_is_found_nothing_is_wrong() {
        let links = links(
            &FoundPairs::default(),
            &gold(),
            PartlyRead::LeaveOut,
            Question::Copy,
        );
        assert_eq!(links.plain, Figures::new(1.0, 0.0));
        assert!(links.plain.f1 < f64::EPSILON);
    }

    #[test]
    fn the_heaviest_mistakes_come_first() {
        let (found, gold) = (found(), gold());
        let all = misjudged(&found, &gold, PartlyRead::Count, Question::Copy);
        let told: Vec<(Mistake, &str, &str)> =
            all.iter().map(|one| (one.mistake, one.a, one.b)).collect();
        let expected = [
            (Mistake::FalseLink, "c", "b"),
            (Mistake::Missed, "c", "d"),
            (Mistake::FalseLink, "a", "c"),
        ];
        assert_eq!(told, expected);
    }
}
