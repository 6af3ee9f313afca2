/*!
Clusters: a center, and the articles that are duplicates of it.

# Choices

* The center is the article with the most duplicates, then the longest, then the
  one whose text has the smallest fingerprint. Only the texts decide, so that
  clusters do not depend on the keep policy.
* A chain does not make a cluster. An article that is a duplicate of a member,
  but not of the center, goes to another cluster or to none.
* An article that is a duplicate of two centers goes to the one that contains
  more of it, and of two that contain it whole to the one that it resembles more.
* A page of several stories is a center only where it has no other duplicates than
  such pages.
*/

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::cluster::neighbors::Neighbors;
use crate::convert::to_u32;

/// An article that clusters are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub words: u32,
    /// A number that depends on the text alone.
    pub fingerprint: u64,
    /// Articles with exactly this text, itself included; at least 1.
    pub copies: u32,
    /// Whether it carries other stories too.
    pub is_roundup: bool,
}

/// Two articles that are duplicates, by index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    pub one: u32,
    pub other: u32,
    /// Shared shingles over all shingles.
    pub resemblance: f64,
    /// The share of the words of `one` that `other` contains, and the other way
    /// round.
    pub contained: [f64; 2],
}

/// A center and its members, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Star {
    pub center: usize,
    /// The other articles, in ascending order.
    pub members: Vec<usize>,
}

/// Returns the clusters of one connected component.
///
/// `nodes` are all its articles, and `edges` its pairs of duplicates, each once. An article
/// without duplicates is in no cluster, unless several articles have its text:
/// then it is the center of one, if need be without members. The time is
/// `O((n + e) log n)` for `n` articles and `e` pairs.
pub(crate) fn clusters(nodes: &[Node], edges: &[Edge]) -> Vec<Star> {
    let pairs = edges.iter().map(|edge| [edge.one, edge.other]);
    let neighbors = Neighbors::of(nodes.len(), pairs);
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
        // Placing other articles only lowers ranks, so a rank that has not
        // changed since it was queued is the greatest one.
        let now = Rank::of(center, nodes, &neighbors, &placed);
        if now != rank {
            queue.push(now);
            continue;
        }
        if now.duplicates == 0 {
            continue;
        }
        placed[center] = true;
        let of_center = neighbors.of_node(to_u32(center)).iter();
        let mut members: Vec<usize> = of_center.map(|&member| member as usize).collect();
        members.sort_unstable();
        members.retain(|&member| !std::mem::replace(&mut placed[member], true));
        stars.push(Star { center, members });
    }
    move_to_nearest(&mut stars, nodes, edges);
    stars
}

/// Moves every member to the center that contains it best. Of equal centers, the
/// one that it resembles most wins, and then the one with the smallest fingerprint.
fn move_to_nearest(stars: &mut [Star], nodes: &[Node], edges: &[Edge]) {
    let mut star_of = vec![None; nodes.len()];
    let mut is_center = vec![false; nodes.len()];
    for (index, star) in stars.iter().enumerate() {
        star_of[star.center] = Some(index);
        is_center[star.center] = true;
    }
    let mut best: Vec<Option<(f64, f64, Reverse<u64>, usize)>> = vec![None; nodes.len()];
    for edge in edges {
        let [of_one, of_other] = edge.contained;
        let (one, other) = (edge.one as usize, edge.other as usize);
        let ways = [(one, other, of_other), (other, one, of_one)];
        for (center, member, in_center) in ways {
            let (true, false, Some(star)) = (is_center[center], is_center[member], star_of[center])
            else {
                continue;
            };
            let fingerprint = Reverse(nodes[center].fingerprint);
            let candidate = (in_center, edge.resemblance, fingerprint, star);
            let better = best[member].is_none_or(|held| {
                held.0
                    .total_cmp(&candidate.0)
                    .then(held.1.total_cmp(&candidate.1))
                    .then(held.2.cmp(&candidate.2))
                    .then(held.3.cmp(&candidate.3))
                    .is_lt()
            });
            if better {
                best[member] = Some(candidate);
            }
        }
    }
    stars.iter_mut().for_each(|star| star.members.clear());
    for (member, best) in best.into_iter().enumerate() {
        if let Some((.., star)) = best {
            stars[star].members.push(member);
        }
    }
}

/// The rank of an article as a center. The greatest is taken first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    is_single_story: bool,
    duplicates: u32,
    words: u32,
    smallest: Reverse<u64>,
    index: Reverse<usize>,
}

