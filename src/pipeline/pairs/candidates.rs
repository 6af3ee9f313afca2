/*!
The candidate pairs of a dump, which may be more than fit in memory.

They are compared in portions. Pairs that are connected through common articles
come together, so that few articles are read twice.
*/

use crate::cluster::forest::Forest;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::thresholds::ARTICLES_OF_RANGE;
use crate::spill::bucket::{SortEntry, bucket_of};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::fixed::fixed_size;
use crate::spill::paged_lists::PagedVec;
use crate::spill::shares;
use crate::spill::sorter::Sorter;

/// Bytes that a pair takes while a portion of pairs is put in order.
const BYTES_PER_PAIR: usize = 64;

/// The candidate pairs, each once.
#[derive(Debug)]
pub(crate) struct CandidatePairs {
    /// The pairs, packed, in the order of a sorter.
    packed: PagedVec<u64>,
    budget: MemoryBudget,
}

impl CandidatePairs {
    pub(crate) fn new(budget: &MemoryBudget) -> CandidatePairs {
        CandidatePairs {
            packed: PagedVec::new(budget.share(&shares::CANDIDATES)),
            budget: budget.clone(),
        }
    }

    /// Adds a packed pair. Pairs are added in the order of a sorter.
    pub(crate) fn push(&mut self, packed: u64) -> Result<()> {
        self.packed.push(packed)
    }

    pub(crate) fn len(&self) -> usize {
        self.packed.len()
    }

    /// Returns all pairs, packed, in the order of a sorter.
    fn packed(&self) -> impl Iterator<Item = Result<u64>> + '_ {
        (0..self.len()).map(|number| self.packed.get(number))
    }

    pub(crate) fn remove_from(&self, others: &mut Vec<Pair>) -> Result<()> {
        let order = |packed: u64| (bucket_of(packed), packed);
        let mut sorted: Vec<u64> = others.iter().map(|pair| pair.packed()).collect();
        sorted.sort_unstable_by_key(|&packed| order(packed));
        sorted.dedup();
        others.clear();
        let mut sorted = sorted.into_iter().peekable();
        for candidate in self.packed() {
            let candidate = candidate?;
            while let Some(other) = sorted.next_if(|&other| order(other) < order(candidate)) {
                others.push(Pair::unpacked(other));
            }
            sorted.next_if_eq(&candidate);
            if sorted.peek().is_none() {
                break;
            }
        }
        others.extend(sorted.map(Pair::unpacked));
        others.sort_unstable();
        Ok(())
    }

    /// Calls `each` with portions of the pairs, in the order of comparing.
    /// Connected pairs are in one portion, unless they are too many.
    pub(crate) fn each_portion(
        &self,
        table: &ArticleTable,
        mut each: impl FnMut(Vec<Pair>) -> Result<()>,
    ) -> Result<()> {
        let limit =
            (self.budget.share(&shares::CANDIDATE_PORTION).memory() / BYTES_PER_PAIR).max(1);
        let mut portion: Vec<Pair> = Vec::new();
        // Where the pairs of the last group begin in the portion.
        let (mut group, mut start) = (None, 0);
        for next in self.grouped(table, limit)?.finish()? {
            let next = next?;
            if group.replace(next.group) != Some(next.group) {
                start = portion.len();
            }
            if portion.len() == limit {
                // The last group goes on in the next portion, and a group that
                // fills a portion is divided.
                let rest = portion.split_off(if start > 0 { start } else { limit });
                each(breadth_first(std::mem::replace(&mut portion, rest)))?;
                start = 0;
            }
            portion.push(Pair::unpacked(next.packed));
        }
        if !portion.is_empty() {
            each(breadth_first(portion))?;
        }
        Ok(())
    }

    /// Sorts the pairs by groups: pairs that are connected through common
    /// articles. A group of more than `limit` pairs is divided by ranges of
    /// articles, so that it need not be sorted at once.
    fn grouped(&self, table: &ArticleTable, limit: usize) -> Result<Sorter<GroupedPair>> {
        let mut forest = Forest::new(table.len());
        let _reservation = self.budget.reserve(2 * table.len() * size_of::<u32>());
        for packed in self.packed() {
            let pair = Pair::unpacked(packed?);
            forest.join(pair.first().number(), pair.second().number());
        }
        // The number of pairs of each group, by its root.
        let mut sizes = vec![0_u32; table.len()];
        for packed in self.packed() {
            let root = forest.root(Pair::unpacked(packed?).first().number());
            sizes[root as usize] += 1;
        }
        let mut grouped = Sorter::new(self.budget.share(&shares::GROUPED_CANDIDATES));
        for packed in self.packed() {
            let packed = packed?;
            let first = Pair::unpacked(packed).first().number();
            let group = match forest.root(first) {
                root if sizes[root as usize] as usize > limit => {
                    first / ARTICLES_OF_RANGE * ARTICLES_OF_RANGE
                }
                root => root,
            };
            grouped.extend([GroupedPair { group, packed }])?;
        }
        Ok(grouped)
    }
}

checkpoint!(CandidatePairs { packed });

/// A packed pair and the number of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(Rust, packed(4))]
struct GroupedPair {
    group: u32,
    packed: u64,
}

fixed_size!(GroupedPair {
    group: u32,
    packed: u64
});

impl SortEntry for GroupedPair {
    fn leading(self) -> u64 {
        u64::from(self.group)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::ArticleId;

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
        fn candidates_are_removed_from_other_pairs(
            candidates in prop::collection::btree_set((0_u32..20, 0_u32..20), 0..60),
            others in prop::collection::btree_set((0_u32..20, 0_u32..20), 0..60),
        ) {
            let budget = MemoryBudget::new(1 << 20, None);
            let (candidates, mut others) = (pairs_of(candidates), pairs_of(others));
            let expected: Vec<Pair> =
                others.iter().copied().filter(|pair| !candidates.contains(pair)).collect();
            let mut packed: Vec<u64> = candidates.iter().map(|pair| pair.packed()).collect();
            packed.sort_unstable_by_key(|&packed| (bucket_of(packed), packed));
            let mut pairs = CandidatePairs::new(&budget);
            for packed in packed {
                pairs.push(packed).expect("the pairs fit in memory");
            }
            pairs.remove_from(&mut others).expect("the pairs are in memory");
            prop_assert_eq!(others, expected);
        }
    }
}
