/*!
A cluster with articles that are neither kept nor removed yet.
*/

use std::collections::HashMap;

use crate::article::ArticleId;
use crate::pipeline::clusters::cluster::ClusterMember;
use crate::pipeline::keep::policy::{KeepPolicy, KeepRank, OriginDistance};
use crate::pipeline::outcome::Outcome;

/// A cluster with articles that are neither kept nor removed yet, or an article in no
/// cluster.
pub(crate) struct UndecidedCluster<'a> {
    /// The index of the cluster.
    pub(crate) index: Option<usize>,
    /// The members other than the center, by the first article with their body.
    pub(crate) members: HashMap<ArticleId, &'a ClusterMember>,
    /// The articles that are not decided yet, by rank.
    pub(crate) articles: Vec<(KeepRank, ArticleId)>,
    /// The number of articles that were kept.
    pub(crate) kept: usize,
}

impl<'a> UndecidedCluster<'a> {
    /// Ranks the articles of a cluster.
    pub(crate) fn of_cluster(outcome: &'a Outcome, index: usize, policy: &KeepPolicy) -> Self {
        let (table, cluster) = (&outcome.table, &outcome.clusters[index]);
        let origin = match policy {
            KeepPolicy::Origin => outcome.origin(index),
            _ => None,
        };
        let distance = |index, article| match &origin {
            Some(origin) => OriginDistance::of(table, origin, index, article),
            None => OriginDistance::Unknown,
        };
        let ranked = cluster.members.iter().enumerate().map(|(index, member)| {
            let distance = distance(index, member.article);
            (policy.rank(table, distance, member.article), member.article)
        });
        let mut articles: Vec<(KeepRank, ArticleId)> = ranked.collect();
        articles.sort_unstable();
        // In reverse, so that of several members with one body the first stays.
        let members = cluster.members.iter().rev();
        let members = members
            .filter(|member| member.relation.is_some())
            .map(|member| (table.core(member.article).first_with_body, member));
        UndecidedCluster {
            index: Some(index),
            members: members.collect(),
            articles,
            kept: 0,
        }
    }

    /// Ranks an article in no cluster.
    pub(crate) fn of_article(outcome: &Outcome, article: ArticleId, policy: &KeepPolicy) -> Self {
        UndecidedCluster {
            index: None,
            members: HashMap::new(),
            articles: vec![(
                policy.rank(&outcome.table, OriginDistance::Unknown, article),
                article,
            )],
            kept: 0,
        }
    }

    /// Returns the first article with the body of the center.
    pub(crate) fn center(&self, outcome: &Outcome) -> Option<ArticleId> {
        let cluster = &outcome.clusters[self.index?];
        Some(outcome.table.core(cluster.center()).first_with_body)
    }
}