impl Rank {
    fn of(node: usize, nodes: &[Node], neighbors: &Neighbors, placed: &[bool]) -> Rank {
        let others = neighbors.of_node(to_u32(node)).iter();
        let others = others.filter(|&&other| !placed[other as usize]);
        let copies = others
            .map(|&other| nodes[other as usize].copies)
            .sum::<u32>();
        Rank {
            is_single_story: !nodes[node].is_roundup && nodes[node].copies + copies > 1,
            duplicates: copies + nodes[node].copies - 1,
            words: nodes[node].words,
            smallest: Reverse(nodes[node].fingerprint),
            index: Reverse(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn node(words: u32, fingerprint: u64) -> Node {
        Node {
            words,
            fingerprint,
            copies: 1,
            is_roundup: false,
        }
    }

    fn star(center: usize, members: &[usize]) -> Star {
        let members = members.to_vec();
        Star { center, members }
    }

    /// Returns the clusters of twelve articles, some with equal words and
    /// fingerprints. The resemblance depends on the pair alone.
    fn clusters_of(pairs: &[(usize, usize)]) -> Vec<Star> {
        let nodes = (0..12).map(|index| node(100 + (index as u32 * 7) % 5, index as u64 * 31 % 17));
        let weight = |&(one, other): &(usize, usize)| Edge {
            one: to_u32(one),
            other: to_u32(other),
            resemblance: (one * other % 7) as f64,
            contained: [(one + other) as f64 % 3.0, (one + 2 * other) as f64 % 3.0],
        };
        let edges: Vec<Edge> = pairs.iter().map(weight).collect();
        clusters(&nodes.collect::<Vec<Node>>(), &edges)
    }

    fn pairs() -> impl Strategy<Value = Vec<(usize, usize)>> {
        let pair =
            (0_usize..12, 0_usize..12).prop_filter("two articles", |(one, other)| one != other);
        let pairs = prop::collection::vec(pair, 0..40);
        pairs.prop_map(|mut pairs| {
            let mut seen = BTreeSet::new();
            pairs.retain(|&(one, other)| seen.insert([one.min(other), one.max(other)]));
            pairs
        })
    }

    #[test]
    fn a_member_goes_to_the_center_that_contains_it_best() {
        let mut nodes: Vec<Node> = (0..6).map(|index| node(100, index + 1)).collect();
        nodes[0].words = 900;
        // 0 is chosen first, with 1, 2 and 3; then 4 with 5.
        let with_3 = |in_0: (f64, f64), in_4: (f64, f64)| {
            let edges = [
                (0, 1, (0.9, 0.2)),
                (0, 2, (0.9, 0.2)),
                (0, 3, in_0),
                (4, 3, in_4),
                (4, 5, (0.9, 0.8)),
            ];
            let edges = edges.map(|(one, other, (in_center, resemblance))| Edge {
                one,
                other,
                resemblance,
                contained: [0.1, in_center],
            });
            clusters(&nodes, &edges)
        };
        let moved = [star(0, &[1, 2]), star(4, &[3, 5])];
        let stays = [star(0, &[1, 2, 3]), star(4, &[5])];
        assert_eq!(with_3((0.7, 0.9), (0.8, 0.3)), moved);
        assert_eq!(with_3((0.8, 0.2), (0.7, 0.9)), stays);
        // Both contain it whole.
        assert_eq!(with_3((1.0, 0.2), (1.0, 0.9)), moved);
    }

    #[test]
    fn a_page_of_several_stories_is_no_center_of_one_of_them() {
        let mut nodes: Vec<Node> = (0..3).map(|index| node(100, index + 1)).collect();
        nodes[0].words = 900;
        let edge = |other| Edge {
            one: 0,
            other,
            resemblance: 0.2,
            contained: [0.1, 1.0],
        };
        let edges = [edge(1), edge(2)];
        assert_eq!(clusters(&nodes, &edges), [star(0, &[1, 2])]);
        nodes[0].is_roundup = true;
        assert_eq!(clusters(&nodes, &edges[..1]), [star(1, &[0])]);
        let mut pages = nodes.clone();
        pages[1].is_roundup = true;
        assert_eq!(clusters(&pages, &edges[..1]), [star(0, &[1])]);
    }

    #[test]
    fn articles_with_one_text_are_a_cluster_of_their_own() {
        let mut node = node(80, 3);
        assert_eq!(clusters(&[node], &[]), []);
        node.copies = 2;
        assert_eq!(clusters(&[node], &[]), [star(0, &[])]);
    }

    proptest! {
        #[test]
        fn every_member_is_a_duplicate_of_its_center_and_in_one_star(edges in pairs()) {
            let mut seen = BTreeSet::new();
            for star in clusters_of(&edges) {
                prop_assert!(seen.insert(star.center));
                for member in star.members {
                    prop_assert!(seen.insert(member));
                    prop_assert!(edges.contains(&(star.center, member)) || edges.contains(&(member, star.center)));
                }
            }
        }

        #[test]
        fn clusters_are_the_same_in_any_order_of_pairs(mut edges in pairs()) {
            let one = clusters_of(&edges);
            edges.reverse();
            prop_assert_eq!(one, clusters_of(&edges));
        }
    }
}
