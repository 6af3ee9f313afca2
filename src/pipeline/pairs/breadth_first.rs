/*!
The order in which pairs are compared.
*/

use crate::article::ArticleId;
use crate::cluster::neighbors::Neighbors;
use crate::convert::{to_u32, to_usize};
use crate::fingerprint::postings::Pair;

/// Orders `pairs` so that pairs with common articles are close together, and an
/// article is read once for most of its pairs.
///
/// The articles are numbered by breadth-first walks over the graph of the pairs,
/// as Cuthill and McKee (1969) number the rows of a sparse matrix. The pairs
/// are sorted by the greater of their two numbers, then by the smaller. This takes
/// `O(n log n)` time for `n` pairs.
pub(crate) fn breadth_first(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable();
    let mut articles: Vec<ArticleId> = pairs
        .iter()
        .flat_map(|pair| [pair.first(), pair.second()])
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let index = |article: ArticleId| {
        let index = articles.binary_search(&article);
        to_u32(index.expect("the articles of all pairs are in the list"))
    };
    let edges = pairs
        .iter()
        .map(|pair| [pair.first(), pair.second()].map(index));
    let edges: Vec<[u32; 2]> = edges.collect();
    drop(pairs);
    let (visited, ranks) = walk(articles.len(), &edges);
    let rank = |index: u32| u64::from(ranks[index as usize]);
    let ranked = edges.iter().map(|&[first, second]| {
        let (one, other) = (rank(first), rank(second));
        one.max(other) << 32 | one.min(other)
    });
    let mut by_rank: Vec<u64> = ranked.collect();
    drop(edges);
    by_rank.sort_unstable();
    let article = |rank: u64| articles[visited[to_usize(rank)] as usize];
    by_rank
        .into_iter()
        .filter_map(|ranks| Pair::new(article(ranks >> 32), article(ranks & u64::from(u32::MAX))))
        .collect()
}

/// Walks breadth-first over the graph with these `edges`, each time from the
/// first article that no earlier walk visited. Returns the articles in the order
/// of visits, and the number of the visit of each article.
fn walk(articles: usize, edges: &[[u32; 2]]) -> (Vec<u32>, Vec<u32>) {
    let neighbors = Neighbors::of(articles, edges.iter().copied());
    let (mut visited, mut ranks) = (Vec::with_capacity(articles), vec![u32::MAX; articles]);
    let mut visit = |visited: &mut Vec<u32>, article: u32| {
        let rank = &mut ranks[article as usize];
        if *rank == u32::MAX {
            *rank = to_u32(visited.len());
            visited.push(article);
        }
    };
    for &[first, _] in edges {
        let mut next = visited.len();
        visit(&mut visited, first);
        while next < visited.len() {
            for &neighbor in neighbors.of_node(visited[next]) {
                visit(&mut visited, neighbor);
            }
            next += 1;
        }
    }
    (visited, ranks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cluster::forest::Forest;

    proptest! {
        #[test]
        fn all_pairs_stay_and_connected_pairs_are_adjacent(
            pairs in prop::collection::btree_set((0_u32..40, 0_u32..40), 0..60),
        ) {
            let pair = |(one, other)| Pair::new(ArticleId::new(one), ArticleId::new(other));
            let mut sorted: Vec<Pair> = pairs.into_iter().filter_map(pair).collect();
            sorted.sort_unstable();
            sorted.dedup();
            let mut ordered = breadth_first(sorted.clone());
            let mut forest = Forest::new(40);
            for pair in &sorted {
                forest.join(pair.first().number(), pair.second().number());
            }
            let mut roots: Vec<u32> =
                ordered.iter().map(|pair| forest.root(pair.first().number())).collect();
            roots.dedup();
            let runs = roots.len();
            roots.sort_unstable();
            roots.dedup();
            prop_assert_eq!(roots.len(), runs);
            ordered.sort_unstable();
            prop_assert_eq!(ordered, sorted);
        }
    }
}
