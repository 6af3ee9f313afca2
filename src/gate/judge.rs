/*!
From findings and facts to the answer.
*/

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::baseline::{Baseline, Matching};
use super::collector::Collector;
use super::facts::{Age, DataSet, SetId};
use super::objection::Objection;
use super::objections;
use super::rule::{Rule, Setting};
use super::suppression::Suppression;
use super::verdict::{Cell, Outcome, SetSize, Skips, Verdict};
use crate::report::Extent;

/// What a data set is held against.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The rules in force.
    pub rules: Vec<Setting>,
    /// Records that may be skipped; with `None` every one is trouble.
    pub max_skipped: Option<u64>,
    /// What is allowed.
    pub suppressions: Vec<Suppression>,
    /// What was known before, if there is a baseline.
    pub baseline: Option<Baseline>,
    /// The day of the check, for suppressions that end.
    pub today: Date,
}

/// What counts against each rule, by article.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Articles that are objected to, by their number.
    pub(super) subjects: HashMap<Rule, HashSet<usize>>,
    /// Articles that another set has too.
    pub(super) leaks: HashSet<Leak>,
}

/// An article of one set that another has too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Leak {
    pub(super) rule: Rule,
    /// The article's number.
    pub(super) article: usize,
    /// Its set.
    pub(super) from: SetId,
    /// The set that has it too.
    pub(super) into: SetId,
}

impl Gate {
    /// Judges `data`, in which `collected` was found.
    #[must_use]
    pub fn judge(&self, collected: &Collector, data: &DataSet) -> Verdict {
        let mut tally = Tally::default();
        let mut matching = Matching::new(self.baseline.as_ref());
        let objections = objections::all(self, collected, data, &mut matching, &mut tally);
        let sets = sizes(data);
        let checked = data
            .articles
            .iter()
            .filter(|article| article.age == Age::New)
            .count() as u64;
        let matrix = self.matrix(&sets, &tally);
        let outcomes = self
            .rules
            .iter()
            .map(|&setting| outcome(setting, &objections, &tally, &matrix, &sets, checked))
            .collect();
        let (records, files) = collected
            .skipped
            .iter()
            .cloned()
            .partition(|skipped| skipped.extent == Extent::Record);
        let in_force: Vec<Rule> = self.rules.iter().map(|setting| setting.rule).collect();
        // Of what is not checked nobody knows whether it is gone.
        let is_whole = checked == data.articles.len() as u64;
        let gone = if is_whole {
            matching.gone(&in_force)
        } else {
            Vec::new()
        };
        let used: HashSet<usize> = objections
            .iter()
            .flat_map(|objection| &objection.used)
            .copied()
            .collect();
        let holds = |index: &usize| self.suppressions[*index].holds_on(self.today);
        let (holding, ended): (Vec<usize>, Vec<usize>) =
            (0..self.suppressions.len()).partition(holds);
        let idle = holding
            .into_iter()
            .filter(|index| is_whole && !used.contains(index))
            .collect();
        Verdict {
            sets,
            checked,
            outcomes,
            objections,
            matrix,
            skips: Skips {
                records,
                files,
                allowed: self.max_skipped,
            },
            known_before: self.baseline.as_ref().map(Baseline::len),
            gone,
            suppressions: self.suppressions.clone(),
            ended,
            idle,
        }
    }

    /// The setting of `rule`, if it is in force.
    pub(super) fn setting(&self, rule: Rule) -> Option<&Setting> {
        self.rules.iter().find(|setting| setting.rule == rule)
    }

    fn matrix(&self, sets: &[SetSize], tally: &Tally) -> Vec<Vec<Cell>> {
        if sets.len() < 2 || !self.rules.iter().any(|setting| setting.rule.is_leak()) {
            return Vec::new();
        }
        let mut matrix = vec![vec![Cell::default(); sets.len()]; sets.len()];
        for leak in &tally.leaks {
            let cell = &mut matrix[leak.from.0][leak.into.0];
            match leak.rule {
                Rule::LeakCopies => cell.copies += 1,
                _ => cell.excerpts += 1,
            }
        }
        matrix
    }
}

