/*!
A cluster: articles that are duplicates of one of them, the center.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::compare::verdict::Relation;

/// An article of a cluster and its relation to the center.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterMember {
    /// The article.
    pub article: ArticleId,
    /// The relation to the center; `None` for the center itself.
    pub relation: Option<Relation>,
    /// The share of the article's words that the center contains.
    pub in_center: f64,
    /// The share of the center's words that the article contains.
    pub of_center: f64,
    /// The resemblance of article and center.
    pub resemblance: f64,
}

impl ClusterMember {
    /// Returns the greater of the two containments.
    #[must_use]
    pub fn containment(&self) -> f64 {
        self.in_center.max(self.of_center)
    }
}

/// Articles that are duplicates of one of them, the center.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// The center, followed by the other members in reading order.
    pub members: Vec<ClusterMember>,
    /// Duplicates of the center that are not members, in reading order: pages
    /// that carry the center whole next to other stories, and articles in no
    /// cluster that the center contains whole. They are reported with the
    /// cluster, but do not connect it to others, and no record is removed
    /// because of them.
    pub attached: Vec<ClusterMember>,
}

impl Cluster {
    /// Returns the center.
    #[must_use]
    pub fn center(&self) -> ArticleId {
        self.members[0].article
    }

    /// Returns the members and the attached articles.
    pub fn all(&self) -> impl Iterator<Item = &ClusterMember> {
        self.members.iter().chain(&self.attached)
    }
}

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
    /// Indexes the members of `clusters`. Each is in one cluster only.
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
