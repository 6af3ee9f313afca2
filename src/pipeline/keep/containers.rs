/*!
The articles that contain an article of another cluster, or of none.

Clusters hold together around a center, so two articles of which one contains the
other may be in different clusters. One of them is enough.
*/

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::convert::to_u32;
use crate::error::Result;
use crate::pipeline::keep::plan::InKept;
use crate::pipeline::outcome::Outcome;
use crate::spill::budget::Reservation;

/// Which articles contain which others, among the copies of different clusters.
///
/// Articles are the first ones with their body. Each entry takes 12 bytes.
#[derive(Debug)]
pub(crate) struct Containers {
    /// The contained article, the one that contains it, and the index of their copy;
    /// sorted.
    entries: Vec<(ArticleId, ArticleId, u32)>,
    _reservation: Reservation,
}

impl Containers {
    /// Collects the copies of `outcome` in which one article contains at least
    /// `threshold` of the other one's words. Items of a page that is ten times as
    /// long are left out: the page is another article.
    pub(crate) fn of(outcome: &Outcome, threshold: f64) -> Result<Containers> {
        let mut entries = Vec::new();
        for (index, judged) in (0_u32..).zip(outcome.copies.iter()) {
            let judged = judged?;
            let (first, second) = (judged.pair.first(), judged.pair.second());
            let [of_first, of_second] = InKept::of_pair(&judged.verdict);
            if judged.are_versions() {
                let ways = [(of_first, first, second), (of_second, second, first)];
                let contained = ways.into_iter().filter(|way| way.0.is_enough(threshold));
                entries.extend(contained.map(|(_, own, other)| (own, other, index)));
            }
        }
        entries.sort_unstable();
        let bytes = size_of_val(entries.as_slice());
        Ok(Containers {
            entries,
            _reservation: outcome.budget().reserve(bytes),
        })
    }

    /// Returns the articles that contain `article`, and the indices of the copies.
    pub(crate) fn of_article(
        &self,
        article: ArticleId,
    ) -> impl Iterator<Item = (ArticleId, u32)> + '_ {
        let start = self.entries.partition_point(|entry| entry.0 < article);
        let of_article = self.entries[start..].iter();
        let of_article = of_article.take_while(move |entry| entry.0 == article);
        of_article.map(|&(_, other, index)| (other, index))
    }

    /// Returns all articles of the entries, sorted and each once.
    pub(crate) fn articles(&self) -> Vec<ArticleId> {
        let entries = self.entries.iter();
        let mut articles: Vec<ArticleId> = entries.flat_map(|entry| [entry.0, entry.1]).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// Joins the units of articles that contain each other, and returns for each
    /// unit the smallest one that it is connected with. `unit_of` is the unit of an
    /// article, below `units`.
    pub(crate) fn connect(&self, units: usize, unit_of: impl Fn(ArticleId) -> usize) -> Vec<usize> {
        let mut forest = Forest::new(units);
        for &(own, other, _) in &self.entries {
            forest.join(to_u32(unit_of(own)), to_u32(unit_of(other)));
        }
        (0..to_u32(units))
            .map(|unit| forest.root(unit) as usize)
            .collect()
    }
}
