/*!
The candidate pairs of a dump: more of them than fit in memory, handed out some
at a time, those that hang together side by side.
*/

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::fixed::fixed_size;
use crate::spill::sort_entry::{SortEntry, bucket_of};
use crate::spill::sorter::Sorter;
use crate::spill::table::PagedVec;

/// The part of the memory that the pairs may take, in percent, and that for
/// bringing them into the order of comparing.
const PAIRS_PART: usize = 8;
const TIED_PART: usize = 12;

/// The part of the memory that the pairs may take that are handed out at
/// once, in percent, and the bytes that ordering takes for each.
const AT_ONCE_PART: usize = 12;
const BYTES_OF_PAIR: usize = 64;

/// Articles that follow one another in the dump whose pairs stay together where
/// too many hang together.
const OF_GIANT: u32 = 64;

/// Pairs, each once.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// The pairs, packed, in the order of a sorter.
    packed: PagedVec<u64>,
    budget: MemoryBudget,
}

impl Pairs {
    pub(crate) fn new(budget: &MemoryBudget) -> Pairs {
        Pairs {
            packed: PagedVec::new(budget.part(PAIRS_PART)),
            budget: budget.clone(),
        }
    }

    /// Enters a pair; pairs come in the order of a sorter.
    pub(crate) fn push(&mut self, packed: u64) -> Result<()> {
        self.packed.push(packed)
    }

    /// The number of pairs.
    pub(crate) fn len(&self) -> usize {
        self.packed.len()
    }

    /// All pairs, packed, in the order of a sorter.
    fn packed(&self) -> impl Iterator<Item = Result<u64>> + '_ {
        (0..self.len()).map(|number| self.packed.get(number))
    }

    /// Takes from `others` the pairs that are among these, and sorts what is
    /// left.
    pub(crate) fn take_from(&self, others: &mut Vec<Pair>) -> Result<()> {
        let order = |packed: u64| (bucket_of(packed), packed);
        let mut sorted: Vec<u64> = others.iter().map(|pair| pair.packed()).collect();
        sorted.sort_unstable_by_key(|&packed| order(packed));
        sorted.dedup();
        others.clear();
        let mut wanted = sorted.into_iter().peekable();
        let mut these = self.packed();
        let mut this = these.next().transpose()?;
        while let Some(&other) = wanted.peek() {
            match this {
                Some(packed) if order(packed) < order(other) => {
                    this = these.next().transpose()?;
                }
                Some(packed) if packed == other => {
                    wanted.next();
                }
                _ => {
                    others.push(Pair::unpacked(other));
                    wanted.next();
                }
            }
        }
        others.sort_unstable();
        Ok(())
    }

    /// Hands out all pairs, some at a time, in an order in which few articles
    /// are read twice.
    pub(crate) fn each_some(
        &self,
        table: &ArticleTable,
        mut each: impl FnMut(Vec<Pair>) -> Result<()>,
    ) -> Result<()> {
        let most = (self.budget.part(AT_ONCE_PART).memory() / BYTES_OF_PAIR).max(1);
        let mut forest = Forest::new(table.len());
        let held = self.budget.reserve(2 * table.len() * size_of::<u32>());
        for packed in self.packed() {
            let pair = Pair::unpacked(packed?);
            forest.join(pair.first().number(), pair.second().number());
        }
        // How many pairs hang together, by their roots.
        let mut sizes = vec![0_u32; table.len()];
        for packed in self.packed() {
            let root = forest.root(Pair::unpacked(packed?).first().number());
            sizes[root as usize] += 1;
        }
        let mut tied = Sorter::new(self.budget.part(TIED_PART));
        for packed in self.packed() {
            let packed = packed?;
            let first = Pair::unpacked(packed).first().number();
            let root = match forest.root(first) {
                // They could not stay together anyway, and would have to be
                // sorted at once.
                root if sizes[root as usize] as usize > most => first / OF_GIANT * OF_GIANT,
                root => root,
            };
            tied.extend([Tied { root, packed }])?;
        }
        drop((forest, sizes, held));
        let mut some: Vec<Pair> = Vec::new();
        // Where the pairs begin that hang together with the last one.
        let (mut root, mut start) = (None, 0);
        for one in tied.finish()? {
            let one = one?;
            if root.replace(one.root) != Some(one.root) {
                start = some.len();
            }
            if some.len() == most {
                // What is too large to stay together is handed out in parts.
                let rest = some.split_off(if start > 0 { start } else { most });
                each(group(std::mem::replace(&mut some, rest)))?;
                start = 0;
            }
            some.push(Pair::unpacked(one.packed));
        }
        if !some.is_empty() {
            each(group(some))?;
        }
        Ok(())
    }
}

checkpoint!(Pairs { packed });

/// A pair, and what it hangs together with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(Rust, packed(4))]
struct Tied {
    root: u32,
    packed: u64,
}

fixed_size!(Tied {
    root: u32,
    packed: u64
});

impl SortEntry for Tied {
    fn leading(self) -> u64 {
        u64::from(self.root)
    }
}

