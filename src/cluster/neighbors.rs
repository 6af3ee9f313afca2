/*!
The neighbors of each node of a graph, in one list.
*/

use crate::convert::to_u32;

/// The neighbors of each node, by index. Takes four bytes for each node, and eight for
/// each edge.
#[derive(Debug)]
pub(crate) struct Neighbors {
    /// Where the neighbors of each node begin, and the end.
    starts: Vec<u32>,
    neighbors: Vec<u32>,
}

impl Neighbors {
    /// Collects the neighbors of `nodes` nodes with these edges. Two nodes with several
    /// edges are several times neighbors. Panics when there are more than two thousand
    /// million edges.
    pub(crate) fn of(nodes: usize, edges: impl Iterator<Item = [u32; 2]> + Clone) -> Neighbors {
        let mut starts = vec![0_u32; nodes + 1];
        for node in edges.clone().flatten() {
            starts[node as usize + 1] += 1;
        }
        let mut sum = 0_usize;
        for start in &mut starts {
            sum += *start as usize;
            *start = to_u32(sum);
        }
        let mut next = starts.clone();
        let mut neighbors = vec![0; sum];
        for [first, second] in edges {
            for (one, other) in [(first, second), (second, first)] {
                let place = &mut next[one as usize];
                neighbors[*place as usize] = other;
                *place += 1;
            }
        }
        Neighbors { starts, neighbors }
    }

    /// Returns the neighbors of a node, in the order of its edges.
    pub(crate) fn of_node(&self, node: u32) -> &[u32] {
        let node = node as usize;
        let range = self.starts[node] as usize..self.starts[node + 1] as usize;
        &self.neighbors[range]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn neighbors_are_the_other_ends_of_the_edges(
            edges in prop::collection::vec((0_u32..9, 0_u32..9), 0..40),
        ) {
            let edges: Vec<[u32; 2]> = edges.into_iter().map(|(one, other)| [one, other]).collect();
            let neighbors = Neighbors::of(9, edges.iter().copied());
            for node in 0..9 {
                let ends = edges.iter().flat_map(|&[one, other]| [(one, other), (other, one)]);
                let expected: Vec<u32> =
                    ends.filter(|ends| ends.0 == node).map(|ends| ends.1).collect();
                prop_assert_eq!(neighbors.of_node(node), expected);
            }
        }
    }
}
