/*!
Union-find: which articles hang together, however loosely.

Only used to work on one group at a time. Clusters are not made this way:
a chain of pairs can join strangers.
*/

/// Disjoint sets of the numbers below a limit.
#[derive(Clone, Debug)]
pub struct Forest {
    parents: Vec<u32>,
}

impl Forest {
    /// Every number below `count` alone.
    ///
    /// # Panics
    ///
    /// When `count` is more than 32 bits hold.
    #[must_use]
    pub fn new(count: usize) -> Forest {
        let count = u32::try_from(count).expect("articles are numbered with 32 bits");
        Forest {
            parents: (0..count).collect(),
        }
    }

    /// The smallest number that hangs together with `number`.
    ///
    /// # Complexity
    ///
    /// Amortised nearly constant, by halving paths.
    pub fn root(&mut self, number: u32) -> u32 {
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

    /// Joins the sets of two numbers.
    pub fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller root stays, so that roots do not depend on the order of
        // joins.
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
        fn roots_are_the_smallest_that_can_be_reached(pairs in prop::collection::vec((0_u32..30, 0_u32..30), 0..40)) {
            let mut forest = Forest::new(30);
            for &(one, other) in &pairs {
                forest.join(one, other);
            }
            // The plain way: spread the smallest label until nothing changes.
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
