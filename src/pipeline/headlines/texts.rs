/*!
The texts below headlines: which of them are equal, and which are copies.
*/

use crate::article::ArticleId;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::ClusterIndex;
use crate::pipeline::outcome::Outcome;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::syndication::headlines::group::{Bodies, bodies};

/// A label of a text. Texts of one cluster have equal labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TextLabel {
    /// The cluster of the article, by index.
    Cluster(usize),
    /// The first article with this body, which is in no cluster.
    Alone(ArticleId),
}

/// The texts of all articles of a dump.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    table: &'a ArticleTable,
    clusters: ClusterIndex,
    /// The copies that articles have outside of their clusters.
    copies: LinkedArticles,
}

impl<'a> Texts<'a> {
    /// Indexes the clusters and copies of `outcome`.
    pub(crate) fn of(outcome: &'a Outcome, budget: &MemoryBudget) -> Texts<'a> {
        Texts {
            table: &outcome.table,
            clusters: outcome.cluster_of(),
            copies: LinkedArticles::of(outcome.copies.pairs(), budget),
        }
    }

    /// Decides how the texts of `articles` relate.
    pub(crate) fn bodies(&self, articles: &[ArticleId]) -> Bodies {
        let with_text: Vec<ArticleId> = self.with_text(articles).collect();
        let label = |&article: &ArticleId| self.label(article);
        let labels: Vec<TextLabel> = with_text.iter().map(label).collect();
        bodies(&labels, |one, other| {
            self.are_copies(with_text[one], with_text[other])
        })
    }

    /// Returns the labels of the texts of `articles` with their outlets. Articles
    /// without an outlet or a text are left out.
    pub(crate) fn by_outlet(
        &self,
        articles: &[ArticleId],
    ) -> impl Iterator<Item = (u32, TextLabel)> {
        self.with_text(articles).filter_map(|article| {
            let outlet = self.table.core(article).outlet?;
            Some((outlet.number(), self.label(article)))
        })
    }

    fn with_text(&self, articles: &[ArticleId]) -> impl Iterator<Item = ArticleId> {
        let has_text = |article: &ArticleId| self.table.core(*article).words > 0;
        articles.iter().copied().filter(has_text)
    }

    fn label(&self, article: ArticleId) -> TextLabel {
        match self.clusters.get(article) {
            Some(cluster) => TextLabel::Cluster(cluster),
            None => TextLabel::Alone(self.representative(article)),
        }
    }

    fn representative(&self, article: ArticleId) -> ArticleId {
        self.table.core(article).first_with_body
    }

    fn are_copies(&self, one: ArticleId, other: ArticleId) -> bool {
        let (first, second) = (self.representative(one), self.representative(other));
        first == second
            || self.clusters.together(one, other)
            || self.copies.are_linked(first, second)
    }
}

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
