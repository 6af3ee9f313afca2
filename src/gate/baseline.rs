/*!
What was objected to before: a list of contents, kept in a file.

# Choices

* An objection is known when the contents of its articles are among those of
  one entry, each as often at most. So a cluster that lost an article is still
  known, one that gained an article is known but for that one, and neither
  names nor places matter.
* One entry to a line, sorted: two versions of a baseline differ where the
  objections do.
*/

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::gate::check_result::CheckResult;
use crate::gate::rule::Rule;

/// The version of the form in which baselines are written.
const VERSION: u32 = 1;

/// A list of known objections.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    entries: Vec<BaselineEntry>,
}

/// One known objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// The rule's name.
    pub rule: String,
    /// A name that the contents decide.
    pub fingerprint: String,
    /// The contents of its articles, as hexadecimal numbers, sorted.
    pub contents: Vec<String>,
    /// A headline, for people.
    pub about: String,
}

#[derive(Deserialize)]
struct Written {
    wirecopy_baseline: u32,
    objections: Vec<BaselineEntry>,
}

impl Baseline {
    /// Reads a baseline that [`Baseline::write`] has written.
    ///
    /// # Errors
    ///
    /// When `text` is none, or of another version.
    pub fn read(text: &str) -> Result<Baseline> {
        let written: Written = serde_json::from_str(text)
            .map_err(|error| Error::file(format!("expected a baseline: {error}")))?;
        if written.wirecopy_baseline != VERSION {
            return Err(Error::file(format!(
                "expected a baseline of version {VERSION}, found {}\n\
                 hint: write it anew with --write-baseline",
                written.wirecopy_baseline
            )));
        }
        Ok(Baseline {
            entries: written.objections,
        })
    }

    /// A baseline of all objections of `verdict` but what is suppressed.
    ///
    /// # Errors
    ///
    /// When an objection or a headline cannot be read once more.
    pub fn of(verdict: &CheckResult<'_>) -> Result<Baseline> {
        let mut entries = Vec::new();
        for objection in verdict.objections.iter() {
            let objection = objection?;
            if objection.counted + objection.known == 0 {
                continue;
            }
            let articles = objection.articles.iter();
            let mut contents: Vec<u64> = articles
                .map(|&article| verdict.data.facts(article).content)
                .collect();
            contents.sort_unstable();
            // The smallest, since the order of the articles may change.
            let mut about: Option<String> = None;
            for &article in &objection.articles {
                let headline = verdict.data.headline(article)?;
                about = match (about, headline) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
            entries.push(BaselineEntry {
                rule: objection.rule.name().to_owned(),
                fingerprint: objection.fingerprint,
                contents: contents.into_iter().map(hexadecimal).collect(),
                about: about.unwrap_or_default(),
            });
        }
        entries.sort_by(|one, other| {
            let key = |entry: &BaselineEntry| entry.rule.parse::<Rule>().ok();
            key(one)
                .cmp(&key(other))
                .then_with(|| one.fingerprint.cmp(&other.fingerprint))
        });
        Ok(Baseline { entries })
    }

    /// The number of known objections.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The baseline as text.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    pub fn write(&self) -> Result<String> {
        let mut text = format!("{{\"wirecopy_baseline\": {VERSION}, \"objections\": [");
        for (index, entry) in self.entries.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            let line = serde_json::to_string(entry)
                .map_err(|error| Error::file(format!("a baseline: {error}")))?;
            text.push_str(&line);
        }
        text.push_str("\n]}\n");
        Ok(text)
    }
}

fn hexadecimal(content: u64) -> String {
    format!("{content:016x}")
}

/// A baseline while objections are held against it.
#[derive(Debug)]
pub(crate) struct BaselineMatcher {
    entries: Vec<OpenEntry>,
    /// The entries that have a content that was not met yet, under rule and
    /// content. Of entries that are alike, as those of pages that all say the
    /// same, only the first that is left: any would do.
    having: HashMap<(Rule, u64), Vec<usize>>,
}

/// An entry, and what of it has not been met yet.
#[derive(Debug)]
struct OpenEntry {
    entry: BaselineEntry,
    rule: Option<Rule>,
    left: HashMap<u64, usize>,
    is_met: bool,
    /// The next entry that is like this one, as long as nothing of this one was
    /// met.
    alike: Option<usize>,
}

