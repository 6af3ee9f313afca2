/*!
The numbers of a check: the sizes of the sets, whether the sets can be judged at
all, and the numbers that are compared with the limits of the rules.
*/

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::article::ArticleId;
use crate::gate::facts::{CheckRole, DataSet, SetId};
use crate::gate::limit::Severity;
use crate::gate::objection::Objection;
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::{Rule, RuleSetting};
use crate::report::values::four_places;
use crate::spill::numbers::NumberSet;

/// A set and its number of articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SetSize {
    /// Empty when no set was named.
    pub name: String,
    pub articles: u64,
    pub checked: u64,
}

/// The number of articles of one set that another set has, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct SetOverlap {
    /// Articles with a copy in the other set.
    pub copies: u64,
    /// Articles that share an excerpt with an article of the other set.
    pub excerpts: u64,
}

/// A set that cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnusableSet {
    pub set: SetId,
    pub missing: MissingPart,
}

/// The part of a set without which it cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum MissingPart {
    Articles,
    /// A rule compares texts, and no checked record has one.
    Texts,
}

#[derive(Debug)]
pub(crate) struct CheckedSets {
    pub(crate) sizes: Vec<SetSize>,
    pub(crate) unusable: Vec<UnusableSet>,
}

impl CheckedSets {
    /// Counts the articles of each set, and finds the sets that `rules` cannot
    /// judge.
    pub(crate) fn of(data: &dyn DataSet, rules: &[RuleSetting]) -> CheckedSets {
        let empty = |name: &String| SetSize {
            name: name.clone(),
            articles: 0,
            checked: 0,
        };
        let mut sizes: Vec<SetSize> = data.sets().iter().map(empty).collect();
        let mut has_text = vec![false; sizes.len()];
        for article in (0..data.articles()).map(ArticleId::new) {
            let facts = data.facts(article);
            let set = &mut sizes[facts.set.0];
            set.articles += 1;
            if facts.role == CheckRole::Checked {
                set.checked += 1;
                has_text[facts.set.0] |= facts.has_text;
            }
        }
        let compares_texts = rules.iter().any(|setting| setting.rule.compares_texts());
        let unusable = (0..sizes.len()).filter_map(|index| {
            let missing = match sizes[index].articles {
                0 => MissingPart::Articles,
                _ if compares_texts && sizes[index].checked > 0 && !has_text[index] => {
                    MissingPart::Texts
                }
                _ => return None,
            };
            let set = SetId(index);
            Some(UnusableSet { set, missing })
        });
        CheckedSets {
            unusable: unusable.collect(),
            sizes,
        }
    }
}

/// The numbers of a rule, against its limit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct RuleOutcome {
    #[serde(flatten)]
    pub setting: RuleSetting,
    /// The number that counts against the limit.
    pub count: u64,
    /// The share of the checked articles that break the rule. For a leak, the
    /// largest share of a set's checked articles that another set has, too.
    #[serde(serialize_with = "four_places")]
    pub share: f64,
    /// The number that the baseline knows.
    pub known: u64,
    pub suppressed: u64,
    /// Whether the numbers are within the limit.
    pub kept: bool,
}

impl RuleOutcome {
    /// Returns whether the limit is exceeded and that is an error.
    pub(crate) fn fails(&self) -> bool {
        !self.kept && self.setting.severity == Severity::Error
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
    pub(crate) matrix: Vec<Vec<SetOverlap>>,
    /// The suppressions that allow something.
    pub(crate) used_suppressions: BTreeSet<usize>,
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
                let overlap = &mut self.matrix[from.0][into.0];
                match rule {
                    Rule::LeakCopies => overlap.copies += 1,
                    _ => overlap.excerpts += 1,
                }
            }
        }
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
                row.iter().map(move |overlap| match rule {
                    Rule::LeakCopies => share(overlap.copies, set.checked),
                    _ => share(overlap.excerpts, set.checked),
                })
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
            kept: setting.limit.allows(count.counted, share),
        }
    }
}

/// Returns the share of `part` in `whole`; 0 when both are 0.
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
