/*!
Union-find over numbers.

It splits articles into connected components, which are worked on one at a time.
Clusters are not made this way, because a chain of pairs can join unrelated
articles.
*/

use crate::convert::to_u32;

/// Disjoint sets of the numbers below a limit, each named by its smallest
/// number.
#[derive(Clone, Debug)]
pub(crate) struct Forest {
    parents: Vec<u32>,
}

impl Forest {
    /// Creates a set of its own for every number below `count`.
    pub(crate) fn new(count: usize) -> Forest {
        Forest {
            parents: (0..to_u32(count)).collect(),
        }
    }

    /// Returns the smallest number of the set that `number` is in, in nearly constant
    /// amortized time, by path halving.
    pub(crate) fn root(&mut self, number: u32) -> u32 {
        let mut at = number;
        loop {
            let parent = self.parents[at as usize];
            if parent == at {
                return at;
            }
            let grandparent = self.parents[parent as usize];
            self.parents[at as usize] = grandparent;
            at = grandparent;
        }
    }

    /// Joins the sets of two numbers. The order of joins does not matter.
    pub(crate) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.parents[high as usize] = low;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_root_is_the_smallest_number_that_can_be_reached(pairs in prop::collection::vec((0_u32..30, 0_u32..30), 0..40)) {
            let mut forest = Forest::new(30);
            for &(one, other) in &pairs {
                forest.join(one, other);
            }
            // The oracle spreads the smallest label until nothing changes.
            let mut labels: Vec<u32> = (0..30).collect();
            for _ in 0..30 {
                for &(one, other) in &pairs {
                    let least = labels[one as usize].min(labels[other as usize]);
                    labels[one as usize] = least;
                    labels[other as usize] = least;
                }
            }
            for number in 0..30 {
                prop_assert_eq!(forest.root(number), labels[number as usize]);
            }
        }
    }
}
