/*!
The result of a check, its answer, and the records and files that could not be
read.
*/

use serde::Serialize;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::baseline::BaselineEntry;
use crate::gate::facts::{DataSet, SetId};
use crate::gate::limit::Severity;
use crate::gate::objection_list::{ObjectionList, ObjectionSummary};
use crate::gate::policy::Suppression;
use crate::gate::rule::Rule;
use crate::gate::rule_counts::{MissingPart, RuleOutcome, SetOverlap, SetSize, UnusableSet};
use crate::report::{Place, SkippedFinding};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum CheckAnswer {
    /// All rules pass; there may be warnings.
    #[serde(rename = "yes")]
    Passed,
    /// A rule is broken.
    #[serde(rename = "no")]
    Failed,
    /// Some input could not be read, or a set holds nothing to compare.
    #[serde(rename = "trouble")]
    Inconclusive,
}

/// Records and files that could not be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Skips {
    pub records: Vec<SkippedFinding>,
    /// Files that could not be read, or not to their end.
    pub files: Vec<SkippedFinding>,
    /// Unreadable records to tolerate; with `None`, any makes the check
    /// inconclusive.
    pub allowed: Option<u64>,
}

impl Skips {
    /// Returns the answer that follows from the skips alone. A file that
    /// cannot be read always makes the check inconclusive.
    pub(crate) fn answer(&self) -> CheckAnswer {
        let records = self.records.len() as u64;
        match self.allowed {
            _ if !self.files.is_empty() => CheckAnswer::Inconclusive,
            None if records > 0 => CheckAnswer::Inconclusive,
            Some(allowed) if records > allowed => CheckAnswer::Failed,
            _ => CheckAnswer::Passed,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.files.len() + self.records.len()
    }

    /// Returns first the files, then the records.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &SkippedFinding> {
        self.files.iter().chain(&self.records)
    }
}

/// An article of an objection, with everything that is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedArticle {
    pub id: String,
    pub place: Place,
    pub set: SetId,
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
    pub data: &'a dyn DataSet,
    pub sets: Vec<SetSize>,
    /// The number of articles that were checked: all, or those of changed
    /// files.
    pub checked: u64,
    /// The outcome of each rule in force.
    pub outcomes: Vec<RuleOutcome>,
    pub objections: ObjectionList,
    /// The overlap of the sets, by row and column as in [`CheckResult::sets`];
    /// empty when no rule about leaks is in force.
    pub matrix: Vec<Vec<SetOverlap>>,
    pub skips: Skips,
    pub unusable_sets: Vec<UnusableSet>,
    pub has_baseline: bool,
    /// The objections of the baseline that the data no longer give.
    pub resolved: Vec<BaselineEntry>,
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

    /// Returns the note about the baseline, if any of its entries is resolved.
    pub(crate) fn baseline_note(&self) -> Option<String> {
        let entries = match self.resolved.len() {
            0 => return None,
            1 => "1 baseline entry is".to_owned(),
            count => format!("{count} baseline entries are"),
        };
        Some(format!(
            "{entries} resolved; update the baseline with --write-baseline FILE"
        ))
    }

    /// Returns the notes about suppressions and the baseline, a sentence each.
    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes = self.suppression_notes();
        notes.extend(self.baseline_note());
        notes
    }

    /// Returns the outcome of a rule; `None` when it is not in force.
    pub(crate) fn outcome(&self, rule: Rule) -> Option<&RuleOutcome> {
        let mut outcomes = self.outcomes.iter();
        outcomes.find(|outcome| outcome.setting.rule == rule)
    }

    pub(crate) fn status(&self, outcome: &RuleOutcome) -> RuleStatus {
        match (outcome.kept, outcome.setting.severity) {
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
        let broken =
            outcomes.filter(move |outcome| !outcome.kept && outcome.setting.severity == severity);
        broken.flat_map(|outcome| self.objections.counting(outcome.setting.rule))
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::SkippedExtent;

    #[test]
    fn skips_are_inconclusive_unless_they_are_records_that_are_allowed() {
        for (records, files, allowed, expected) in [
            (1, 0, None, CheckAnswer::Inconclusive),
            (1, 0, Some(0), CheckAnswer::Failed),
            (1, 0, Some(1), CheckAnswer::Passed),
            (0, 1, Some(9), CheckAnswer::Inconclusive),
        ] {
            let skipped = SkippedFinding {
                file: "wire.jsonl".into(),
                line: Some(4),
                reason: "invalid UTF-8".to_owned(),
                extent: SkippedExtent::Record,
            };
            let skips = Skips {
                records: vec![skipped.clone(); records],
                files: vec![skipped; files],
                allowed,
            };
            assert_eq!(skips.answer(), expected);
        }
    }
}
