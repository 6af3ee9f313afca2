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
    pub fn judge(&self, collected: &Collector, data: &DataSet<'_>) -> Verdict {
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
            .partition(|skipped| skipped.line.is_some());
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

fn sizes(data: &DataSet<'_>) -> Vec<SetSize> {
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
