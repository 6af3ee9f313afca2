/*!
The sets of a check: their sizes, and whether they can be judged at all.
*/

use serde::Serialize;

use crate::article::ArticleId;
use crate::gate::facts::{CheckRole, DataSet, SetId};
use crate::gate::rule::{Rule, RuleSetting};

/// A set and its number of articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SetSize {
    /// The name; empty when no set was named.
    pub name: String,
    /// The number of articles.
    pub articles: u64,
    /// The number of articles that are checked.
    pub checked: u64,
}

/// The number of articles of one set that another set has, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SetOverlap {
    /// Articles with a copy in the other set.
    pub copies: u64,
    /// Articles that share an excerpt with an article of the other set.
    pub excerpts: u64,
}

impl SetOverlap {
    /// Returns the number that the rule about leaks counts.
    pub(crate) fn of_rule(self, rule: Rule) -> u64 {
        match rule {
            Rule::LeakCopies => self.copies,
            _ => self.excerpts,
        }
    }

    /// Adds one to the number that the rule about leaks counts.
    pub(crate) fn add(&mut self, rule: Rule) {
        match rule {
            Rule::LeakCopies => self.copies += 1,
            _ => self.excerpts += 1,
        }
    }
}

/// A set that cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnusableSet {
    /// The set.
    pub set: SetId,
    /// What the set lacks.
    pub missing: MissingPart,
}

/// What a set that cannot be judged lacks.
#[non_exhaustive]
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
        let names = data.sets().iter();
        let empty = |name: &String| SetSize {
            name: name.clone(),
            articles: 0,
            checked: 0,
        };
        let mut sizes: Vec<SetSize> = names.map(empty).collect();
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
        let missing = |index: usize| match sizes[index].articles {
            0 => Some(MissingPart::Articles),
            _ if compares_texts && sizes[index].checked > 0 && !has_text[index] => {
                Some(MissingPart::Texts)
            }
            _ => None,
        };
        let unusable = (0..sizes.len()).filter_map(|index| {
            let set = SetId(index);
            missing(index).map(|missing| UnusableSet { set, missing })
        });
        CheckedSets {
            unusable: unusable.collect(),
            sizes,
        }
    }
}
