/*!
Clusters that hold together: a center, and the articles that are duplicates
of it.

# Choices

* The center is the article that most others are duplicates of, then the
  longest, then the one whose text has the smallest fingerprint. Nothing but
  the texts decides, so that clusters do not depend on the keep policy.
* A chain does not make a cluster: an article that is a duplicate of a member
  and not of the center goes to a cluster of its own, with what is left.
* An article that could go to two centers goes to the one that it resembles
  more.
*/

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// An article to be put into clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its words.
    pub words: u32,
    /// A number that its text decides.
    pub fingerprint: u64,
    /// How many articles have exactly this text.
    pub copies: u32,
}

/// Two articles, by index, that are duplicates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One of them.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Shared shingles over all shingles.
    pub resemblance: f64,
}

/// A center and its members, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Star {
    /// The center.
    pub center: usize,
    /// The others, in ascending order.
    pub members: Vec<usize>,
}

/// The clusters of one group of articles that hang together.
///
/// `nodes` are all its articles, `edges` the pairs of them that are
/// duplicates. An article that nothing is a duplicate of is in no cluster; one whose text stands in the dump more than once is, if need be
/// alone.
///
/// # Complexity
///
/// `O((n + e) log n)` time for `n` articles and `e` pairs.
///
/// # Examples
///
/// ```
/// use wirecopy::cluster::star::{Edge, Node, clusters};
///
/// // A chain: 0 and 1 are duplicates, 1 and 2, 2 and 3, but not 0 and 3.
/// let node = |words| Node { words, fingerprint: u64::from(words), copies: 1 };
/// let edges = [(0, 1), (1, 2), (2, 3)].map(|(one, other)| Edge { one, other, resemblance: 0.8 });
/// let stars = clusters(&[node(10), node(20), node(30), node(40)], &edges);
/// assert_eq!((stars[0].center, stars[0].members.as_slice()), (2, &[1, 3][..]));
/// assert_eq!(stars.len(), 1);
/// ```
#[must_use]
pub fn clusters(nodes: &[Node], edges: &[Edge]) -> Vec<Star> {
    let mut neighbors: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); nodes.len()];
    for edge in edges {
        neighbors[edge.one].insert(edge.other);
        neighbors[edge.other].insert(edge.one);
    }
    let mut placed = vec![false; nodes.len()];
    let mut stars = Vec::new();
    let mut queue: BinaryHeap<Rank> = (0..nodes.len())
        .map(|node| Rank::of(node, nodes, &neighbors, &placed))
        .collect();
    while let Some(rank) = queue.pop() {
        let Reverse(center) = rank.index;
        if placed[center] {
            continue;
        }
        // Ranks only fall while others are placed: one that is still what it
        // was when it was queued is the greatest of all.
        let now = Rank::of(center, nodes, &neighbors, &placed);
        if now != rank {
            queue.push(now);
            continue;
        }
        if now.duplicates == 0 {
            break;
        }
        placed[center] = true;
        let members: Vec<usize> = neighbors[center]
            .iter()
            .copied()
            .filter(|&member| !placed[member])
            .collect();
        for &member in &members {
            placed[member] = true;
        }
        stars.push(Star { center, members });
    }
    settle(&mut stars, nodes, edges);
    stars
}

/// Moves members to the center that they resemble most.
fn settle(stars: &mut [Star], nodes: &[Node], edges: &[Edge]) {
    let mut star_of = vec![None; nodes.len()];
    let mut is_center = vec![false; nodes.len()];
    for (index, star) in stars.iter().enumerate() {
        star_of[star.center] = Some(index);
        is_center[star.center] = true;
    }
    let mut best: Vec<Option<(f64, Reverse<u64>, usize)>> = vec![None; nodes.len()];
    for edge in edges {
        for (center, member) in [(edge.one, edge.other), (edge.other, edge.one)] {
            let (true, false, Some(star)) = (is_center[center], is_center[member], star_of[center])
            else {
                continue;
            };
            let candidate = (edge.resemblance, Reverse(nodes[center].fingerprint), star);
            let better = best[member].is_none_or(|held| {
                held.0
                    .total_cmp(&candidate.0)
                    .then(held.1.cmp(&candidate.1))
                    .then(held.2.cmp(&candidate.2))
                    .is_lt()
            });
            if better {
                best[member] = Some(candidate);
            }
        }
    }
    for star in stars.iter_mut() {
        star.members.clear();
    }
    for (member, best) in best.into_iter().enumerate() {
        if let Some((_, _, star)) = best {
            stars[star].members.push(member);
        }
    }
}

