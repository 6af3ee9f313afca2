/*!
Articles that carry several stories: roundups and merged articles.

A roundup is a duplicate of each story that it carries whole, and would join
unrelated stories in one cluster. It belongs to the cluster of the story that
makes up most of it, if there is one, and is named beside the clusters of the
others.
*/

use std::collections::BTreeMap;

use crate::cluster::forest::Forest;
use crate::compare::passages::WordRange;

/// Share of a roundup that its largest story must make up for the roundup to
/// belong to that story's cluster.
///
/// A lower value moves roundups into clusters of stories that they are not
/// about. Judgment: a third of the page, as the larger of two merged stories has, and
/// no item of a digest.
pub(crate) const MAIN_STORY_SHARE: f64 = 0.33;

/// Share of an article that two single articles in it make up together, from which on
/// it was merged from the two. Below it they may be parts of its own story. Judgment.
pub(crate) const MERGED_SHARE: f64 = 0.9;

/// Two articles in a roundup are one story when they cover more than one in
/// this many words of the smaller one together. Judgment.
pub(crate) const SAME_STORY_ONE_IN: u64 = 2;

/// Stories from which on a page that carries them whole is reported as a
/// roundup. Judgment.
pub(crate) const STORIES_OF_ROUNDUP: usize = 3;

/// A duplicate of an article that is contained in it: a part of a possible roundup.
#[derive(Clone, Debug)]
pub(crate) struct CarriedStory {
    /// The share of the roundup that the story makes up.
    pub share_of_carrier: f64,
    /// The story's passages in the roundup.
    pub spans: Vec<WordRange>,
}

/// Returns, for each article that one article carries, whether the two may be
/// in one cluster.
///
/// `carried` are the duplicates that are contained in the article but do not
/// contain it. Those whose passages overlap are one story. Articles that stand side
/// by side in it are different stories, and then only those of the main story
/// belong, if there is one. But two single articles may be two trims of one story,
/// unless the article consists of them.
///
/// # Complexity
///
/// `O(n log n)` in the number of spans if stories are side by side, as in a roundup, or at the same place, as copies of one story do. `O(n^2)` in the
/// number of articles that overlap most others at different places.
pub(crate) fn belongs(carried: &[CarriedStory]) -> Vec<bool> {
    let roots = stories_of(carried);
    let mut shares: BTreeMap<u32, f64> = BTreeMap::new();
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for (one, &root) in carried.iter().zip(&roots) {
        let share = shares.entry(root).or_default();
        *share = share.max(one.share_of_carrier);
        *sizes.entry(root).or_default() += 1;
    }
    let are_single = shares.len() == 2 && sizes.values().all(|&size| size == 1);
    let are_parts = are_single && shares.values().sum::<f64>() < MERGED_SHARE;
    if shares.len() < 2 || are_parts {
        return vec![true; carried.len()];
    }
    let main = shares
        .into_iter()
        .map(|(story, share)| (share, story))
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
        .filter(|&(share, _)| share >= MAIN_STORY_SHARE);
    roots
        .iter()
        .map(|&root| main.is_some_and(|(_, story)| story == root))
        .collect()
}

/// Returns the story of each article, as the index of one of its articles.
fn stories_of(carried: &[CarriedStory]) -> Vec<u32> {
    let mut forest = Forest::new(carried.len());
    let covered: Vec<Vec<WordRange>> = carried.iter().map(|one| union(&one.spans)).collect();
    let mut first_with: BTreeMap<&[WordRange], u32> = BTreeMap::new();
    let mut different: Vec<(u32, &[WordRange])> = Vec::new();
    for (index, spans) in (0_u32..).zip(&covered) {
        let first = *first_with.entry(spans).or_insert(index);
        if first < index && !spans.is_empty() {
            forest.join(first, index);
        } else if !spans.is_empty() {
            different.push((index, spans));
        }
    }
    // Along the text, only articles that have not ended yet can overlap the next.
    different.sort_by_key(|(_, spans)| spans[0].start);
    let mut open: Vec<(u32, &[WordRange])> = Vec::new();
    for (index, spans) in different {
        open.retain(|(_, other)| other.last().is_some_and(|last| last.end > spans[0].start));
        for &(other_index, other) in &open {
            if forest.root(index) != forest.root(other_index) && overlap(spans, other) {
                forest.join(index, other_index);
            }
        }
        open.push((index, spans));
    }
    let indices = (0_u32..).take(carried.len());
    indices.map(|index| forest.root(index)).collect()
}

