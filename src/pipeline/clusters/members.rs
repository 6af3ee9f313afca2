/*!
From stars to clusters: adds the exact duplicates of members, and attaches the
duplicates of centers that are not members.
*/

use std::collections::HashMap;

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::pipeline::clusters::groups::ArticleStar;
use crate::pipeline::pairs::judged::JudgedPair;

/// Returns the clusters of `stars`. `duplicates` are all of a component.
pub(crate) fn clusters_of(
    table: &ArticleTable,
    duplicates: &[JudgedPair],
    stars: impl Iterator<Item = ArticleStar>,
    threshold: f64,
) -> Vec<Cluster> {
    let by_pair: HashMap<Pair, &JudgedPair> = duplicates
        .iter()
        .map(|judged| (judged.pair, judged))
        .collect();
    let mut clusters: Vec<Cluster> = stars
        .map(|star| cluster_of(table, &by_pair, star))
        .collect();
    attach(table, duplicates, threshold, &mut clusters);
    clusters
}

fn cluster_of(
    table: &ArticleTable,
    by_pair: &HashMap<Pair, &JudgedPair>,
    star: ArticleStar,
) -> Cluster {
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
    let duplicates = table.exact_duplicates(star.center).iter().copied();
    others.extend(
        duplicates
            .filter(|&article| article != star.center)
            .map(|article| ClusterMember {
                article,
                ..verbatim
            }),
    );
    for member in star.members {
        let judged = Pair::new(star.center, member).and_then(|pair| by_pair.get(&pair));
        let judged = judged.expect("every member of a star is a duplicate of its center");
        let member = against_center(judged, member);
        let duplicates = table.exact_duplicates(member.article).iter();
        others.extend(duplicates.map(|&article| ClusterMember { article, ..member }));
    }
    others.sort_unstable_by_key(|member| member.article);
    Cluster {
        members: std::iter::once(center).chain(others).collect(),
        attached: Vec::new(),
    }
}

/// Returns `article` of a pair as a member around the other article.
fn against_center(judged: &JudgedPair, article: ArticleId) -> ClusterMember {
    let verdict = &judged.verdict;
    let (first, second) = (verdict.first.containment(), verdict.second.containment());
    let (in_center, of_center) = if judged.pair.first() == article {
        (first, second)
    } else {
        (second, first)
    };
    ClusterMember {
        article,
        relation: Some(verdict.relation),
        in_center,
        of_center,
        resemblance: verdict.resemblance,
    }
}

/// Attaches to each cluster the duplicates of its center that are not members:
/// pages that carry the center whole, and articles in no cluster that the center
/// contains whole.
fn attach(
    table: &ArticleTable,
    duplicates: &[JudgedPair],
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
    for judged in duplicates.iter().filter(|judged| judged.are_versions()) {
        let (one, two) = (judged.pair.first(), judged.pair.second());
        for (center, other) in [(one, two), (two, one)] {
            let Some(&index) = cluster_of_center.get(&center) else {
                continue;
            };
            let attached = against_center(judged, other);
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
