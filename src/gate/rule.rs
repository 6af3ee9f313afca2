/*!
The rules, by name, with what holds when nothing is said.

Names are stable: configurations, baselines and the alerts of code hosts know a
rule by its name.
*/

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::gate::limit::Limit;

/// What can be asked of a data set.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Articles that stand again in the same set.
    NearDuplicates,
    /// Articles of which a part stands in another one of the same set.
    Excerpts,
    /// Articles of one set that stand again in another.
    LeakCopies,
    /// Articles of one set of which a part stands in another set.
    LeakExcerpts,
    /// Headlines that several articles of a set have, of one story.
    RepeatedHeadlines,
    /// Ids that several records of a set have.
    DuplicateIds,
    /// Pages that several records are of.
    DuplicateUrls,
    /// Records without a text.
    NoText,
    /// Articles with too few words.
    TooShort,
    /// Articles with too many words.
    TooLong,
    /// Articles that are mostly what their outlet prints on every page.
    Boilerplate,
    /// Clusters with too many articles.
    LargeClusters,
    /// Articles that are the copy of an agency or of another outlet.
    Syndicated,
    /// Articles of the one source that most of the data comes from.
    OneOrigin,
}

/// What the threshold of a rule counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// What it is, for people.
    pub meaning: &'static str,
    /// What holds when nothing is said.
    pub default: f64,
    /// The most that it can be, where there is such a bound.
    pub most: Option<f64>,
}

impl Rule {
    /// All rules, in the order in which they are told.
    pub const ALL: [Rule; 14] = [
        Rule::NearDuplicates,
        Rule::Excerpts,
        Rule::LeakCopies,
        Rule::LeakExcerpts,
        Rule::RepeatedHeadlines,
        Rule::DuplicateIds,
        Rule::DuplicateUrls,
        Rule::NoText,
        Rule::TooShort,
        Rule::TooLong,
        Rule::Boilerplate,
        Rule::LargeClusters,
        Rule::Syndicated,
        Rule::OneOrigin,
    ];

    /// Whether it holds the texts of articles against each other.
    #[must_use]
    pub const fn compares_texts(self) -> bool {
        matches!(
            self,
            Rule::NearDuplicates | Rule::Excerpts | Rule::LeakCopies | Rule::LeakExcerpts
        )
    }

