/*!
The gate's answer, and what it rests on.
*/

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::baseline;
use crate::gate::facts::{DataSet, SetId};
use crate::gate::objection::{Objection, ObjectionPair};
use crate::gate::objection_list::{ObjectionList, ObjectionSummary};
use crate::gate::rule::{Rule, RuleSetting, Severity};
use crate::gate::suppression::Suppression;
use crate::report::{Place, SkippedFinding};

/// What the gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckAnswer {
    /// All rules pass; there may be warnings.
    Passed,
    /// A rule is broken.
    Failed,
    /// Some input could not be read, or a set holds nothing to compare.
    Inconclusive,
}

impl CheckAnswer {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            CheckAnswer::Passed => "yes",
            CheckAnswer::Failed => "no",
            CheckAnswer::Inconclusive => "trouble",
        }
    }
}

/// How a rule fared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleOutcome {
    /// The rule as it was in force.
    pub setting: RuleSetting,
    /// What counts against the limit.
    pub count: u64,
    /// The articles of that, as a share of those that were checked; of a
    /// leak, the largest share of a set's articles that another set has too.
    pub share: f64,
    /// What the baseline has of it.
    pub known: u64,
    /// What is suppressed of it.
    pub suppressed: u64,
}

impl RuleOutcome {
    /// Whether the limit is kept.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.setting.limit.allows(self.count, self.share)
    }

    /// Whether the limit is broken, and that is an error.
    #[must_use]
    pub fn fails(&self) -> bool {
        !self.is_kept() && self.setting.severity == Severity::Error
    }
}

/// How many articles of one set stand in another, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetOverlap {
    /// Articles with a copy there.
    pub copies: u64,
    /// Articles with an excerpt there, or of which one stands here.
    pub excerpts: u64,
}

/// A set and how many articles it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetSize {
    /// Its name; empty when none was named.
    pub name: String,
    /// Its articles.
    pub articles: u64,
    /// Those of them that are checked.
    pub checked: u64,
}

/// A set of which nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusableSet {
    /// The set.
    pub set: SetId,
    /// What it lacks.
    pub lacks: MissingPart,
}

/// What a set lacks of which nothing can be said.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPart {
    /// It has no article.
    Articles,
    /// None of its records has a text, and a rule compares texts.
    Texts,
}

impl MissingPart {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MissingPart::Articles => "articles",
            MissingPart::Texts => "texts",
        }
    }
}

/// What became of the records that could not be read.
#[derive(Clone, Debug, Default)]
pub struct Skips {
    /// Records that could not be understood.
    pub records: Vec<SkippedFinding>,
    /// Files that could not be read, or not to their end.
    pub files: Vec<SkippedFinding>,
    /// The records that may be skipped; with `None` every one is trouble.
    pub allowed: Option<u64>,
}

impl Skips {
    /// What they mean for the answer.
    #[must_use]
    pub fn answer(&self) -> CheckAnswer {
        let records = self.records.len() as u64;
        match self.allowed {
            _ if !self.files.is_empty() => CheckAnswer::Inconclusive,
            None if records > 0 => CheckAnswer::Inconclusive,
            Some(allowed) if records > allowed => CheckAnswer::Failed,
            _ => CheckAnswer::Passed,
        }
    }
}

/// An article that is objected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArticle {
    /// Its number in the dump.
    pub article: ArticleId,
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// Its set.
    pub set: SetId,
    /// Its headline.
    pub headline: Option<String>,
}

/// The gate's answer, and what it rests on.
#[derive(Debug)]
pub struct CheckResult<'a> {
    /// The articles.
    pub data: &'a dyn DataSet,
    /// The sets.
    pub sets: Vec<SetSize>,
    /// The articles that were checked: all, or those of changed files.
    pub checked: u64,
    /// How each rule in force fared.
    pub outcomes: Vec<RuleOutcome>,
    /// All objections: by rule, the largest first.
    pub objections: ObjectionList,
    /// How the sets overlap, by row and column as [`CheckResult::sets`]; empty
    /// where no rule asks.
    pub matrix: Vec<Vec<SetOverlap>>,
    /// What could not be read.
    pub skips: Skips,
    /// The sets of which nothing can be said.
    pub unusable_sets: Vec<UnusableSet>,
    /// Whether there is a baseline.
    pub has_baseline: bool,
    /// Known objections that are gone.
    pub resolved: Vec<baseline::BaselineEntry>,
    /// All suppressions.
    pub suppressions: Vec<Suppression>,
    /// Those that have ended, by their place.
    pub expired_suppressions: Vec<usize>,
    /// Those that allow nothing any more, by their place.
    pub unused_suppressions: Vec<usize>,
}

