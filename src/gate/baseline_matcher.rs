/*!
Matches objections against the entries of a baseline.

# Choices

* An entry knows the articles of an objection whose contents are among its own,
  each as often as it has them. A cluster that lost an article is still known;
  a cluster that gained one is known except for that one.
* An entry matches when it shares two contents with the objection, or all if
  the objection has one article: one shared article does not make two clusters
  the same.
*/

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::gate::baseline::{Baseline, BaselineEntry};
use crate::gate::rule::Rule;

/// A baseline of which each content can be matched once.
#[derive(Debug)]
pub(crate) struct BaselineMatcher {
    entries: Vec<OpenEntry>,
    /// The entries that have an unmatched content, by rule and content. Of
    /// entries with equal contents (pages that all say the same) only the first
    /// unmatched one is here: any of them would do.
    by_content: HashMap<(Rule, u64), Vec<usize>>,
}

/// An entry and its unmatched contents.
#[derive(Debug)]
struct OpenEntry {
    entry: BaselineEntry,
    /// How often each content can still be matched.
    unmatched: HashMap<u64, usize>,
    is_matched: bool,
    /// The next entry with equal contents, as long as this one is unmatched.
    next_equal: Option<usize>,
}

impl BaselineMatcher {
    pub(crate) fn new(baseline: Option<&Baseline>) -> BaselineMatcher {
        let mut matcher = BaselineMatcher {
            entries: Vec::new(),
            by_content: HashMap::new(),
        };
        let entries = baseline.map_or(&[][..], |baseline| &baseline.entries);
        // The last entry so far with these contents.
        let mut last: HashMap<(Rule, Vec<u64>), usize> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let mut unmatched: HashMap<u64, usize> = HashMap::new();
            for &content in &entry.contents {
                *unmatched.entry(content).or_default() += 1;
            }
            matcher.entries.push(OpenEntry {
                entry: entry.clone(),
                unmatched,
                is_matched: false,
                next_equal: None,
            });
            let mut contents = entry.contents.clone();
            contents.sort_unstable();
            match last.insert((entry.rule, contents), index) {
                Some(equal) => matcher.entries[equal].next_equal = Some(index),
                None => matcher.index_entry(index),
            }
        }
        matcher
    }

    fn index_entry(&mut self, index: usize) {
        let open = &self.entries[index];
        for &content in open.unmatched.keys() {
            let key = (open.entry.rule, content);
            self.by_content.entry(key).or_default().push(index);
        }
    }

    /// Matches the contents of an objection by `rule` against the entry that
    /// shares most of them. Returns which of `contents` the entry knows; these
    /// can be matched no more.
    pub(crate) fn known(&mut self, rule: Rule, contents: &[u64]) -> Vec<bool> {
        let mut known = vec![false; contents.len()];
        let Some(best) = self.best(rule, contents) else {
            return known;
        };
        let open = &mut self.entries[best];
        open.is_matched = true;
        for (is_known, content) in known.iter_mut().zip(contents) {
            let Some(left) = open.unmatched.get_mut(content) else {
                continue;
            };
            *is_known = true;
            *left -= 1;
            if *left == 0 {
                open.unmatched.remove(content);
                if let Some(entries) = self.by_content.get_mut(&(rule, *content)) {
                    entries.retain(|&entry| entry != best);
                }
            }
        }
        if let Some(next) = open.next_equal.take() {
            self.index_entry(next);
        }
        known
    }

    /// Returns the entry of `rule` that shares most of `contents`, if any
    /// shares enough. Of equal ones: the smallest, then the first.
    fn best(&self, rule: Rule, contents: &[u64]) -> Option<usize> {
        // An objection may have as many articles as the data set, so that only
        // contents that some entry has are counted.
        let mut wanted: HashMap<u64, usize> = HashMap::new();
        for &content in contents {
            if self.by_content.contains_key(&(rule, content)) {
                *wanted.entry(content).or_default() += 1;
            }
        }
        let least = contents.len().min(2);
        let entries_with = |content: &u64| &self.by_content[&(rule, *content)];
        // A content that alone is not enough may be left out of the search:
        // an entry that matches has another one. Leave out the commonest.
        let not_enough = wanted.iter().filter(|&(_, &count)| count < least);
        let commonest = not_enough
            .map(|(content, _)| (entries_with(content).len(), *content))
            .max()
            .map(|(_, content)| content);
        let searched = wanted.keys().filter(|&&content| Some(content) != commonest);
        let candidates: HashSet<usize> = searched.flat_map(entries_with).copied().collect();
        let shared = candidates.into_iter().map(|entry| {
            let unmatched = &self.entries[entry].unmatched;
            let shared = wanted.iter().map(|(content, count)| {
                let left = unmatched.get(content);
                left.map_or(0, |left| *left.min(count))
            });
            (entry, shared.sum())
        });
        let best = shared.max_by_key(|&(entry, shared): &(usize, usize)| {
            let size = self.entries[entry].entry.contents.len();
            (shared, Reverse((size, entry)))
        });
        let best = best.filter(|&(_, shared)| shared >= least);
        best.map(|(entry, _)| entry)
    }

    /// Returns the entries of the rules `in_force` that matched nothing.
    pub(crate) fn resolved(self, in_force: &[Rule]) -> Vec<BaselineEntry> {
        let is_resolved =
            |open: &OpenEntry| !open.is_matched && in_force.contains(&open.entry.rule);
        let resolved = self.entries.into_iter().filter(is_resolved);
        resolved.map(|open| open.entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(contents: &[u64]) -> BaselineEntry {
        BaselineEntry {
            rule: Rule::NearDuplicates,
            fingerprint: String::new(),
            contents: contents.to_vec(),
            about: String::new(),
        }
    }

    fn matcher(entries: &[&[u64]]) -> BaselineMatcher {
        BaselineMatcher::new(Some(&Baseline {
            entries: entries.iter().map(|contents| entry(contents)).collect(),
        }))
    }

    #[test]
    fn a_cluster_that_changed_is_known_except_for_new_articles() {
        for (name, entry, objections) in [
            (
                "lost one",
                &[1, 2, 3][..],
                &[(&[3, 1][..], &[true, true][..])][..],
            ),
            ("gained one", &[1, 2], &[(&[4, 2, 1], &[false, true, true])]),
            ("same text", &[1, 1], &[(&[1, 1, 1], &[true, true, false])]),
            (
                "split",
                &[1, 2, 3, 4],
                &[(&[1, 2], &[true; 2]), (&[3, 4], &[true; 2])],
            ),
        ] {
            let mut matcher = matcher(&[entry]);
            for &(contents, known) in objections {
                assert_eq!(
                    matcher.known(Rule::NearDuplicates, contents),
                    known,
                    "{name}"
                );
            }
            assert!(matcher.resolved(&[Rule::NearDuplicates]).is_empty());
        }
    }

    #[test]
    fn an_entry_that_matches_nothing_is_resolved() {
        let mut matcher = matcher(&[&[1, 2], &[5, 6]]);
        assert_eq!(matcher.known(Rule::NearDuplicates, &[1, 2]), [true; 2]);
        assert_eq!(matcher.known(Rule::LeakCopies, &[5, 6]), [false; 2]);
        assert_eq!(matcher.resolved(&[Rule::NearDuplicates]), [entry(&[5, 6])]);
    }

    /// Finds the best entry by a scan of all entries.
    fn plain_known(left: &mut [Vec<u64>], sizes: &[usize], contents: &[u64]) -> Vec<bool> {
        let share = |mut of: Vec<u64>| {
            let takes = |content: &&u64| {
                let at = of.iter().position(|other| other == *content);
                at.map(|at| of.swap_remove(at)).is_some()
            };
            contents.iter().filter(takes).count()
        };
        let entries = (0..left.len()).map(|entry| (share(left[entry].clone()), entry));
        let best = entries.max_by_key(|&(shared, entry)| (shared, Reverse((sizes[entry], entry))));
        let least = contents.len().min(2);
        let Some((_, best)) = best.filter(|&(shared, _)| shared >= least) else {
            return vec![false; contents.len()];
        };
        let left = &mut left[best];
        let takes = contents.iter().map(|content| {
            let at = left.iter().position(|other| other == content);
            at.map(|at| left.swap_remove(at)).is_some()
        });
        takes.collect()
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_scan_of_all_entries_finds(
            entries in prop::collection::vec(prop::collection::vec(0_u64..6, 1..5), 0..12),
            objections in prop::collection::vec(prop::collection::vec(0_u64..7, 1..5), 0..12),
        ) {
            let borrowed: Vec<&[u64]> = entries.iter().map(Vec::as_slice).collect();
            let mut matcher = matcher(&borrowed);
            let sizes: Vec<usize> = entries.iter().map(Vec::len).collect();
            let mut left = entries.clone();
            for contents in &objections {
                let plain = plain_known(&mut left, &sizes, contents);
                prop_assert_eq!(matcher.known(Rule::NearDuplicates, contents), plain);
            }
        }
    }
}