/// Returns the words that `spans` cover, as sorted spans that do not touch.
fn union(spans: &[WordRange]) -> Vec<WordRange> {
    let mut sorted: Vec<WordRange> = spans.to_vec();
    sorted.retain(|span| span.start < span.end);
    sorted.sort_unstable();
    let mut union: Vec<WordRange> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match union.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => union.push(span),
        }
    }
    union
}

/// Returns whether two articles overlap in more than half of the smaller one.
/// The spans of each are sorted and do not touch.
fn overlap(one: &[WordRange], other: &[WordRange]) -> bool {
    let [fewer, more] = match one.len() <= other.len() {
        true => [one, other],
        false => [other, one],
    };
    let common = |span: &WordRange| {
        let from = more.partition_point(|other| other.end <= span.start);
        let rest = more[from..].iter();
        let meeting = rest.take_while(|other| other.start < span.end);
        let common = meeting.map(|other| span.end.min(other.end) - span.start.max(other.start));
        common.map(u64::from).sum::<u64>()
    };
    let covered: u64 = fewer.iter().map(common).sum();
    let size = |spans: &[WordRange]| spans.iter().map(|span| u64::from(span.len())).sum::<u64>();
    covered * SAME_STORY_ONE_IN > size(one).min(size(other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the words that spans cover, one by one.
    fn words(spans: &[WordRange]) -> Vec<u32> {
        let mut words: Vec<u32> = spans.iter().flat_map(|span| span.start..span.end).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    fn story(share_of_carrier: f64, spans: impl IntoIterator<Item = (u32, u32)>) -> CarriedStory {
        let spans = spans.into_iter();
        CarriedStory {
            share_of_carrier,
            spans: spans.map(|(start, end)| WordRange { start, end }).collect(),
        }
    }

    proptest! {
        #[test]
        fn stories_join_every_pair_that_overlaps(
            all in prop::collection::vec(prop::collection::vec((0_u32..60, 0_u32..12), 0..4), 0..12),
        ) {
            let ends = |(start, length): (u32, u32)| (start, start + length);
            let carried: Vec<CarriedStory> =
                all.into_iter().map(|spans| story(0.1, spans.into_iter().map(ends))).collect();
            let sets: Vec<Vec<u32>> = carried.iter().map(|one| words(&one.spans)).collect();
            let mut forest = Forest::new(carried.len());
            for one in 0..sets.len() {
                for other in one + 1..sets.len() {
                    let common = sets[one].iter().filter(|word| sets[other].contains(word)).count();
                    if common * 2 > sets[one].len().min(sets[other].len()) {
                        forest.join(one as u32, other as u32);
                    }
                }
            }
            let found = stories_of(&carried);
            for one in 0..sets.len() {
                for other in 0..sets.len() {
                    let are_one = forest.root(one as u32) == forest.root(other as u32);
                    prop_assert_eq!(found[one] == found[other], are_one);
                }
            }
        }
    }

    #[test]
    fn very_many_spans_are_handled_quickly() {
        let whole = story(0.4, (0..70_000).map(|word| (2 * word, 2 * word + 1)));
        assert_eq!(belongs(&vec![whole; 3]), [true; 3]);
    }

    #[test]
    fn only_articles_of_one_story_belong() {
        let table: [(&str, &[(f64, u32, u32)], &[bool]); 6] = [
            (
                "trims of one story",
                &[(0.3, 0, 300), (0.5, 0, 500), (0.2, 0, 200)],
                &[true, true, true],
            ),
            (
                "two stories, of which one is most of the page",
                &[(0.5, 0, 500), (0.4, 600, 1000)],
                &[true, false],
            ),
            (
                "two parts of a story",
                &[(0.28, 0, 280), (0.28, 300, 580)],
                &[true, true],
            ),
            (
                "two stories on a page of others",
                &[(0.28, 0, 280), (0.28, 5, 280), (0.28, 300, 580)],
                &[false, false, false],
            ),
            (
                "the items of a roundup",
                &[(0.3, 0, 300), (0.3, 300, 600), (0.3, 600, 900)],
                &[false, false, false],
            ),
            (
                "a merged article belongs to its larger part",
                &[(0.6, 0, 600), (0.6, 10, 600), (0.4, 600, 1000)],
                &[true, true, false],
            ),
        ];
        for (name, stories, expected) in table {
            let carried = stories
                .iter()
                .map(|&(share, start, end)| story(share, [(start, end)]));
            assert_eq!(belongs(&carried.collect::<Vec<_>>()), expected, "{name}");
        }
    }
}
