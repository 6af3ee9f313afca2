/*!
Compares the found clusters with the clusters of the gold as a whole.

Both are partitions of the articles that the gold lists, in clusters or as
singletons. An article that is in no found cluster is a group of its own.

# Choices

* B-cubed (Bagga and Baldwin, 1998) scores each article by its companions, the
  article included: precision is the share of the found companions that are
  right, recall the share of the right companions that were found. Both are
  averaged over the articles. The cost of one large false cluster grows with the
  harm that it does; pairs alone exaggerate it.
* The adjusted Rand index (Hubert and Arabie, 1985) counts the pairs that both
  partitions put together, less the number expected by chance: 1 for equal
  partitions, 0 on average for independent ones. Where chance leaves no choice,
  as when every article is alone in both partitions, the index is 1.
*/

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use serde::Serialize;

use crate::evaluate::found::FoundPairs;
use crate::evaluate::gold::Gold;
use crate::evaluate::json_lines::SpelledId;
use crate::evaluate::pairs::Scores;

/// How the found clusters compare with those of the gold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Clustering {
    /// Articles that the gold lists.
    pub articles: u64,
    /// Clusters and singletons of the gold.
    pub gold_groups: u64,
    /// Found groups of those articles, singletons included.
    pub found_groups: u64,
    pub b_cubed: Scores,
    /// The agreement of both partitions beyond chance, at most 1.
    pub adjusted_rand: f64,
}

/// Compares the clusters. Returns `None` when the gold lists no article.
pub(crate) fn score_clusters(found: &FoundPairs, gold: &Gold) -> Option<Clustering> {
    let articles = &gold.clusters;
    if articles.is_empty() {
        return None;
    }
    // An article without a found cluster is a group of its own.
    let ids = articles.keys().map(SpelledId::as_str);
    let found_groups = ids.map(|id| found.cluster_of(id).ok_or(id));
    let table = PartitionTable::new(&numbered(found_groups), &numbered(articles.values()));
    Some(Clustering {
        articles: articles.len() as u64,
        gold_groups: table.gold.len() as u64,
        found_groups: table.found.len() as u64,
        b_cubed: table.b_cubed(),
        adjusted_rand: table.adjusted_rand(),
    })
}

/// Numbers the groups in the order of their first articles.
///
/// Sums over groups then do not depend on the order of the input lines, not
/// even in the last digit.
fn numbered<T: Eq + Hash>(groups: impl Iterator<Item = T>) -> Vec<usize> {
    let mut numbers = HashMap::new();
    groups
        .map(|group| {
            let next = numbers.len();
            *numbers.entry(group).or_insert(next)
        })
        .collect()
}

/// The contingency table of two partitions of the same articles.
#[derive(Debug)]
struct PartitionTable {
    /// Sizes of groups.
    found: Vec<u64>,
    gold: Vec<u64>,
    /// The number of articles in each pair of a found group and a group of the
    /// gold, where there are any.
    both: BTreeMap<(usize, usize), u64>,
    articles: u64,
}

impl PartitionTable {
    /// Counts articles whose groups are `found` and `gold`, both numbered from
    /// 0 without gaps.
    fn new(found: &[usize], gold: &[usize]) -> PartitionTable {
        let mut both = BTreeMap::new();
        for (&found, &gold) in found.iter().zip(gold) {
            *both.entry((found, gold)).or_insert(0) += 1;
        }
        PartitionTable {
            found: sizes(found),
            gold: sizes(gold),
            both,
            articles: found.len() as u64,
        }
    }

    /// Each of the `n` articles in one cell of the table has the same `n`
    /// companions in both partitions, itself included.
    fn b_cubed(&self) -> Scores {
        let (mut precision, mut recall) = (0.0, 0.0);
        for (&(found, gold), &articles) in &self.both {
            let agreeing = articles as f64 * articles as f64;
            precision += agreeing / self.found[found] as f64;
            recall += agreeing / self.gold[gold] as f64;
        }
        let articles = self.articles as f64;
        Scores::new(precision / articles, recall / articles)
    }

    /// `(together - expected) / (mean - expected)`: `together` is the number of
    /// pairs that both partitions put together, `mean` the mean of the numbers
    /// that each puts together, and `expected` the number that random partitions
    /// with groups of these sizes have in common on average.
    fn adjusted_rand(&self) -> f64 {
        let together = self.both.values().copied().map(pairs).sum::<f64>();
        let in_found = self.found.iter().copied().map(pairs).sum::<f64>();
        let in_gold = self.gold.iter().copied().map(pairs).sum::<f64>();
        let all = pairs(self.articles);
        let expected = if all > 0.0 {
            in_found * in_gold / all
        } else {
            0.0
        };
        let mean = (in_found + in_gold) / 2.0;
        if mean > expected {
            (together - expected) / (mean - expected)
        } else {
            1.0
        }
    }
}

