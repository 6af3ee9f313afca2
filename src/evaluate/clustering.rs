/*!
The clusters as a whole, found ones against those of the gold.

Both are partitions of the same articles: those that the gold lists, in a
cluster or as a singleton. An article that no finding clusters is alone.

# Choices

* B-cubed (Bagga and Baldwin, 1998) asks every article who its companions are:
  precision is the share of its found companions that are true ones, recall
  the share of its true companions that were found, itself among them, both
  averaged over the articles. One large false cluster costs as much as it
  harms, which pairs alone exaggerate.
* The adjusted Rand index (Hubert and Arabie, 1985) counts the pairs that both
  partitions put together, less what chance would: 1 for equal partitions, 0
  on average for independent ones. Two partitions that chance cannot tell
  apart, as all alone and all alone, are equal, and the index is 1.
*/

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::evaluate::Figures;
use crate::evaluate::found::FoundPairs;
use crate::evaluate::gold::Gold;

/// How the found clusters compare with the gold's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Clustering {
    /// Articles that the gold lists.
    pub articles: u64,
    /// Clusters and singletons of the gold.
    pub gold_groups: u64,
    /// Groups that the findings make of those articles, of one or more.
    pub found_groups: u64,
    /// How well each article's companions were found, on average.
    pub b_cubed: Figures,
    /// The agreement of both partitions beyond chance, at most 1.
    pub adjusted_rand: f64,
}

/// Compares the clusters; `None` when the gold lists no article.
pub(crate) fn measure(found: &FoundPairs, gold: &Gold) -> Option<Clustering> {
    let articles = gold.clusters();
    if articles.is_empty() {
        return None;
    }
    // Alone is a group of its own: clusters are told from lonely articles by
    // the side of the pair that is set.
    let found_groups = articles
        .keys()
        .map(|id| match found.cluster_of(id.as_str()) {
            Some(cluster) => (Some(cluster), None),
            None => (None, Some(id)),
        });
    let table = Table::new(&numbered(found_groups), &numbered(articles.values()));
    Some(Clustering {
        articles: articles.len() as u64,
        gold_groups: table.gold.len() as u64,
        found_groups: table.found.len() as u64,
        b_cubed: table.b_cubed(),
        adjusted_rand: table.adjusted_rand(),
    })
}

/// The groups in the order in which their first articles come.
///
/// Sums over groups then run in one order, however the lines of the input
/// were ordered, and the last digit is the same.
fn numbered<T: Eq + std::hash::Hash>(groups: impl Iterator<Item = T>) -> Vec<usize> {
    let mut numbers = HashMap::new();
    groups
        .map(|group| {
            let next = numbers.len();
            *numbers.entry(group).or_insert(next)
        })
        .collect()
}

/// Two partitions of the same articles, counted out.
#[derive(Debug)]
struct Table {
    /// Articles of each found group.
    found: Vec<u64>,
    /// Articles of each group of the gold.
    gold: Vec<u64>,
    /// Articles of each pair of a found group and one of the gold, where
    /// there are any.
    both: BTreeMap<(usize, usize), u64>,
    articles: u64,
}

impl Table {
    /// The table of articles whose groups are `found` and `gold`, both
    /// numbered from 0 without gaps.
    fn new(found: &[usize], gold: &[usize]) -> Table {
        let mut both = BTreeMap::new();
        for (&found, &gold) in found.iter().zip(gold) {
            *both.entry((found, gold)).or_insert(0) += 1;
        }
        Table {
            found: sizes(found),
            gold: sizes(gold),
            both,
            articles: found.len() as u64,
        }
    }

    /// The averages over articles: `n` articles in one cell of the table have
    /// `n` companions each that both partitions give them.
    fn b_cubed(&self) -> Figures {
        let (mut precision, mut recall) = (0.0, 0.0);
        for (&(found, gold), &articles) in &self.both {
            let agreeing = articles as f64 * articles as f64;
            precision += agreeing / self.found[found] as f64;
            recall += agreeing / self.gold[gold] as f64;
        }
        let articles = self.articles as f64;
        Figures::new(precision / articles, recall / articles)
    }

