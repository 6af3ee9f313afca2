/*!
A cluster: articles that are duplicates of one of them, the center.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::compare::relation::Relation;

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
