/*!
The numbers that are compared with the limits of the rules.
*/

use std::collections::{BTreeSet, HashMap};

use crate::article::ArticleId;
use crate::gate::facts::{CheckRole, DataSet, SetId};
use crate::gate::objection::Objection;
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::{Rule, RuleSetting};
use crate::gate::sets::{SetOverlap, SetSize};
use crate::gate::severity::Severity;
use crate::spill::number_set::NumberSet;

/// The numbers of a rule, against its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RuleOutcome {
    /// The rule as it was in force.
    pub setting: RuleSetting,
    /// The number that counts against the limit.
    pub count: u64,
    /// The share of the checked articles that break the rule. For a leak, the
    /// largest share of a set's checked articles that another set has, too.
    pub share: f64,
    /// The number that the baseline knows.
    pub known: u64,
    /// The number that is suppressed.
    pub suppressed: u64,
}

impl RuleOutcome {
    /// Returns whether the numbers are within the limit.
    pub(crate) fn is_kept(&self) -> bool {
        self.setting.limit.allows(self.count, self.share)
    }

    /// Returns whether the limit is exceeded and that is an error.
    pub(crate) fn fails(&self) -> bool {
        !self.is_kept() && self.setting.severity == Severity::Error
    }
}

/// The numbers of all rules, while objections are made.
#[derive(Debug)]
pub(crate) struct RuleCounts {
    by_rule: HashMap<Rule, RuleCount>,
    /// The articles that another set has, by the rule of the leak and that set.
    leaked: HashMap<(Rule, SetId), NumberSet>,
    /// The overlap of the set of a row with the set of a column; empty when no
    /// rule about leaks is in force.
    matrix: Vec<Vec<SetOverlap>>,
    /// The suppressions that allow something.
    used_suppressions: BTreeSet<usize>,
}

#[derive(Debug, Default)]
struct RuleCount {
    counted: u64,
    known: u64,
    suppressed: u64,
    /// The articles that break the rule, and their number.
    articles: NumberSet,
    article_count: u64,
}

impl RuleCounts {
    pub(crate) fn new(policy: &CheckPolicy, data: &dyn DataSet) -> RuleCounts {
        let sets = match policy.checks_leaks() {
            true if data.sets().len() > 1 => data.sets().len(),
            _ => 0,
        };
        RuleCounts {
            by_rule: HashMap::new(),
            leaked: HashMap::new(),
            matrix: vec![vec![SetOverlap::default(); sets]; sets],
            used_suppressions: BTreeSet::new(),
        }
    }

    pub(crate) fn add_objection(&mut self, objection: &Objection) {
        let count = self.by_rule.entry(objection.rule).or_default();
        count.counted += objection.counted;
        count.known += objection.known;
        count.suppressed += objection.suppressed;
        self.used_suppressions.extend(&objection.used);
    }

    /// Counts articles that break a rule, each once.
    pub(crate) fn add_articles(&mut self, rule: Rule, articles: &[ArticleId]) {
        let count = self.by_rule.entry(rule).or_default();
        for article in articles {
            count.article_count += u64::from(count.articles.insert(article.number()));
        }
    }

    /// Counts the articles of a pair, of which the first breaks the rule. In
    /// the overlap of sets only checked articles are counted.
    pub(crate) fn add_pair(&mut self, rule: Rule, pair: [ArticleId; 2], data: &dyn DataSet) {
        self.add_articles(rule, &pair[..1]);
        if !rule.is_leak() {
            return;
        }
        let [first, second] = pair;
        for (article, other) in [(first, second), (second, first)] {
            let facts = data.facts(article);
            if facts.role == CheckRole::Reference {
                continue;
            }
            let (from, into) = (facts.set, data.facts(other).set);
            let leaked = self.leaked.entry((rule, into)).or_default();
            if leaked.insert(article.number()) {
                self.matrix[from.0][into.0].add(rule);
            }
        }
    }

    /// Returns the overlap of the sets, by row and column, and the
    /// suppressions that allowed something.
    pub(crate) fn into_parts(self) -> (Vec<Vec<SetOverlap>>, BTreeSet<usize>) {
        (self.matrix, self.used_suppressions)
    }

    /// Returns the outcome of a rule. `checked` is the number of checked
    /// articles.
    pub(crate) fn outcome(
        &self,
        setting: RuleSetting,
        sets: &[SetSize],
        checked: u64,
    ) -> RuleOutcome {
        let none = RuleCount::default();
        let rule = setting.rule;
        let count = self.by_rule.get(&rule).unwrap_or(&none);
        let share = if rule.is_leak() {
            let rows = self.matrix.iter().zip(sets);
            let shares = rows.flat_map(|(row, set)| {
                let leaked = row.iter().map(move |overlap| overlap.of_rule(rule));
                leaked.map(|leaked| share(leaked, set.checked))
            });
            shares.fold(0.0, f64::max)
        } else {
            share(count.article_count, checked)
        };
        RuleOutcome {
            setting,
            count: count.counted,
            share,
            known: count.known,
            suppressed: count.suppressed,
        }
    }
}

/// Returns the share of `part` in `whole`; 0 when both are 0.
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