    /// `(together - expected) / (mean - expected)`, where `together` are the
    /// pairs that both partitions put together, `mean` the mean of what each
    /// puts together, and `expected` what partitions with groups of these
    /// sizes would put together by chance.
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

/// The pairs of `articles` articles.
fn pairs(articles: u64) -> f64 {
    let articles = articles as f64;
    articles * (articles - 1.0) / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CLOSE: f64 = 1e-12;

    fn table(found: &[usize], gold: &[usize]) -> Table {
        Table::new(
            &numbered(found.iter().copied()),
            &numbered(gold.iter().copied()),
        )
    }

    #[test]
    fn b_cubed_of_a_small_example_is_what_a_hand_computes() {
        // Found: {a b c} {d e}. Gold: {a b} {c d e}.
        // Precision: a 2/3, b 2/3, c 1/3, d 1, e 1. Recall: 1, 1, 1/3, 2/3, 2/3.
        let figures = table(&[0, 0, 0, 1, 1], &[0, 0, 1, 1, 1]).b_cubed();
        assert!((figures.precision - 11.0 / 15.0).abs() < CLOSE);
        assert!((figures.recall - 11.0 / 15.0).abs() < CLOSE);
        // All in one: precision 2/4 for two, 2/4 for the others; recall 1.
        let figures = table(&[0, 0, 0, 0], &[0, 0, 1, 1]).b_cubed();
        assert_eq!(figures, Figures::new(0.5, 1.0));
        assert!((figures.f1 - 2.0 / 3.0).abs() < CLOSE);
    }

    #[test]
    fn the_adjusted_rand_index_of_a_small_example_is_what_a_hand_computes() {
        // Found: {a b c} {d e}. Gold: {a b} {c d e}. Together in both: ab, de.
        // Each puts 4 of 10 pairs together: 1.6 are expected, (2 - 1.6) / (4 - 1.6).
        let index = table(&[0, 0, 0, 1, 1], &[0, 0, 1, 1, 1]).adjusted_rand();
        assert!((index - 1.0 / 6.0).abs() < CLOSE, "{index}");
        // Partitions can agree less than by chance: {a b} {c d} against {a c} {b d}.
        let index = table(&[0, 0, 1, 1], &[0, 1, 0, 1]).adjusted_rand();
        assert!((index - -0.5).abs() < CLOSE, "{index}");
    }

    #[test]
    fn the_adjusted_rand_index_of_unlike_partitions_is_0_on_average() {
        // Over all 720 orders of six articles the average is 0 by definition.
        let gold = [0, 0, 0, 1, 1, 2];
        let (mut sum, mut orders) = (0.0, 0);
        let mut order: Vec<usize> = (0..gold.len()).collect();
        each_order(&mut order, 0, &mut |order| {
            let found: Vec<usize> = order
                .iter()
                .map(|&article| [0, 0, 1, 1, 2, 2][article])
                .collect();
            sum += table(&found, &gold).adjusted_rand();
            orders += 1;
        });
        assert_eq!(orders, 720);
        assert!(sum.abs() < 1e-9, "{sum}");
    }

    fn each_order(order: &mut [usize], fixed: usize, each: &mut impl FnMut(&[usize])) {
        if fixed == order.len() {
            each(order);
        }
        for next in fixed..order.len() {
            order.swap(fixed, next);
            each_order(order, fixed + 1, each);
            order.swap(fixed, next);
        }
    }

    /// The plain way: look at all pairs (Hubert and Arabie's `a`, `b`, `c`,
    /// `d`).
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

    /// The plain way: ask every article for its companions.
    fn plain_b_cubed(found: &[usize], gold: &[usize]) -> Figures {
        let articles = 0..found.len();
        let share = |of: &[usize], one: usize| {
            let companions = articles.clone().filter(|&other| of[other] == of[one]);
            let agreed = |&other: &usize| found[other] == found[one] && gold[other] == gold[one];
            companions.clone().filter(agreed).count() as f64 / companions.count() as f64
        };
        let mean = |of: &[usize]| {
            articles.clone().map(|one| share(of, one)).sum::<f64>() / found.len() as f64
        };
        Figures::new(mean(found), mean(gold))
    }

    fn two_partitions() -> impl Strategy<Value = (Vec<usize>, Vec<usize>)> {
        prop::collection::vec((0_usize..6, 0_usize..6), 1..40)
            .prop_map(|groups| groups.into_iter().unzip())
    }

    proptest! {
        #[test]
        fn the_table_gives_what_looking_at_all_pairs_gives((found, gold) in two_partitions()) {
            let table = table(&found, &gold);
            prop_assert!((table.adjusted_rand() - plain_index(&found, &gold)).abs() < CLOSE);
            let plain = plain_b_cubed(&found, &gold);
            prop_assert!((table.b_cubed().precision - plain.precision).abs() < CLOSE);
            prop_assert!((table.b_cubed().recall - plain.recall).abs() < CLOSE);
        }

        #[test]
        fn a_partition_agrees_with_itself_wholly((found, _) in two_partitions()) {
            let table = table(&found, &found);
            prop_assert!((table.adjusted_rand() - 1.0).abs() < CLOSE);
            prop_assert!((table.b_cubed().f1 - 1.0).abs() < CLOSE);
        }

        #[test]
        fn agreement_is_symmetric((found, gold) in two_partitions()) {
            let (there, back) = (table(&found, &gold), table(&gold, &found));
            prop_assert!((there.adjusted_rand() - back.adjusted_rand()).abs() < CLOSE);
            prop_assert!((there.b_cubed().precision - back.b_cubed().recall).abs() < CLOSE);
        }
    }
}
