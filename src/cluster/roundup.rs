/*!
Articles that carry several others: roundups, and two stories merged into one.

Such an article is a duplicate of each story that it carries whole, and would
draw unrelated stories into one cluster. It belongs to the one story that makes
up most of it, if there is one; beside the others it is only named.
*/

use super::forest::Forest;
use crate::compare::passages::WordRange;

/// A duplicate of an article, as seen from that article.
#[derive(Clone, Debug)]
pub struct Carried {
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
/// `O(n^2)` time in the number of carried articles.
#[must_use]
pub fn belongs(carried: &[Carried]) -> Vec<bool> {
    let mut forest = Forest::new(carried.len());
    for (index, one) in (0_u32..).zip(carried) {
        for (other_index, other) in (0_u32..).zip(carried).skip(index as usize + 1) {
            if overlap(&one.spans, &other.spans) {
                forest.join(index, other_index);
            }
        }
    }
    let roots: Vec<u32> = (0_u32..)
        .zip(carried)
        .map(|(index, _)| forest.root(index))
        .collect();
    let mut stories: Vec<u32> = roots.clone();
    stories.sort_unstable();
    stories.dedup();
    let largest = stories
        .iter()
        .map(|story| roots.iter().filter(|&root| root == story).count())
        .max()
        .unwrap_or(0);
    if stories.len() < 2 || (stories.len() == 2 && largest < 2) {
        return vec![true; carried.len()];
    }
    let share_of = |story: u32| {
        let shares = carried
            .iter()
            .zip(&roots)
            .filter(|(_, root)| **root == story)
            .map(|(one, _)| one.share_of_carrier);
        shares.fold(0.0, f64::max)
    };
    let main = stories
        .iter()
        .map(|&story| (share_of(story), story))
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
        .filter(|&(share, _)| share >= MOST);
    roots
        .iter()
        .map(|&root| main.is_some_and(|(_, story)| story == root))
        .collect()
}

/// Whether the spans of two articles cover some of the same text: more than
/// half of the smaller.
fn overlap(one: &[WordRange], other: &[WordRange]) -> bool {
    let covered: u32 = one
        .iter()
        .flat_map(|a| {
            other
                .iter()
                .map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))
        })
        .sum();
    let size = |spans: &[WordRange]| spans.iter().map(|span| span.len()).sum::<u32>();
    covered * 2 > size(one).min(size(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(share_of_carrier: f64, start: u32, end: u32) -> Carried {
        Carried {
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