fn sizes(data: &DataSet) -> Vec<SetSize> {
    let mut sets: Vec<SetSize> = data
        .sets
        .iter()
        .map(|name| SetSize {
            name: name.clone(),
            articles: 0,
        })
        .collect();
    for article in &data.articles {
        if let Some(set) = sets.get_mut(article.set.0) {
            set.articles += 1;
        }
    }
    sets
}

fn outcome(
    setting: Setting,
    objections: &[Objection],
    tally: &Tally,
    matrix: &[Vec<Cell>],
    sets: &[SetSize],
    checked: u64,
) -> Outcome {
    let of_rule = || {
        objections
            .iter()
            .filter(|objection| objection.rule == setting.rule)
    };
    let share = if setting.rule.is_leak() {
        let cells = matrix.iter().zip(sets).flat_map(|(row, set)| {
            row.iter().map(move |cell| {
                let articles = match setting.rule {
                    Rule::LeakCopies => cell.copies,
                    _ => cell.excerpts,
                };
                share(articles, set.articles)
            })
        });
        cells.fold(0.0, f64::max)
    } else {
        let subjects = tally.subjects.get(&setting.rule);
        share(
            subjects.map_or(0, |articles| articles.len() as u64),
            checked,
        )
    };
    Outcome {
        setting,
        count: of_rule().map(|objection| objection.counted).sum(),
        share,
        known: of_rule().map(|objection| objection.known).sum(),
        suppressed: of_rule().map(|objection| objection.suppressed).sum(),
    }
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::collector::{Cluster, Copy, Kind, Member, Reference};
    use crate::gate::facts::Facts;
    use crate::gate::objection::Objection;
    use crate::gate::suppression::Target;
    use crate::relation::Relation;
    use crate::report::{Place, Side};

    const IDS: [&str; 6] = ["a0", "a1", "a2", "a3", "a4", "a5"];

    fn place(number: usize) -> Place {
        Place {
            file: "news.jsonl".into(),
            line: u32::try_from(number).unwrap() + 1,
        }
    }

    fn reference(number: usize) -> Reference {
        Reference {
            id: IDS[number].to_owned(),
            place: place(number),
        }
    }

    /// Articles whose sets are those of `sets`, in this order.
    fn data(sets: &[usize]) -> DataSet {
        let facts = sets.iter().enumerate().map(|(number, &set)| Facts {
            id: IDS[number].to_owned(),
            place: place(number),
            set: SetId(set),
            age: Age::New,
            content: number as u64 + 100,
            address: None,
            words: 100,
            standing: 0.0,
            has_text: true,
            origin: None,
        });
        DataSet {
            sets: vec!["train".to_owned(), "test".to_owned()],
            articles: facts.collect(),
        }
    }

    /// A cluster of these articles, the centre first.
    fn cluster(members: &[(usize, Kind)]) -> Cluster {
        let member = |(index, &(number, kind)): (usize, &(usize, Kind))| Member {
            article: reference(number),
            relation: (index > 0).then_some(Relation::Edited),
            containment: 0.9,
            kind,
        };
        Cluster {
            name: "c".to_owned(),
            members: members.iter().enumerate().map(member).collect(),
        }
    }

    fn gate(rules: &[Rule]) -> Gate {
        Gate {
            rules: rules.iter().map(|&rule| Setting::new(rule)).collect(),
            max_skipped: None,
            suppressions: Vec::new(),
            baseline: None,
            today: Date::constant(2026, 3, 1),
        }
    }

    /// A place to ask for reasons with.
    fn x() -> Place {
        Place {
            file: "X".into(),
            line: 1,
        }
    }

    /// The pairs of an objection, by the numbers of their articles.
    fn pairs(objection: &Objection) -> Vec<(usize, usize)> {
        let number = |index: usize| objection.articles[index].article.index();
        let pairs = objection.pairs.iter();
        pairs
            .map(|pair| (number(pair.first), number(pair.second)))
            .collect()
    }

    #[test]
    fn a_cluster_across_sets_is_a_leak_for_each_pair_and_a_duplicate_within_each() {
        let collected = Collector {
            clusters: vec![cluster(&[
                (1, Kind::Duplicate),
                (0, Kind::Duplicate),
                (2, Kind::Duplicate),
            ])],
            ..Collector::default()
        };
        let gate = gate(&[Rule::NearDuplicates, Rule::LeakCopies]);
        let verdict = gate.judge(&collected, &data(&[0, 0, 1, 1]));
        assert_eq!(pairs(&verdict.objections[0]), [(1, 0)]);
        let mut leaks = pairs(&verdict.objections[1]);
        leaks.sort_unstable();
        assert_eq!(leaks, [(0, 2), (1, 2)]);
        // One of two test articles, two of two training articles.
        assert_eq!(verdict.matrix[1][0].copies, 1);
        assert_eq!(verdict.matrix[0][1].copies, 2);
        assert!((verdict.outcomes[1].share - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_page_beside_a_cluster_carries_an_excerpt_and_is_no_duplicate() {
        let collected = Collector {
            clusters: vec![cluster(&[
                (0, Kind::Duplicate),
                (1, Kind::Duplicate),
                (2, Kind::Carrier),
            ])],
            ..Collector::default()
        };
        let gate = gate(&[Rule::NearDuplicates, Rule::LeakCopies, Rule::LeakExcerpts]);
        let verdict = gate.judge(&collected, &data(&[0, 0, 1]));
        let counts: Vec<u64> = verdict
            .outcomes
            .iter()
            .map(|outcome| outcome.count)
            .collect();
        assert_eq!(counts, [1, 0, 2]);
        let leak = &verdict.objections[1];
        let why = leak.pairs[0].why(&x(), |place| place.file.to_string());
        assert_eq!(why, "excerpt of X (.90 of its words)");
    }

    #[test]
    fn old_articles_are_only_there_to_be_held_against() {
        let collected = Collector {
            clusters: vec![cluster(&[
                (0, Kind::Duplicate),
                (1, Kind::Duplicate),
                (2, Kind::Duplicate),
            ])],
            ..Collector::default()
        };
        let mut data = data(&[0, 0, 0]);
        data.articles[0].age = Age::Old;
        data.articles[1].age = Age::Old;
        let verdict = gate(&[Rule::NearDuplicates]).judge(&collected, &data);
        assert_eq!(pairs(&verdict.objections[0]), [(2, 0)]);
        assert_eq!(verdict.checked, 1);
        data.articles[2].age = Age::Old;
        let verdict = gate(&[Rule::NearDuplicates]).judge(&collected, &data);
        assert!(verdict.objections.is_empty());
    }

    #[test]
    fn a_suppressed_pair_does_not_count_and_a_baseline_knows_the_rest() {
        let collected = Collector {
            clusters: vec![cluster(&[
                (0, Kind::Duplicate),
                (1, Kind::Duplicate),
                (2, Kind::Duplicate),
            ])],
            ..Collector::default()
        };
        let mut gate = gate(&[Rule::NearDuplicates]);
        let data = data(&[0, 0, 0]);
        let before = gate.judge(&collected, &data);
        assert_eq!(before.outcomes[0].count, 2);
        gate.suppressions.push(Suppression {
            target: Target::Pair(["a0".to_owned(), "a1".to_owned()]),
            reason: "wanted".to_owned(),
            until: None,
        });
        let verdict = gate.judge(&collected, &data);
        assert_eq!(
            (verdict.outcomes[0].count, verdict.outcomes[0].suppressed),
            (1, 1)
        );
        gate.baseline = Some(Baseline::of(&before.objections));
        let verdict = gate.judge(&collected, &data);
        assert_eq!(
            (verdict.outcomes[0].count, verdict.outcomes[0].known),
            (0, 1)
        );
        assert!(verdict.gone.is_empty() && verdict.idle.is_empty());
    }

    #[test]
    fn a_copy_between_clusters_is_told_by_its_relation() {
        let copy = |relation| Copy {
            a: reference(0),
            b: reference(1),
            relation,
            containment: 0.4,
            contained: Side::B,
        };
        let collected = Collector {
            copies: vec![copy(Relation::Excerpt), copy(Relation::Edited)],
            ..Collector::default()
        };
        let gate = gate(&[Rule::LeakCopies, Rule::LeakExcerpts]);
        let verdict = gate.judge(&collected, &data(&[0, 1]));
        let counts: Vec<u64> = verdict
            .outcomes
            .iter()
            .map(|outcome| outcome.count)
            .collect();
        assert_eq!(counts, [1, 1]);
        let why = verdict.objections[1].pairs[0].why(&x(), |place| place.file.to_string());
        assert_eq!(why, "carries an excerpt of X (.40 of that one's words)");
    }
}
