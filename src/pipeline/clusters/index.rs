/*!
From articles to the clusters that they belong to.
*/

use crate::article::ArticleId;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};

/// The clusters of each article, by their indices in
/// [`Outcome::clusters`](crate::Outcome::clusters).
///
/// # Complexity
///
/// Eight bytes for each entry; a lookup takes logarithmic time.
#[derive(Clone, Debug)]
pub struct ClusterIndex {
    /// Articles and cluster indices, sorted.
    entries: Vec<(ArticleId, u32)>,
}

impl ClusterIndex {
    /// Indexes the members of `clusters`. An article is a member of one
    /// cluster at most.
    pub(crate) fn of_members(clusters: &[Cluster]) -> ClusterIndex {
        ClusterIndex::new(clusters, |cluster| cluster.members.iter())
    }

    /// Indexes the members of `clusters` and the articles attached to them. An
    /// article may be attached to several clusters.
    pub(crate) fn of_all(clusters: &[Cluster]) -> ClusterIndex {
        ClusterIndex::new(clusters, Cluster::all)
    }

    fn new<'a, I: Iterator<Item = &'a ClusterMember>>(
        clusters: &'a [Cluster],
        articles: impl Fn(&'a Cluster) -> I,
    ) -> ClusterIndex {
        let mut entries: Vec<(ArticleId, u32)> = (0_u32..)
            .zip(clusters)
            .flat_map(|(index, cluster)| {
                articles(cluster).map(move |member| (member.article, index))
            })
            .collect();
        entries.sort_unstable();
        ClusterIndex { entries }
    }

    /// Returns the clusters of `article`, in ascending order.
    pub fn all(&self, article: ArticleId) -> impl Iterator<Item = usize> + Clone + '_ {
        let start = self.entries.partition_point(|entry| entry.0 < article);
        let of_article = self.entries[start..].iter();
        of_article
            .take_while(move |entry| entry.0 == article)
            .map(|entry| entry.1 as usize)
    }

    /// Returns the first cluster of `article`.
    #[must_use]
    pub fn get(&self, article: ArticleId) -> Option<usize> {
        self.all(article).next()
    }

    /// Returns whether two articles have a cluster in common.
    #[must_use]
    pub fn together(&self, one: ArticleId, other: ArticleId) -> bool {
        self.all(one)
            .any(|cluster| self.all(other).any(|another| another == cluster))
    }
}
