/*!
Objects to clusters and to pairs of copies.
*/

use std::collections::BTreeMap;

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::error::Result;
use crate::gate::facts::SetId;
use crate::gate::objection::{ContainedArticle, Objection, PairLink};
use crate::gate::objections::{ObjectionBuilder, PairLayout};
use crate::gate::rule::Rule;
use crate::report::{ClusterFinding, ContainedSide, CopyKind, MemberFinding, PairFinding};

pub(crate) fn object_to_cluster(
    builder: &mut ObjectionBuilder<'_>,
    cluster: &ClusterFinding,
) -> Result<()> {
    let (attached, duplicates): (Vec<_>, Vec<_>) = cluster
        .articles
        .iter()
        .partition(|member| matches!(member.kind, Some(CopyKind::Roundup | CopyKind::Item)));
    near_duplicates(builder, cluster, &duplicates)?;
    leaked_copies(builder, cluster, &duplicates)?;
    for page in attached {
        attached_page(builder, cluster, page, &duplicates)?;
    }
    large_cluster(builder, cluster, &duplicates)
}

fn objection(rule: Rule, cluster: &ClusterFinding, articles: &[&MemberFinding]) -> Objection {
    let articles = articles.iter().map(|member| member.article);
    Objection {
        cluster: Some(cluster.cluster.clone()),
        ..Objection::new(rule, articles.collect())
    }
}

fn set_of(builder: &ObjectionBuilder<'_>, member: &MemberFinding) -> SetId {
    builder.data.facts(member.article).set
}

fn near_duplicates(
    builder: &mut ObjectionBuilder<'_>,
    cluster: &ClusterFinding,
    duplicates: &[&MemberFinding],
) -> Result<()> {
    if !builder.is_on(Rule::NearDuplicates) {
        return Ok(());
    }
    let mut by_set: BTreeMap<SetId, Vec<&MemberFinding>> = BTreeMap::new();
    for &member in duplicates {
        let set = set_of(builder, member);
        by_set.entry(set).or_default().push(member);
    }
    for mut articles in by_set.into_values().filter(|articles| articles.len() > 1) {
        // The first article in reading order is taken for the original.
        articles.sort_by_key(|member| member.article);
        let objection = objection(Rule::NearDuplicates, cluster, &articles);
        let pairs = (1..articles.len()).map(|index| (index, 0));
        let link = |first: usize, second: usize| {
            link_in_cluster(cluster, articles[first], articles[second])
        };
        builder.object_to_pairs(objection, PairLayout::Star, pairs, link)?;
    }
    Ok(())
}

fn leaked_copies(
    builder: &mut ObjectionBuilder<'_>,
    cluster: &ClusterFinding,
    duplicates: &[&MemberFinding],
) -> Result<()> {
    if !builder.is_on(Rule::LeakCopies) {
        return Ok(());
    }
    let mut articles = duplicates.to_vec();
    articles.sort_by_cached_key(|member| set_of(builder, member));
    let sets: Vec<SetId> = articles
        .iter()
        .map(|member| set_of(builder, member))
        .collect();
    if sets.first() == sets.last() {
        return Ok(());
    }
    let pairs = (0..sets.len()).flat_map(|first| {
        // The articles of later sets follow those of this one.
        let others = sets.partition_point(|&set| set <= sets[first]);
        (others..sets.len()).map(move |second| (first, second))
    });
    let objection = objection(Rule::LeakCopies, cluster, &articles);
    let link =
        |first: usize, second: usize| link_in_cluster(cluster, articles[first], articles[second]);
    builder.object_to_pairs(objection, PairLayout::Independent, pairs, link)
}