impl CheckResult<'_> {
    /// The answer: trouble before no, no before yes.
    #[must_use]
    pub fn answer(&self) -> CheckAnswer {
        match self.skips.answer() {
            CheckAnswer::Passed | CheckAnswer::Failed if !self.unusable_sets.is_empty() => {
                CheckAnswer::Inconclusive
            }
            CheckAnswer::Passed if self.outcomes.iter().any(RuleOutcome::fails) => {
                CheckAnswer::Failed
            }
            answer => answer,
        }
    }

    /// Whether only some articles are checked, against the others.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.checked < u64::from(self.data.articles())
    }

    /// Why nothing can be said of a set, for people.
    #[must_use]
    pub fn why_unusable(&self, unusable_sets: UnusableSet) -> String {
        let name = self.set_name(unusable_sets.set);
        let set = match name {
            "" => String::new(),
            name => format!("set {name}: "),
        };
        let lacks = match unusable_sets.lacks {
            MissingPart::Articles => "no article was read, so that nothing can be said",
            MissingPart::Texts => {
                "no record has a text, so that nothing can be said: is its column named otherwise? \
                 hint: --text-field NAME"
            }
        };
        format!("{set}{lacks}")
    }

    /// What should be known of suppressions and of the baseline, a sentence
    /// each.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let named = |&index: &usize| &self.suppressions[index];
        let expired_suppressions = self
            .expired_suppressions
            .iter()
            .map(named)
            .map(|suppression| {
                let until = suppression.until;
                let until = until.map_or(String::new(), |day| format!(" on {day}"));
                format!("a suppression ended{until}: {suppression}")
            });
        let unused_suppressions = self.unused_suppressions.iter().map(named);
        let unused_suppressions = unused_suppressions
            .map(|suppression| format!("a suppression allows nothing any more: {suppression}"));
        let mut notes: Vec<String> = expired_suppressions.chain(unused_suppressions).collect();
        if !self.resolved.is_empty() {
            notes.push(format!(
                "objections that the baseline knows and the data no longer hold: {}; \
                 --write-baseline FILE writes it anew",
                self.resolved.len()
            ));
        }
        notes
    }

    /// How a rule fared.
    #[must_use]
    pub fn outcome(&self, rule: Rule) -> Option<&RuleOutcome> {
        let mut outcomes = self.outcomes.iter();
        outcomes.find(|outcome| outcome.setting.rule == rule)
    }

    /// The objections that count and break their rule's limit, with its
    /// severity.
    pub fn breaches(&self) -> impl Iterator<Item = (ObjectionSummary, Severity)> {
        let filed = self.objections.filed();
        filed.filter(|filed| filed.counts).filter_map(|filed| {
            let outcome = self.outcome(filed.rule)?;
            (!outcome.is_kept()).then_some((filed, outcome.setting.severity))
        })
    }

    /// An article, with what is told of it.
    ///
    /// # Errors
    ///
    /// When its record cannot be read once more.
    pub fn named(&self, article: ArticleId) -> Result<NamedArticle> {
        Ok(NamedArticle {
            article,
            id: self.data.id(article),
            place: self.data.place(article),
            set: self.data.facts(article).set,
            headline: self.data.headline(article)?,
        })
    }

    /// What the first article of a pair is to the second, for people. Places
    /// are written as `show` says.
    #[must_use]
    pub fn why(
        &self,
        objection: &Objection,
        pair: &ObjectionPair,
        show: impl Fn(&Place) -> String,
    ) -> String {
        let [_, second] = objection.articles_of(pair);
        let place = |article| self.data.place(article);
        pair.why(&place(second), place, show)
    }

    /// The name of a set for people; empty where no set was named.
    #[must_use]
    pub fn set_name(&self, set: SetId) -> &str {
        self.sets.get(set.0).map_or("", |set| &set.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::SkippedExtent;

    fn skipped() -> SkippedFinding {
        SkippedFinding {
            file: "wire.jsonl".into(),
            line: Some(4),
            reason: "invalid UTF-8".to_owned(),
            extent: SkippedExtent::Record,
        }
    }

    #[test]
    fn a_record_that_cannot_be_read_is_trouble_unless_some_are_allowed() {
        let skips = |allowed| Skips {
            records: vec![skipped()],
            files: Vec::new(),
            allowed,
        };
        assert_eq!(skips(None).answer(), CheckAnswer::Inconclusive);
        assert_eq!(skips(Some(0)).answer(), CheckAnswer::Failed);
        assert_eq!(skips(Some(1)).answer(), CheckAnswer::Passed);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_always_trouble() {
        let skips = Skips {
            records: Vec::new(),
            files: vec![skipped()],
            allowed: Some(9),
        };
        assert_eq!(skips.answer(), CheckAnswer::Inconclusive);
    }
}
