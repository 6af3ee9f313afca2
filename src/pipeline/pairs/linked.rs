/*!
Which articles are copies of each other.
*/

use crate::article::ArticleId;
use crate::fingerprint::postings::Pair;
use crate::spill::budget::{MemoryBudget, Reservation};

/// The pairs of a list, by both of their articles.
#[derive(Debug)]
pub(crate) struct LinkedArticles {
    /// Each pair twice, once from each article, sorted.
    links: Vec<(ArticleId, ArticleId)>,
    _reservation: Reservation,
}

impl LinkedArticles {
    /// Indexes `pairs`.
    pub(crate) fn of(pairs: impl Iterator<Item = Pair>, budget: &MemoryBudget) -> LinkedArticles {
        let mut links: Vec<(ArticleId, ArticleId)> = pairs
            .flat_map(|pair| [(pair.first(), pair.second()), (pair.second(), pair.first())])
            .collect();
        links.sort_unstable();
        let bytes = links.capacity() * size_of::<(ArticleId, ArticleId)>();
        LinkedArticles {
            links,
            _reservation: budget.reserve(bytes),
        }
    }

    /// Returns whether the two articles are a pair of the list.
    pub(crate) fn are_linked(&self, one: ArticleId, other: ArticleId) -> bool {
        self.links.binary_search(&(one, other)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_from_both_articles() {
        let id = ArticleId::new;
        let pairs = [Pair::new(id(3), id(5)), Pair::new(id(1), id(5))];
        let budget = MemoryBudget::new(1 << 20, None);
        let linked = LinkedArticles::of(pairs.into_iter().flatten(), &budget);
        assert!(linked.are_linked(id(5), id(1)) && linked.are_linked(id(3), id(5)));
        assert!(!linked.are_linked(id(1), id(3)));
    }
}