/// What makes a center: the greatest goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    duplicates: u32,
    words: u32,
    smallest: Reverse<u64>,
    index: Reverse<usize>,
}

impl Rank {
    fn of(node: usize, nodes: &[Node], neighbors: &[BTreeSet<usize>], placed: &[bool]) -> Rank {
        let others = neighbors[node]
            .iter()
            .filter(|&&other| !placed[other])
            .map(|&other| nodes[other].copies);
        Rank {
            duplicates: others.sum::<u32>() + nodes[node].copies - 1,
            words: nodes[node].words,
            smallest: Reverse(nodes[node].fingerprint),
            index: Reverse(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nodes(count: usize) -> Vec<Node> {
        (0..count)
            .map(|index| Node {
                words: 100 + (index as u32 * 7) % 5,
                fingerprint: index as u64 * 31 % 17,
                copies: 1,
            })
            .collect()
    }

    /// The pairs with a resemblance that depends on the pair alone.
    fn weighed(edges: &[(usize, usize)]) -> Vec<Edge> {
        let weigh = |&(one, other): &(usize, usize)| Edge {
            one,
            other,
            resemblance: (one * other % 7) as f64 / 7.0,
        };
        edges.iter().map(weigh).collect()
    }

    #[test]
    fn a_member_goes_to_the_center_that_it_resembles_more() {
        let node = |words, fingerprint| Node {
            words,
            fingerprint,
            copies: 1,
        };
        let nodes = [
            node(900, 1),
            node(100, 2),
            node(100, 3),
            node(100, 4),
            node(100, 5),
            node(100, 6),
        ];
        let edge = |one, other, resemblance| Edge {
            one,
            other,
            resemblance,
        };
        // 0 is chosen first, with 1, 2 and 3; then 4 with 5; but 3 is nearly 4.
        let edges = [
            edge(0, 1, 0.2),
            edge(0, 2, 0.2),
            edge(0, 3, 0.2),
            edge(4, 3, 0.9),
            edge(4, 5, 0.8),
        ];
        let stars = clusters(&nodes, &edges);
        assert_eq!(
            stars,
            [
                Star {
                    center: 0,
                    members: vec![1, 2]
                },
                Star {
                    center: 4,
                    members: vec![3, 5]
                }
            ]
        );
    }

    #[test]
    fn articles_with_one_text_are_a_cluster_of_their_own() {
        let node = Node {
            words: 80,
            fingerprint: 3,
            copies: 2,
        };
        assert_eq!(
            clusters(&[node], &[]),
            [Star {
                center: 0,
                members: Vec::new()
            }]
        );
        assert_eq!(clusters(&[Node { copies: 1, ..node }], &[]), []);
    }

    proptest! {
        #[test]
        fn every_member_is_a_duplicate_of_its_center_and_stands_once(
            edges in prop::collection::vec((0_usize..12, 0_usize..12), 0..40),
        ) {
            let edges: Vec<(usize, usize)> = edges.into_iter().filter(|(one, other)| one != other).collect();
            let mut seen = BTreeSet::new();
            for star in clusters(&nodes(12), &weighed(&edges)) {
                prop_assert!(seen.insert(star.center));
                for member in star.members {
                    prop_assert!(seen.insert(member));
                    prop_assert!(edges.contains(&(star.center, member)) || edges.contains(&(member, star.center)));
                }
            }
        }

        #[test]
        fn clusters_are_the_same_in_any_order_of_pairs(
            mut edges in prop::collection::vec((0_usize..12, 0_usize..12), 0..40),
        ) {
            edges.retain(|(one, other)| one != other);
            let one = clusters(&nodes(12), &weighed(&edges));
            edges.reverse();
            prop_assert_eq!(one, clusters(&nodes(12), &weighed(&edges)));
        }
    }
}