/// Puts pairs that share articles close to each other, so that an article is
/// read once for most of its pairs: in the order in which a walk in breadth
/// from each first article comes to the second one of a pair, as Cuthill and
/// McKee (1969) number the rows of a sparse matrix.
pub(crate) fn group(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable();
    let mut articles: Vec<ArticleId> = pairs
        .iter()
        .flat_map(|pair| [pair.first(), pair.second()])
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let place = |article: ArticleId| {
        let place = articles.binary_search(&article).unwrap_or_default();
        u32::try_from(place).unwrap_or(u32::MAX)
    };
    let ends: Vec<[u32; 2]> = pairs
        .iter()
        .map(|pair| [place(pair.first()), place(pair.second())])
        .collect();
    drop(pairs);
    let neighbors = Neighbors::of(articles.len(), &ends);
    // The rank of each article, and the articles by their ranks.
    let mut ranks = vec![u32::MAX; articles.len()];
    let mut walked: Vec<u32> = Vec::with_capacity(articles.len());
    for &[first, _] in &ends {
        let mut at = walked.len();
        let mut come_to = |article: u32, walked: &mut Vec<u32>| {
            let rank = &mut ranks[article as usize];
            if *rank == u32::MAX {
                *rank = u32::try_from(walked.len()).unwrap_or(u32::MAX);
                walked.push(article);
            }
        };
        come_to(first, &mut walked);
        while at < walked.len() {
            for &other in neighbors.of_article(walked[at]) {
                come_to(other, &mut walked);
            }
            at += 1;
        }
    }
    let rank = |article: u32| u64::from(ranks[article as usize]);
    let mut by_rank: Vec<u64> = ends
        .iter()
        .map(|&[first, second]| {
            let (one, other) = (rank(first), rank(second));
            one.max(other) << 32 | one.min(other)
        })
        .collect();
    drop(ends);
    by_rank.sort_unstable();
    let article = |rank: u64| {
        let place = walked[usize::try_from(rank).unwrap_or_default()];
        articles[place as usize]
    };
    by_rank
        .into_iter()
        .filter_map(|ranks| Pair::new(article(ranks >> 32), article(ranks & u64::from(u32::MAX))))
        .collect()
}

/// For each article, by its place, those that it has pairs with.
struct Neighbors {
    /// Where those of each article begin, and the end.
    starts: Vec<u32>,
    articles: Vec<u32>,
}

impl Neighbors {
    fn of(articles: usize, pairs: &[[u32; 2]]) -> Neighbors {
        let mut starts = vec![0_u32; articles + 1];
        for &article in pairs.iter().flatten() {
            starts[article as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut next = starts.clone();
        let mut neighbors = vec![0; 2 * pairs.len()];
        for &[first, second] in pairs {
            for (one, other) in [(first, second), (second, first)] {
                neighbors[next[one as usize] as usize] = other;
                next[one as usize] += 1;
            }
        }
        Neighbors {
            starts,
            articles: neighbors,
        }
    }

    fn of_article(&self, article: u32) -> &[u32] {
        let (start, end) = (
            self.starts[article as usize],
            self.starts[article as usize + 1],
        );
        &self.articles[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs_of(pairs: impl IntoIterator<Item = (u32, u32)>) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = pairs
            .into_iter()
            .filter_map(|(one, other)| Pair::new(ArticleId::new(one), ArticleId::new(other)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    proptest! {
        #[test]
        fn grouping_keeps_all_pairs_and_what_hangs_together_side_by_side(
            pairs in prop::collection::btree_set((0_u32..40, 0_u32..40), 0..60),
        ) {
            let sorted = pairs_of(pairs);
            let grouped = group(sorted.clone());
            let mut forest = Forest::new(40);
            for pair in &sorted {
                forest.join(pair.first().number(), pair.second().number());
            }
            let mut roots: Vec<u32> = grouped.iter().map(|pair| forest.root(pair.first().number())).collect();
            roots.dedup();
            let groups = roots.len();
            roots.sort_unstable();
            roots.dedup();
            prop_assert_eq!(roots.len(), groups);
            let mut again = grouped;
            again.sort_unstable();
            prop_assert_eq!(again, sorted);
        }

        #[test]
        fn what_is_there_is_taken_from_others(
            these in prop::collection::btree_set((0_u32..20, 0_u32..20), 0..60),
            others in prop::collection::btree_set((0_u32..20, 0_u32..20), 0..60),
        ) {
            let budget = MemoryBudget::new(1 << 20, None);
            let (these, mut others) = (pairs_of(these), pairs_of(others));
            let expected: Vec<Pair> = others.iter().copied().filter(|pair| !these.contains(pair)).collect();
            let mut packed: Vec<u64> = these.iter().map(|pair| pair.packed()).collect();
            packed.sort_unstable_by_key(|&packed| (bucket_of(packed), packed));
            let mut pairs = Pairs::new(&budget);
            for packed in packed {
                pairs.push(packed).expect("they fit in memory");
            }
            pairs.take_from(&mut others).expect("they are in memory");
            prop_assert_eq!(others, expected);
        }
    }
}
