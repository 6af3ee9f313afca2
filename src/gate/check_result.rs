/*!
The result of a check.
*/

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::answer::{CheckAnswer, Skips};
use crate::gate::baseline::BaselineEntry;
use crate::gate::facts::{DataSet, SetId};
use crate::gate::objection_list::{ObjectionList, ObjectionSummary};
use crate::gate::rule::Rule;
use crate::gate::rule_counts::RuleOutcome;
use crate::gate::sets::{MissingPart, SetOverlap, SetSize, UnusableSet};
use crate::gate::severity::Severity;
use crate::gate::suppression::Suppression;
use crate::report::Place;

/// An article of an objection, with everything that is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedArticle {
    /// The id.
    pub id: String,
    /// The place of the record.
    pub place: Place,
    /// The set.
    pub set: SetId,
    /// The headline.
    pub headline: Option<String>,
}

/// The outcome of a rule in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleStatus {
    /// The limit is not exceeded.
    Passed,
    /// The limit is not exceeded so far: some input could not be read.
    PassedSoFar,
    /// The limit is exceeded, and that is a warning.
    Warned,
    /// The limit is exceeded, and that is an error.
    Failed,
}

#[derive(Debug)]
pub(crate) struct CheckResult<'a> {
    /// The articles.
    pub data: &'a dyn DataSet,
    /// The sets.
    pub sets: Vec<SetSize>,
    /// The number of articles that were checked: all, or those of changed
    /// files.
    pub checked: u64,
    /// The outcome of each rule in force.
    pub outcomes: Vec<RuleOutcome>,
    /// All objections: by rule, the largest first.
    pub objections: ObjectionList,
    /// The overlap of the sets, by row and column as in [`CheckResult::sets`];
    /// empty when no rule about leaks is in force.
    pub matrix: Vec<Vec<SetOverlap>>,
    /// The records and files that could not be read.
    pub skips: Skips,
    /// The sets that cannot be judged.
    pub unusable_sets: Vec<UnusableSet>,
    /// Whether there is a baseline.
    pub has_baseline: bool,
    /// The objections of the baseline that the data no longer give.
    pub resolved: Vec<BaselineEntry>,
    /// All suppressions.
    pub suppressions: Vec<Suppression>,
    /// The indices of the suppressions that have expired.
    pub expired_suppressions: Vec<usize>,
    /// The indices of the suppressions that allow nothing.
    pub unused_suppressions: Vec<usize>,
}

impl CheckResult<'_> {
    /// Returns the answer. Inconclusive takes precedence over failed.
    pub(crate) fn answer(&self) -> CheckAnswer {
        match self.skips.answer() {
            _ if !self.unusable_sets.is_empty() => CheckAnswer::Inconclusive,
            CheckAnswer::Passed if self.outcomes.iter().any(RuleOutcome::fails) => {
                CheckAnswer::Failed
            }
            answer => answer,
        }
    }

    /// Returns whether only some articles were checked, against the others.
    pub(crate) fn is_partial(&self) -> bool {
        self.checked < u64::from(self.data.articles())
    }

    /// Returns why a set cannot be judged, for people.
    pub(crate) fn why_unusable(&self, unusable: UnusableSet) -> String {
        let set = match self.set_name(unusable.set) {
            "" => String::new(),
            name => format!("set {name}: "),
        };
        let missing = match unusable.missing {
            MissingPart::Articles => "no article was read, so there is nothing to check",
            MissingPart::Texts => {
                "no record has a text, so there is nothing to compare; if the \
                 column has another name, use --text-field NAME"
            }
        };
        format!("{set}{missing}")
    }

    /// Returns the notes about suppressions, a sentence each.
    pub(crate) fn suppression_notes(&self) -> Vec<String> {
        let named = |&index: &usize| &self.suppressions[index];
        let expired = self.expired_suppressions.iter().map(named);
        let expired = expired.map(|suppression| {
            let until = suppression.until;
            let until = until.map_or(String::new(), |day| format!(" on {day}"));
            format!("a suppression expired{until}: {suppression}")
        });
        let unused = self.unused_suppressions.iter().map(named);
        let unused =
            unused.map(|suppression| format!("a suppression matches nothing: {suppression}"));
        expired.chain(unused).collect()
    }

    /// Returns the notes about suppressions and the baseline, a sentence each.
    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes = self.suppression_notes();
        if !self.resolved.is_empty() {
            notes.push(format!(
                "objections of the baseline that are resolved: {}; \
                 write it again with --write-baseline FILE",
                self.resolved.len()
            ));
        }
        notes
    }

    /// Returns the outcome of a rule; `None` when it is not in force.
    pub(crate) fn outcome(&self, rule: Rule) -> Option<&RuleOutcome> {
        let mut outcomes = self.outcomes.iter();
        outcomes.find(|outcome| outcome.setting.rule == rule)
    }

    /// Returns the outcome of a rule in one word.
    pub(crate) fn status(&self, outcome: &RuleOutcome) -> RuleStatus {
        match (outcome.is_kept(), outcome.setting.severity) {
            (true, _) if self.answer() == CheckAnswer::Inconclusive => RuleStatus::PassedSoFar,
            (true, _) => RuleStatus::Passed,
            (false, Severity::Warning) => RuleStatus::Warned,
            (false, Severity::Error) => RuleStatus::Failed,
        }
    }

    /// Returns the objections that count, of the rules with this severity
    /// whose limit is exceeded.
    pub(crate) fn breaches(&self, severity: Severity) -> impl Iterator<Item = ObjectionSummary> {
        let outcomes = self.outcomes.iter();
        let broken = outcomes
            .filter(move |outcome| !outcome.is_kept() && outcome.setting.severity == severity);
        broken.flat_map(|outcome| self.objections.counting(outcome.setting.rule))
    }

    /// Returns an article with everything that is shown of it.
    pub(crate) fn named(&self, article: ArticleId) -> Result<NamedArticle> {
        Ok(NamedArticle {
            id: self.data.id(article),
            place: self.data.place(article),
            set: self.data.facts(article).set,
            headline: self.data.headline(article)?,
        })
    }

    /// Returns the name of a set; empty where no set was named.
    pub(crate) fn set_name(&self, set: SetId) -> &str {
        &self.sets[set.0].name
    }
}