impl BaselineMatcher {
    pub(crate) fn new(baseline: Option<&Baseline>) -> BaselineMatcher {
        let mut matching = BaselineMatcher {
            entries: Vec::new(),
            having: HashMap::new(),
        };
        let entries = baseline.map_or(&[][..], |baseline| &baseline.entries);
        // The last entry so far of those that are alike.
        let mut last: HashMap<(Rule, Vec<u64>), usize> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let rule = entry.rule.parse().ok();
            let read = |content: &String| u64::from_str_radix(content, 16).ok();
            let mut contents: Vec<u64> = entry.contents.iter().filter_map(read).collect();
            let mut left: HashMap<u64, usize> = HashMap::new();
            for &content in &contents {
                *left.entry(content).or_default() += 1;
            }
            matching.entries.push(OpenEntry {
                entry: entry.clone(),
                rule,
                left,
                is_met: false,
                alike: None,
            });
            contents.sort_unstable();
            let before = rule.and_then(|rule| last.insert((rule, contents), index));
            match before {
                Some(before) => matching.entries[before].alike = Some(index),
                None => matching.offer(index),
            }
        }
        matching
    }

    /// Lets an entry be found by its contents.
    fn offer(&mut self, index: usize) {
        let open = &self.entries[index];
        if let Some(rule) = open.rule {
            for &content in open.left.keys() {
                self.having.entry((rule, content)).or_default().push(index);
            }
        }
    }

    /// Which of an objection's `contents` one entry of `rule` knows: the entry
    /// that knows most of them. What it knows of them is used up.
    pub(crate) fn known(&mut self, rule: Rule, contents: &[u64]) -> Vec<bool> {
        let mut known = vec![false; contents.len()];
        let Some(best) = self.best(rule, contents) else {
            return known;
        };
        let open = &mut self.entries[best];
        open.is_met = true;
        for (flag, content) in known.iter_mut().zip(contents) {
            let Some(left) = open.left.get_mut(content) else {
                continue;
            };
            *flag = true;
            *left -= 1;
            if *left == 0 {
                open.left.remove(content);
                if let Some(having) = self.having.get_mut(&(rule, *content)) {
                    having.retain(|&entry| entry != best);
                }
            }
        }
        if let Some(next) = open.alike.take() {
            self.offer(next);
        }
        known
    }

    /// The entry of `rule` that knows most of `contents`, if any knows enough.
    fn best(&self, rule: Rule, contents: &[u64]) -> Option<usize> {
        // An objection may have as many articles as the data set: what no entry
        // has is not counted.
        let mut wanted: HashMap<u64, usize> = HashMap::new();
        for &content in contents {
            if self.having.contains_key(&(rule, content)) {
                *wanted.entry(content).or_default() += 1;
            }
        }
        // One article of a pair or cluster alone is none of it: what most entries
        // have proposes none.
        let least = contents.len().min(2);
        let having = |content: &u64| &self.having[&(rule, *content)];
        let once = wanted.iter().filter(|&(_, &count)| count < least);
        let most = once
            .map(|(content, _)| (having(content).len(), *content))
            .max();
        let proposing = wanted.keys().filter(|&&content| {
            let most = most.map(|(_, most)| most);
            most != Some(content)
        });
        let proposed: HashSet<usize> = proposing.flat_map(having).copied().collect();
        let of_each = proposed.into_iter().map(|entry| {
            let left = &self.entries[entry].left;
            let of = |(content, count): (&u64, &usize)| {
                left.get(content).map_or(0, |left| *left.min(count))
            };
            (entry, wanted.iter().map(of).sum())
        });
        let best = of_each.max_by_key(|&(entry, shared): &(usize, usize)| {
            let size = self.entries[entry].entry.contents.len();
            // Of equal ones the smallest, then the first.
            (shared, std::cmp::Reverse((size, entry)))
        });
        let best = best.filter(|&(_, shared)| shared >= least);
        best.map(|(entry, _)| entry)
    }

    /// The entries of the rules `in_force` of which nothing was met.
    pub(crate) fn resolved(self, in_force: &[Rule]) -> Vec<BaselineEntry> {
        let is_gone = |open: &OpenEntry| {
            !open.is_met && open.rule.is_some_and(|rule| in_force.contains(&rule))
        };
        let gone = self.entries.into_iter().filter(is_gone);
        gone.map(|open| open.entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(contents: &[u64]) -> BaselineEntry {
        BaselineEntry {
            rule: "near-duplicates".to_owned(),
            fingerprint: String::new(),
            contents: contents.iter().copied().map(hexadecimal).collect(),
            about: String::new(),
        }
    }

    fn matching(entries: &[&[u64]]) -> BaselineMatcher {
        BaselineMatcher::new(Some(&Baseline {
            entries: entries.iter().map(|contents| entry(contents)).collect(),
        }))
    }

    #[test]
    fn a_cluster_that_lost_an_article_is_known() {
        let mut matching = matching(&[&[1, 2, 3]]);
        assert_eq!(matching.known(Rule::NearDuplicates, &[3, 1]), [true, true]);
        assert!(matching.resolved(&[Rule::NearDuplicates]).is_empty());
    }

    #[test]
    fn a_cluster_that_gained_an_article_is_known_but_for_it() {
        let mut matching = matching(&[&[1, 2]]);
        let known = matching.known(Rule::NearDuplicates, &[4, 2, 1]);
        assert_eq!(known, [false, true, true]);
    }

    #[test]
    fn one_more_of_the_same_text_is_new() {
        let mut matching = matching(&[&[1, 1]]);
        let known = matching.known(Rule::NearDuplicates, &[1, 1, 1]);
        assert_eq!(known, [true, true, false]);
    }

    #[test]
    fn a_cluster_that_split_is_known() {
        let mut matching = matching(&[&[1, 2, 3, 4]]);
        assert_eq!(matching.known(Rule::NearDuplicates, &[1, 2]), [true; 2]);
        assert_eq!(matching.known(Rule::NearDuplicates, &[3, 4]), [true; 2]);
    }

    #[test]
    fn what_is_not_met_is_gone() {
        let mut matching = matching(&[&[1, 2], &[5, 6]]);
        assert_eq!(matching.known(Rule::NearDuplicates, &[1, 2]), [true; 2]);
        assert_eq!(matching.known(Rule::LeakCopies, &[5, 6]), [false; 2]);
        assert_eq!(matching.resolved(&[Rule::NearDuplicates]), [entry(&[5, 6])]);
    }

    /// The same by looking at every entry each time.
    fn plain_known(left: &mut [Vec<u64>], sizes: &[usize], contents: &[u64]) -> Vec<bool> {
        let share = |of: &[u64]| {
            let mut of = of.to_vec();
            let takes = |content: &&u64| {
                let at = of.iter().position(|other| other == *content);
                at.map(|at| of.swap_remove(at)).is_some()
            };
            contents.iter().filter(takes).count()
        };
        let entries = (0..left.len()).map(|entry| (share(&left[entry]), entry));
        let best = entries
            .max_by_key(|&(shared, entry)| (shared, std::cmp::Reverse((sizes[entry], entry))));
        let least = contents.len().min(2);
        let Some((_, best)) = best.filter(|&(shared, _)| shared >= least) else {
            return vec![false; contents.len()];
        };
        let mut take = |content: &u64| {
            let at = left[best].iter().position(|other| other == content);
            at.map(|at| left[best].swap_remove(at)).is_some()
        };
        contents.iter().map(&mut take).collect()
    }

    proptest! {
        #[test]
        fn what_is_known_is_what_a_look_at_every_entry_gives(
            entries in prop::collection::vec(prop::collection::vec(0_u64..6, 1..5), 0..12),
            objections in prop::collection::vec(prop::collection::vec(0_u64..7, 1..5), 0..12),
        ) {
            let borrowed: Vec<&[u64]> = entries.iter().map(Vec::as_slice).collect();
            let mut matching = matching(&borrowed);
            let sizes: Vec<usize> = entries.iter().map(Vec::len).collect();
            let mut left = entries.clone();
            for contents in &objections {
                let plain = plain_known(&mut left, &sizes, contents);
                prop_assert_eq!(matching.known(Rule::NearDuplicates, contents), plain);
            }
        }
    }

    #[test]
    fn another_version_is_refused() {
        let error = Baseline::read("{\"wirecopy_baseline\": 9, \"objections\": []}");
        assert!(error.is_err_and(|error| error.to_string().contains("version 1, found 9")));
        assert!(Baseline::read("[]").is_err());
    }
}
