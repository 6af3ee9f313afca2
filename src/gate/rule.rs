/*!
The rules: one table of their names, subjects, defaults and texts.

To add a rule, add a row. A rule about single articles needs nothing else. A
rule about another subject also needs the code that objects, in the file of
[`objections`](crate::gate::objections) for this subject.

# Choices

* Names are stable: configurations, baselines and the alerts of code hosts know
  a rule by its name.
* Every limit defaults to none tolerated, except for rules about shares of the
  whole data set.
*/

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::gate::facts::ArticleFacts;
use crate::gate::limit::{Limit, Severity};

/// A row of the table.
#[derive(Clone, Copy)]
pub(crate) struct RuleRow {
    /// The name in configurations and formats.
    name: &'static str,
    subject: RuleSubject,
    limit: Limit,
    severity: Severity,
    pub(crate) threshold: Option<Threshold>,
    /// A noun phrase for the objections.
    pub(crate) summary: &'static str,
    /// Advice for a maintainer.
    pub(crate) cure: &'static str,
}

/// The usual limit, severity and threshold of a rule.
const USUAL: RuleRow = RuleRow {
    name: "",
    subject: RuleSubject::Clusters,
    limit: Limit::Count(0),
    severity: Severity::Error,
    threshold: None,
    summary: "",
    cure: "",
};

/// The things that a rule looks at.
#[derive(Clone, Copy)]
enum RuleSubject {
    /// Pairs of articles in one set, by their texts.
    PairsWithinSets,
    /// Pairs of articles in two sets, by their texts.
    PairsAcrossSets,
    Clusters,
    /// Groups of articles with one headline.
    Headlines,
    /// Groups of records with one id or one address.
    Keys,
    /// Single articles. The function takes the threshold, and returns the
    /// reason of the objection if there is one.
    Articles(fn(&ArticleFacts, f64) -> Option<String>),
    /// The likeliest sources of articles. All records are read once more to
    /// find them.
    Origins,
}

/// The number in a rule that a user can change beside its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Threshold {
    /// The unit of the number, for people.
    pub meaning: &'static str,
    pub default: f64,
    /// The largest value, where there is one.
    pub most: Option<f64>,
}

impl Threshold {
    const fn new(meaning: &'static str, default: f64, most: Option<f64>) -> Option<Threshold> {
        Some(Threshold {
            meaning,
            default,
            most,
        })
    }
}

/// Declares the enum of all rules, and the table, from the rows.
macro_rules! rules {
    ($($rule:ident { $($columns:tt)* })*) => {
        /// A demand on a data set.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "kebab-case")]
        pub(crate) enum Rule {
            $($rule,)*
        }

        /// The rows in the order of [`Rule`].
        const ROWS: &[RuleRow] = &[$(RuleRow { $($columns)* ..USUAL }),*];

        impl Rule {
            /// All rules, in the order in which they are reported.
            pub(crate) const ALL: [Rule; ROWS.len()] = [$(Rule::$rule),*];
        }
    };
}

rules! {
    NearDuplicates {
        name: "near-duplicates",
        subject: RuleSubject::PairsWithinSets,
        limit: Limit::Share(0.0),
        summary: "articles that repeat an earlier one of the same set",
        cure: "keep one article of each cluster: `wirecopy clean` writes each story once",
    }
    Excerpts {
        name: "excerpts",
        subject: RuleSubject::PairsWithinSets,
        summary: "excerpts of other articles of the same set",
        cure: "remove the shorter article, or cut the shared passages",
    }
    LeakCopies {
        name: "leak-copies",
        subject: RuleSubject::PairsAcrossSets,
        summary: "pairs of copies across two sets",
        cure: "remove the article from one of the two sets, usually from the training set",
    }
    LeakExcerpts {
        name: "leak-excerpts",
        subject: RuleSubject::PairsAcrossSets,
        summary: "pairs that share an excerpt across two sets",
        cure: "remove the article from one of the two sets, usually from the training set",
    }
    RepeatedHeadlines {
        name: "repeated-headlines",
        subject: RuleSubject::Headlines,
        summary: "articles with the headline of an earlier one of the same set, over the same story",
        cure: "compare the two articles: keep one if they tell the same story, else suppress the pair",
    }
    DuplicateIds {
        name: "duplicate-ids",
        subject: RuleSubject::Keys,
        summary: "records with the id of an earlier one of the same set",
        cure: "give each record an id of its own, or remove the repeated one",
    }
    DuplicateUrls {
        name: "duplicate-urls",
        subject: RuleSubject::Keys,
        summary: "records with the address of an earlier one",
        cure: "keep one record of each page",
    }
    NoText {
        name: "no-text",
        subject: RuleSubject::Articles(no_text),
        summary: "records without a text",
        cure: "remove the record, or scrape its text again",
    }
    NoArticle {
        name: "no-article",
        subject: RuleSubject::Articles(no_article),
        summary: "pages without an article: notices of their outlets",
        cure: "scrape the page again, or remove it: `wirecopy clean --drop-no-article`",
    }
    TooShort {
        name: "too-short",
        subject: RuleSubject::Articles(too_short),
        threshold: Threshold::new("words below which an article is too short", 20.0, None),
        summary: "articles with too few words of their own",
        cure: "remove the record, or lower the threshold",
    }
    TooLong {
        name: "too-long",
        subject: RuleSubject::Articles(too_long),
        threshold: Threshold::new("words above which an article is too long", 20_000.0, None),
        summary: "articles with too many words of their own",
        cure: "split or remove the record, or raise the threshold",
    }
    Boilerplate {
        name: "boilerplate",
        subject: RuleSubject::Articles(boilerplate),
        threshold: Threshold::new(
            "share of an article's words that may be boilerplate",
            0.5,
            Some(1.0),
        ),
        summary: "articles that are mostly boilerplate of their outlet",
        cure: "cut the repeated blocks out of the text, or remove the record",
    }
    LargeClusters {
        name: "large-clusters",
        subject: RuleSubject::Clusters,
        threshold: Threshold::new("articles above which a cluster is too large", 200.0, None),
        summary: "clusters with too many articles",
        cure: "keep one article of the cluster, unless its pairs are not copies: see `wirecopy explain`",
    }
    Syndicated {
        name: "syndicated",
        subject: RuleSubject::Origins,
        limit: Limit::Share(0.5),
        summary: "articles that are copy of an agency or another outlet",
        cure: "keep one article of each story, or take more articles of the outlets' own",
    }
    OneOrigin {
        name: "one-origin",
        subject: RuleSubject::Origins,
        limit: Limit::Share(0.25),
        summary: "articles whose copy comes from one source",
        cure: "take fewer articles of that source, or more of others",
    }
}

