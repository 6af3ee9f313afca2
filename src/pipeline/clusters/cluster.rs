/*!
Clusters: articles that are duplicates of one of them, the center.

A cluster is made of a star: the exact duplicates of its members are added, and
the duplicates of its center that are not members are attached.
*/

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::groups::{ArticleStar, Roundups};
use crate::pipeline::pairs::judged::DuplicatePair;

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

/// Returns the clusters of `stars`. `duplicates` are all of a component, sorted by pair.
pub(crate) fn clusters_of(
    table: &ArticleTable,
    duplicates: &[DuplicatePair],
    stars: impl Iterator<Item = ArticleStar>,
    roundups: &Roundups,
    threshold: f64,
) -> Vec<Cluster> {
    let clusters = stars.map(|star| cluster_of(table, duplicates, star));
    let mut clusters: Vec<Cluster> = clusters.collect();
    let carried = duplicates
        .iter()
        .filter(|duplicate| roundups.contain(duplicate.pair));
    attach(table, carried, threshold, &mut clusters);
    clusters
}

fn cluster_of(table: &ArticleTable, duplicates: &[DuplicatePair], star: ArticleStar) -> Cluster {
    let center = ClusterMember {
        article: star.center,
        relation: None,
        in_center: 1.0,
        of_center: 1.0,
        resemblance: 1.0,
    };
    let verbatim = ClusterMember {
        relation: Some(Relation::Verbatim),
        ..center
    };
    let mut others: Vec<ClusterMember> = Vec::new();
    let equal = table.exact_duplicates(star.center).iter().copied();
    let equal = equal.filter(|&article| article != star.center);
    others.extend(equal.map(|article| ClusterMember {
        article,
        ..verbatim
    }));
    for member in star.members {
        let duplicate = Pair::new(star.center, member).and_then(|pair| {
            let place = duplicates.binary_search_by_key(&pair, |duplicate| duplicate.pair);
            place.ok().map(|place| &duplicates[place])
        });
        let duplicate = duplicate.expect("every member of a star is a duplicate of its center");
        let member = against_center(duplicate, member);
        let equal = table.exact_duplicates(member.article).iter();
        others.extend(equal.map(|&article| ClusterMember { article, ..member }));
    }
    others.sort_unstable_by_key(|member| member.article);
    Cluster {
        members: std::iter::once(center).chain(others).collect(),
        attached: Vec::new(),
    }
}

/// Returns `article` of a pair as a member around the other article.
fn against_center(duplicate: &DuplicatePair, article: ArticleId) -> ClusterMember {
    let [first, second] = duplicate.containments;
    let (in_center, of_center) = match duplicate.pair.first() == article {
        true => (first, second),
        false => (second, first),
    };
    ClusterMember {
        article,
        relation: Some(duplicate.relation),
        in_center,
        of_center,
        resemblance: duplicate.resemblance,
    }
}

/// Attaches to each cluster what is no member but belongs to its center: pages of
/// several stories that carry the center whole, and articles in no cluster that the
/// center, a page of several stories, carries whole. `carried` are the pairs of such
/// a page and one of its stories.
///
/// An article that is a version of two centers is no such page. It is a member of
/// one cluster, and its pair with the other center is a copy between clusters.
fn attach<'a>(
    table: &ArticleTable,
    carried: impl Iterator<Item = &'a DuplicatePair>,
    threshold: f64,
    clusters: &mut [Cluster],
) {
    // Verdicts are on the first article with a body.
    let first = |article: ArticleId| table.core(article).first_with_body;
    let mut cluster_of: HashMap<ArticleId, usize> = HashMap::new();
    let mut cluster_of_center: HashMap<ArticleId, usize> = HashMap::new();
    for (index, cluster) in clusters.iter().enumerate() {
        let members = cluster.members.iter();
        cluster_of.extend(members.map(|member| (first(member.article), index)));
        cluster_of_center.insert(first(cluster.center()), index);
    }
    for duplicate in carried.filter(|duplicate| duplicate.are_versions()) {
        let (one, two) = (duplicate.pair.first(), duplicate.pair.second());
        for (center, other) in [(one, two), (two, one)] {
            let Some(&index) = cluster_of_center.get(&center) else {
                continue;
            };
            let attached = against_center(duplicate, other);
            let carries_center = attached.of_center >= threshold;
            let is_item = attached.in_center >= threshold && !cluster_of.contains_key(&other);
            if cluster_of.get(&other) != Some(&index) && (carries_center || is_item) {
                let articles = table.exact_duplicates(other).iter();
                let attached = articles.map(|&article| ClusterMember {
                    article,
                    ..attached
                });
                clusters[index].attached.extend(attached);
            }
        }
    }
    for cluster in clusters {
        let attached = &mut cluster.attached;
        attached.sort_unstable_by_key(|member| member.article);
        attached.dedup_by_key(|member| member.article);
    }
}