fn sizes(groups: &[usize]) -> Vec<u64> {
    let mut sizes = vec![0; groups.iter().max().map_or(0, |last| last + 1)];
    groups.iter().for_each(|&group| sizes[group] += 1);
    sizes
}

fn pairs(articles: u64) -> f64 {
    let articles = articles as f64;
    articles * (articles - 1.0) / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-12
    }

    fn table(found: &[usize], gold: &[usize]) -> PartitionTable {
        PartitionTable::new(&numbered(found.iter()), &numbered(gold.iter()))
    }

    #[test]
    fn scores_of_small_examples_equal_the_values_computed_by_hand() {
        // Found: {a b c} {d e}. Gold: {a b} {c d e}.
        // Precision: a 2/3, b 2/3, c 1/3, d 1, e 1. Recall: 1, 1, 1/3, 2/3, 2/3.
        let five = table(&[0, 0, 0, 1, 1], &[0, 0, 1, 1, 1]);
        assert!(is_close(five.b_cubed().precision, 11.0 / 15.0));
        assert!(is_close(five.b_cubed().recall, 11.0 / 15.0));
        // Together in both: ab, de. Each puts 4 of 10 pairs together: 1.6 are
        // expected, (2 - 1.6) / (4 - 1.6).
        assert!(is_close(five.adjusted_rand(), 1.0 / 6.0));
        // All in one: precision 2/4 for two, 2/4 for the others; recall 1.
        let scores = table(&[0, 0, 0, 0], &[0, 0, 1, 1]).b_cubed();
        assert_eq!(scores, Scores::new(0.5, 1.0));
        assert!(is_close(scores.f1, 2.0 / 3.0));
        // Partitions can agree less than by chance: {a b} {c d} against {a c} {b d}.
        let index = table(&[0, 0, 1, 1], &[0, 1, 0, 1]).adjusted_rand();
        assert!(is_close(index, -0.5), "{index}");
    }

    /// Computes the index from all pairs: `a`, `b`, `c` and `d` of Hubert and
    /// Arabie.
    fn plain_index(found: &[usize], gold: &[usize]) -> f64 {
        let [mut a, mut b, mut c, mut d] = [0.0_f64; 4];
        for one in 0..found.len() {
            for other in one + 1..found.len() {
                match (found[one] == found[other], gold[one] == gold[other]) {
                    (true, true) => a += 1.0,
                    (true, false) => b += 1.0,
                    (false, true) => c += 1.0,
                    (false, false) => d += 1.0,
                }
            }
        }
        let below = (a + b) * (b + d) + (a + c) * (c + d);
        if below > 0.0 {
            2.0 * (a * d - b * c) / below
        } else {
            1.0
        }
    }

    /// Computes the scores from the companions of each article.
    fn plain_b_cubed(found: &[usize], gold: &[usize]) -> Scores {
        let articles = 0..found.len();
        let share = |of: &[usize], one: usize| {
            let companions = articles.clone().filter(|&other| of[other] == of[one]);
            let agreed = |&other: &usize| found[other] == found[one] && gold[other] == gold[one];
            companions.clone().filter(agreed).count() as f64 / companions.count() as f64
        };
        let mean = |of: &[usize]| {
            articles.clone().map(|one| share(of, one)).sum::<f64>() / found.len() as f64
        };
        Scores::new(mean(found), mean(gold))
    }

    proptest! {
        #[test]
        fn the_table_gives_the_same_as_a_loop_over_all_pairs(
            groups in prop::collection::vec((0_usize..6, 0_usize..6), 1..40)
        ) {
            let (found, gold): (Vec<usize>, Vec<usize>) = groups.into_iter().unzip();
            let (there, back) = (table(&found, &gold), table(&gold, &found));
            prop_assert!(is_close(there.adjusted_rand(), plain_index(&found, &gold)));
            prop_assert!(is_close(there.adjusted_rand(), back.adjusted_rand()));
            let (scores, plain) = (there.b_cubed(), plain_b_cubed(&found, &gold));
            prop_assert!(is_close(scores.precision, plain.precision));
            prop_assert!(is_close(scores.recall, plain.recall));
            prop_assert!(is_close(scores.precision, back.b_cubed().recall));
            // A partition agrees fully with itself.
            prop_assert!(is_close(table(&found, &found).adjusted_rand(), 1.0));
        }
    }
}