/// The names that rules had in earlier versions. They are still read, and
/// fingerprints of objections are made from them, so that baselines stay valid.
const FORMER_NAMES: [(&str, Rule); 1] = [("standing-matter", Rule::Boilerplate)];

fn no_text(article: &ArticleFacts, _: f64) -> Option<String> {
    (!article.has_text).then(|| "no text".to_owned())
}

fn no_article(article: &ArticleFacts, _: f64) -> Option<String> {
    let kind = article.no_article?;
    Some(format!(
        "no article, but a notice of its outlet ({})",
        kind.name()
    ))
}

fn too_short(article: &ArticleFacts, threshold: f64) -> Option<String> {
    let words = article.words;
    (article.has_text && f64::from(words) < threshold)
        .then(|| format!("{words} words of its own, expected {threshold} or more"))
}

fn too_long(article: &ArticleFacts, threshold: f64) -> Option<String> {
    let words = article.words;
    (f64::from(words) > threshold)
        .then(|| format!("{words} words of its own, expected {threshold} or less"))
}

fn boilerplate(article: &ArticleFacts, threshold: f64) -> Option<String> {
    let share = f64::from(article.boilerplate);
    (share > threshold).then(|| {
        let percent = (share * 100.0).round();
        format!("{percent} % of its words are boilerplate of its outlet")
    })
}

impl Rule {
    pub(crate) const fn row(self) -> &'static RuleRow {
        &ROWS[self as usize]
    }

    pub(crate) const fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the first name that the rule had. Fingerprints are made from it.
    pub(crate) fn first_name(self) -> &'static str {
        let former = FORMER_NAMES.iter().find(|(_, rule)| *rule == self);
        former.map_or(self.name(), |(name, _)| name)
    }

    /// Returns whether the rule is about two sets.
    pub(crate) const fn is_leak(self) -> bool {
        matches!(self.row().subject, RuleSubject::PairsAcrossSets)
    }

    /// Returns whether the rule compares the texts of articles.
    pub(crate) const fn compares_texts(self) -> bool {
        let subject = self.row().subject;
        self.is_leak() || matches!(subject, RuleSubject::PairsWithinSets)
    }

    /// Returns whether the rule needs the likeliest source of each article.
    pub(crate) const fn needs_origins(self) -> bool {
        matches!(self.row().subject, RuleSubject::Origins)
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
        let rules = Rule::ALL.map(|rule| (rule.name(), rule)).into_iter();
        let mut named = rules.chain(FORMER_NAMES);
        let rule = named.find(|(known, _)| *known == name);
        rule.map(|(_, rule)| rule)
            .ok_or_else(|| format!("unknown rule `{name}`"))
    }
}

/// A rule in force.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct RuleSetting {
    pub rule: Rule,
    pub severity: Severity,
    pub limit: Limit,
    pub threshold: Option<f64>,
}

impl RuleSetting {
    /// Returns `rule` with its defaults.
    pub(crate) fn new(rule: Rule) -> RuleSetting {
        let row = rule.row();
        RuleSetting {
            rule,
            limit: row.limit,
            severity: row.severity,
            threshold: row.threshold.map(|threshold| threshold.default),
        }
    }

    /// Returns why the rule objects to an article; `None` if it does not, or
    /// is not about single articles.
    pub(crate) fn reason(&self, article: &ArticleFacts) -> Option<String> {
        match self.rule.row().subject {
            RuleSubject::Articles(reason) => reason(article, self.threshold.unwrap_or_default()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_name_and_a_former_name_is_never_written() {
        for rule in Rule::ALL {
            assert_eq!(rule.name().parse(), Ok(rule));
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.name());
        }
        assert!("near_duplicates".parse::<Rule>().is_err());
        assert_eq!("standing-matter".parse(), Ok(Rule::Boilerplate));
        assert_eq!(Rule::Boilerplate.to_string(), "boilerplate");
        assert_eq!(Rule::Boilerplate.first_name(), "standing-matter");
        assert_eq!(Rule::NoText.first_name(), "no-text");
    }
}
