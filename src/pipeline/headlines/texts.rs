/*!
The texts below headlines: which of them are equal, and which are copies.
*/

use crate::article::ArticleId;
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
    /// The copies outside of clusters, sorted, once from each article.
    copies: Vec<(ArticleId, ArticleId)>,
    _reservation: Reservation,
}

impl<'a> Texts<'a> {
    pub(crate) fn of(outcome: &'a Outcome, budget: &MemoryBudget) -> Texts<'a> {
        let pairs = outcome.copies.pairs();
        let mut copies: Vec<(ArticleId, ArticleId)> = pairs
            .map(|pair| (pair.first(), pair.second()))
            .flat_map(|(first, second)| [(first, second), (second, first)])
            .collect();
        copies.sort_unstable();
        let bytes = copies.capacity() * size_of::<(ArticleId, ArticleId)>();
        Texts {
            table: &outcome.table,
            clusters: outcome.cluster_of(),
            copies,
            _reservation: budget.reserve(bytes),
        }
    }

    /// Decides how the texts of `articles` relate.
    pub(crate) fn bodies(&self, articles: &[ArticleId]) -> Bodies {
        let with_text: Vec<ArticleId> = self.with_text(articles).collect();
        let labels = with_text.iter().map(|&article| self.label(article));
        bodies(&labels.collect::<Vec<_>>(), |one, other| {
            let first = |index: usize| self.table.core(with_text[index]).first_with_body;
            let copies = (first(one), first(other));
            copies.0 == copies.1
                || self.clusters.together(with_text[one], with_text[other])
                || self.copies.binary_search(&copies).is_ok()
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
            None => TextLabel::Alone(self.table.core(article).first_with_body),
        }
    }
}