    /// The name under which it is configured and told.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Rule::NearDuplicates => "near-duplicates",
            Rule::Excerpts => "excerpts",
            Rule::LeakCopies => "leak-copies",
            Rule::LeakExcerpts => "leak-excerpts",
            Rule::RepeatedHeadlines => "repeated-headlines",
            Rule::DuplicateIds => "duplicate-ids",
            Rule::DuplicateUrls => "duplicate-urls",
            Rule::NoText => "no-text",
            Rule::TooShort => "too-short",
            Rule::TooLong => "too-long",
            Rule::Boilerplate => "boilerplate",
            Rule::LargeClusters => "large-clusters",
            Rule::Syndicated => "syndicated",
            Rule::OneOrigin => "one-origin",
        }
    }

    /// Returns the name that the rule had in earlier versions, which is still
    /// read and never written.
    #[must_use]
    pub const fn former_name(self) -> Option<&'static str> {
        match self {
            Rule::Boilerplate => Some("standing-matter"),
            _ => None,
        }
    }

    /// What an objection of it says, for people.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Rule::NearDuplicates => "articles that stand again in the same set",
            Rule::Excerpts => "excerpts of other articles of the same set",
            Rule::LeakCopies => "pairs of copies across two sets",
            Rule::LeakExcerpts => "pairs with an excerpt across two sets",
            Rule::RepeatedHeadlines => {
                "articles with the headline of an earlier one of the same set, over the same story"
            }
            Rule::DuplicateIds => "records with the id of an earlier one of the same set",
            Rule::DuplicateUrls => "records with the address of an earlier one",
            Rule::NoText => "records without a text",
            Rule::TooShort => "articles with too few words of their own",
            Rule::TooLong => "articles with too many words of their own",
            Rule::Boilerplate => "articles that are mostly boilerplate of their outlet",
            Rule::LargeClusters => "clusters with too many articles",
            Rule::Syndicated => "articles that are copy of an agency or another outlet",
            Rule::OneOrigin => "articles whose copy comes from one and the same source",
        }
    }

    /// What a maintainer can do about an objection.
    #[must_use]
    pub const fn cure(self) -> &'static str {
        match self {
            Rule::NearDuplicates => {
                "keep one article of each cluster: `wirecopy clean` writes each story once"
            }
            Rule::Excerpts => "remove the shorter article, or cut the shared passages",
            Rule::LeakCopies | Rule::LeakExcerpts => {
                "remove the article from one of the two sets, usually from the one that is trained on"
            }
            Rule::RepeatedHeadlines => {
                "look at both articles: keep one where they tell the same, else allow the pair"
            }
            Rule::DuplicateIds => "give each record an id of its own, or remove the repeated one",
            Rule::DuplicateUrls => "keep one record of each page",
            Rule::NoText => "remove the record, or scrape its text again",
            Rule::TooShort => "remove the record, or lower the threshold",
            Rule::TooLong => "split or remove the record, or raise the threshold",
            Rule::Boilerplate => "cut the repeated blocks out of the text, or remove the record",
            Rule::Syndicated => {
                "keep one article of each story, or take more articles of the outlets' own"
            }
            Rule::OneOrigin => "take fewer articles of that source, or more of others",
            Rule::LargeClusters => {
                "keep one article of the cluster, unless its pairs are no copies: see `wirecopy explain`"
            }
        }
    }

    /// The limit when none is said.
    #[must_use]
    pub const fn default_limit(self) -> Limit {
        match self {
            Rule::NearDuplicates => Limit::Share(0.0),
            Rule::Syndicated => Limit::Share(0.5),
            Rule::OneOrigin => Limit::Share(0.25),
            _ => Limit::Count(0),
        }
    }

    /// What its threshold is, if it has one.
    #[must_use]
    pub const fn threshold(self) -> Option<Threshold> {
        let (meaning, default, most) = match self {
            Rule::TooShort => ("words below which an article is too short", 20.0, None),
            Rule::TooLong => ("words above which an article is too long", 20_000.0, None),
            Rule::Boilerplate => (
                "share of an article's words that may be boilerplate",
                0.5,
                Some(1.0),
            ),
            Rule::LargeClusters => ("articles above which a cluster is too large", 200.0, None),
            _ => return None,
        };
        Some(Threshold {
            meaning,
            default,
            most,
        })
    }

    /// Whether it asks for two sets.
    #[must_use]
    pub const fn is_leak(self) -> bool {
        matches!(self, Rule::LeakCopies | Rule::LeakExcerpts)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(name: &str) -> Result<Rule, String> {
        let is_named = |rule: &Rule| name == rule.name() || Some(name) == rule.former_name();
        let rule = Rule::ALL.into_iter().find(is_named);
        rule.ok_or_else(|| format!("unknown rule `{name}`"))
    }
}

/// What a breach of a rule means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Severity {
    /// The gate's answer is no.
    #[default]
    Error,
    /// It is told, and no more.
    Warning,
}

impl Severity {
    /// Its name in configurations and formats.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(name: &str) -> Result<Severity, String> {
        match name {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            _ => Err(format!("expected `error` or `warning`, found `{name}`")),
        }
    }
}

/// A rule as it is in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleSetting {
    /// The rule.
    pub rule: Rule,
    /// What it allows.
    pub limit: Limit,
    /// What a breach means.
    pub severity: Severity,
    /// Its threshold; without a meaning for a rule that has none.
    pub threshold: f64,
}

impl RuleSetting {
    /// `rule` as it is when no more is said.
    #[must_use]
    pub fn new(rule: Rule) -> RuleSetting {
        RuleSetting {
            rule,
            limit: rule.default_limit(),
            severity: Severity::Error,
            threshold: rule.threshold().map_or(0.0, |threshold| threshold.default),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_name() {
        for rule in Rule::ALL {
            assert_eq!(rule.name().parse(), Ok(rule));
        }
        assert_eq!("standing-matter".parse(), Ok(Rule::Boilerplate));
        assert!("near_duplicates".parse::<Rule>().is_err());
    }
}
