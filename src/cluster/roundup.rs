/*!
Articles that carry several others: roundups, and two stories merged into one.

Such an article is a duplicate of each story that it carries whole, and would
draw unrelated stories into one cluster. It belongs to the one story that makes
up most of it, if there is one; beside the others it is only named.
*/

use std::collections::BTreeMap;

use crate::cluster::forest::Forest;
use crate::compare::passages::WordRange;

/// A duplicate of an article, as seen from that article.
#[derive(Clone, Debug)]
pub struct CarriedStory {
    /// The share of the carrying article that the other makes up.
    pub share_of_carrier: f64,
    /// Where the other's passages stand in the carrying article.
    pub spans: Vec<WordRange>,
}

/// The share of a merged article that makes it belong to one story.
const MOST: f64 = 0.5;

/// Which of the articles that one article carries whole it may be clustered
/// with.
///
/// `carried` are the duplicates that stand in the article but do not contain
/// it. They are taken for parts of one story when their passages overlap in
/// the carrying article. Two parts, each known from one other article alone,
/// may be two trimmings of one story; three parts, or two that are printed
/// elsewhere more than once, are different stories.
///
/// # Complexity
///
/// `O(n log n)` time in the number of spans where articles stand side by side,
/// as in a roundup, and where they stand in the same places, as the copies of one
/// story; `O(n^2)` in the number of articles of which each overlaps most others
/// elsewhere.
#[must_use]
pub fn belongs(carried: &[CarriedStory]) -> Vec<bool> {
    let roots = stories_of(carried);
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for &root in &roots {
        *sizes.entry(root).or_default() += 1;
    }
    let stories: Vec<u32> = sizes.keys().copied().collect();
    let largest = sizes.into_values().max().unwrap_or(0);
    if stories.len() < 2 || (stories.len() == 2 && largest < 2) {
        return vec![true; carried.len()];
    }
    let mut shares: BTreeMap<u32, f64> = BTreeMap::new();
    for (one, &root) in carried.iter().zip(&roots) {
        let share = shares.entry(root).or_default();
        *share = share.max(one.share_of_carrier);
    }
    let main = stories
        .iter()
        .map(|&story| (shares[&story], story))
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
        .filter(|&(share, _)| share >= MOST);
    roots
        .iter()
        .map(|&root| main.is_some_and(|(_, story)| story == root))
        .collect()
}

/// The story of each of the articles, as the number of one of its articles.
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
    // Along the text: only those that reach as far can overlap the next one.
    different.sort_by_key(|(_, spans)| spans[0].start);
    let mut reaching: Vec<(u32, &[WordRange])> = Vec::new();
    for (index, spans) in different {
        let ends_behind = |other: &[WordRange]| {
            let last = other.last();
            last.is_some_and(|last| last.end > spans[0].start)
        };
        reaching.retain(|(_, other)| ends_behind(other));
        for &(other_index, other) in &reaching {
            if forest.root(index) != forest.root(other_index) && overlap(spans, other) {
                forest.join(index, other_index);
            }
        }
        reaching.push((index, spans));
    }
    let indices = (0_u32..).take(carried.len());
    indices.map(|index| forest.root(index)).collect()
}

/// The words that `spans` cover, as spans side by side.
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

/// Whether the spans of two articles, each side by side, cover some of the same
/// text: more than half of the smaller.
fn overlap(one: &[WordRange], other: &[WordRange]) -> bool {
    let (fewer, more) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let common = |span: &WordRange| {
        let from = more.partition_point(|other| other.end <= span.start);
        let meeting = more[from..]
            .iter()
            .take_while(|other| other.start < span.end);
        let common = meeting.map(|other| {
            let (start, end) = (span.start.max(other.start), span.end.min(other.end));
            u64::from(end - start)
        });
        common.sum::<u64>()
    };
    let covered: u64 = fewer.iter().map(common).sum();
    let size = |spans: &[WordRange]| {
        let words = spans.iter().map(|span| u64::from(span.len()));
        words.sum::<u64>()
    };
    covered * 2 > size(one).min(size(other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words that spans cover, one by one.
    fn words(spans: &[WordRange]) -> Vec<u32> {
        let mut words: Vec<u32> = spans.iter().flat_map(|span| span.start..span.end).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    proptest! {
        #[test]
        fn stories_are_those_of_every_pair_that_overlaps(
            all in prop::collection::vec(prop::collection::vec((0_u32..60, 0_u32..12), 0..4), 0..12),
        ) {
            let carried: Vec<CarriedStory> = all
                .iter()
                .map(|spans| CarriedStory {
                    share_of_carrier: 0.1,
                    spans: spans
                        .iter()
                        .map(|&(start, length)| WordRange { start, end: start + length })
                        .collect(),
                })
                .collect();
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
    fn very_many_spans_are_no_trouble() {
        let spans: Vec<WordRange> = (0..70_000)
            .map(|word| WordRange {
                start: 2 * word,
                end: 2 * word + 1,
            })
            .collect();
        let whole = CarriedStory {
            share_of_carrier: 0.4,
            spans,
        };
        assert_eq!(belongs(&vec![whole; 3]), [true; 3]);
    }

    fn carried(share_of_carrier: f64, start: u32, end: u32) -> CarriedStory {
        CarriedStory {
            share_of_carrier,
            spans: vec![WordRange { start, end }],
        }
    }

    #[test]
    fn trimmings_of_one_story_belong() {
        let trimmed = [
            carried(0.3, 0, 300),
            carried(0.5, 0, 500),
            carried(0.2, 0, 200),
        ];
        assert_eq!(belongs(&trimmed), [true, true, true]);
    }

    #[test]
    fn the_two_halves_of_a_story_belong() {
        assert_eq!(
            belongs(&[carried(0.5, 0, 500), carried(0.4, 600, 1000)]),
            [true, true]
        );
    }

    #[test]
    fn the_items_of_a_roundup_do_not_belong() {
        let items = [
            carried(0.3, 0, 300),
            carried(0.3, 300, 600),
            carried(0.3, 600, 900),
        ];
        assert_eq!(belongs(&items), [false, false, false]);
    }

    #[test]
    fn a_merged_article_belongs_to_its_larger_part() {
        let parts = [
            carried(0.6, 0, 600),
            carried(0.6, 10, 600),
            carried(0.4, 600, 1000),
        ];
        assert_eq!(belongs(&parts), [true, true, false]);
    }
}