/// Objects to an article that is attached to a cluster: a page that carries
/// the story among others, or an item of such a page. Either is an excerpt.
/// Within its set it is paired with one article of the cluster only.
fn attached_page(
    builder: &mut ObjectionBuilder<'_>,
    cluster: &ClusterFinding,
    page: &MemberFinding,
    duplicates: &[&MemberFinding],
) -> Result<()> {
    let own = set_of(builder, page);
    let (mut same, other): (Vec<&MemberFinding>, Vec<&MemberFinding>) = duplicates
        .iter()
        .partition(|member| set_of(builder, member) == own);
    same.truncate(1);
    for (rule, others) in [(Rule::Excerpts, same), (Rule::LeakExcerpts, other)] {
        if others.is_empty() || !builder.is_on(rule) {
            continue;
        }
        let articles = [&[page], &others[..]].concat();
        let sets: Vec<SetId> = articles
            .iter()
            .map(|member| set_of(builder, member))
            .collect();
        // The article of the set that was named first comes first.
        let pairs = (1..articles.len()).map(|index| match sets[index] < own {
            true => (index, 0),
            false => (0, index),
        });
        let link = |first: usize, _: usize| PairLink::Measured {
            relation: Relation::Excerpt,
            containment: page.containment,
            contained: match (first == 0) == (page.kind == Some(CopyKind::Item)) {
                true => ContainedArticle::First,
                false => ContainedArticle::Second,
            },
            center: None,
        };
        let objection = objection(rule, cluster, &articles);
        builder.object_to_pairs(objection, PairLayout::Independent, pairs, link)?;
    }
    Ok(())
}

fn large_cluster(
    builder: &mut ObjectionBuilder<'_>,
    cluster: &ClusterFinding,
    duplicates: &[&MemberFinding],
) -> Result<()> {
    let size = duplicates.len();
    let setting = builder.setting(Rule::LargeClusters);
    match setting.and_then(|setting| setting.threshold) {
        Some(threshold) if size as f64 > threshold => {
            let objection = objection(Rule::LargeClusters, cluster, duplicates);
            builder.object_to_whole(objection, format!("cluster of {size} articles"))
        }
        _ => Ok(()),
    }
}

/// Objects to a copy that is not in one cluster with its source.
pub(crate) fn object_to_copy(builder: &mut ObjectionBuilder<'_>, copy: &PairFinding) -> Result<()> {
    let [a, b] = copy.articles;
    let set = |article: ArticleId| builder.data.facts(article).set;
    let rule = match (copy.relation == Relation::Excerpt, set(a) == set(b)) {
        (true, true) => Rule::Excerpts,
        (true, false) => Rule::LeakExcerpts,
        (false, true) => Rule::NearDuplicates,
        (false, false) => Rule::LeakCopies,
    };
    if !builder.is_on(rule) {
        return Ok(());
    }
    // Across sets, the article of the set that was named first comes first;
    // within a set, the contained article.
    let is_a_first = match rule.is_leak() {
        true => set(a) < set(b),
        false => copy.contained == ContainedSide::A,
    };
    let contained = match is_a_first == (copy.contained == ContainedSide::A) {
        true => 0,
        false => 1,
    };
    let articles = if is_a_first { vec![a, b] } else { vec![b, a] };
    let objection = Objection::new(rule, articles);
    let link = |first: usize, _: usize| PairLink::Measured {
        relation: copy.relation,
        containment: copy.containment,
        contained: match first == contained {
            true => ContainedArticle::First,
            false => ContainedArticle::Second,
        },
        center: None,
    };
    let pairs = [(0, 1)].into_iter();
    builder.object_to_pairs(objection, PairLayout::Independent, pairs, link)
}

/// Returns the link between two duplicates of one cluster. All but the center
/// were compared with the center only.
fn link_in_cluster(
    cluster: &ClusterFinding,
    first: &MemberFinding,
    second: &MemberFinding,
) -> PairLink {
    let (measured, center) = match (first.relation, second.relation) {
        (Some(_), Some(_)) => (first, Some(cluster.articles[0].article)),
        (Some(_), None) => (first, None),
        (None, _) => (second, None),
    };
    PairLink::Measured {
        relation: measured.relation.unwrap_or(Relation::Verbatim),
        containment: measured.containment,
        contained: ContainedArticle::Shorter,
        center,
    }
}
