/*!
Writes every record with columns that say what was found about its article.

This module computes the values. How a record gets columns is up to the dump.
*/

use std::io::Write;

use crate::article::{Article, ArticleId};
use crate::dump::rewrite::{AddedColumn, ColumnKind, ColumnValue, RewritableDump};
use crate::error::{Error, Result};
use crate::news::attribution::Attribution;
use crate::news::credit::CreditRole;
use crate::news::parties::directory::Directory;
use crate::output::clean::files_with_articles;
use crate::pipeline::attribution::attribution_of;
use crate::pipeline::clusters::cluster::{ClusterIndex, ClusterMember};
use crate::pipeline::detector::Detector;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::outcome::{Outcome, origin_of_article};
use crate::syndication::headlines::group::{HeadlineGroup, HeadlineKind};
use crate::syndication::origin::OriginSource;

/// The added columns, in order. A value that was not found is null, or an
/// empty list.
pub const COLUMNS: [AddedColumn; 14] = [
    column("wirecopy_cluster", ColumnKind::Text),
    column("wirecopy_cluster_size", ColumnKind::Count),
    column("wirecopy_duplicate_of", ColumnKind::Text),
    column("wirecopy_relation", ColumnKind::Text),
    column("wirecopy_containment", ColumnKind::Share),
    column("wirecopy_carried", ColumnKind::TextList),
    column("wirecopy_place", ColumnKind::Text),
    column("wirecopy_dateline", ColumnKind::Text),
    column("wirecopy_origin", ColumnKind::Text),
    column("wirecopy_headline_cluster", ColumnKind::Text),
    column("wirecopy_headline_repeated", ColumnKind::Boolean),
    column("wirecopy_excerpts", ColumnKind::TextList),
    column("wirecopy_no_article", ColumnKind::Text),
    column("wirecopy_uses", ColumnKind::TextList),
];

const fn column(name: &'static str, kind: ColumnKind) -> AddedColumn {
    AddedColumn { name, kind }
}

/// What was found about each article.
#[derive(Debug)]
struct Flags<'a> {
    outcome: &'a Outcome,
    keeping: &'a KeepPlan,
    directory: &'a Directory,
    clusters: ClusterIndex,
    /// The likeliest source of each cluster, by cluster number.
    sources: Vec<Option<OriginSource>>,
    /// Pairs of copies that are not in one cluster, in both directions and
    /// sorted. Each article represents its exact duplicates.
    excerpts: Vec<(ArticleId, ArticleId)>,
    /// Articles with a repeated headline and the number of the headline
    /// group, sorted.
    headlines: Vec<(ArticleId, u32)>,
}

impl<'a> Flags<'a> {
    fn new(outcome: &'a Outcome, keeping: &'a KeepPlan, directory: &'a Directory) -> Flags<'a> {
        let source = |cluster| outcome.origin(cluster).map(|origin| origin.source);
        Flags {
            outcome,
            keeping,
            directory,
            clusters: outcome.cluster_of(),
            sources: (0..outcome.clusters.len()).map(source).collect(),
            excerpts: excerpts(outcome),
            headlines: headlines(outcome),
        }
    }

    /// Returns the number of the article's cluster and its entry there.
    fn membership(&self, article: ArticleId) -> Option<(usize, &ClusterMember)> {
        let cluster = self.clusters.get(article)?;
        let (center, others) = self.outcome.clusters[cluster].members.split_first()?;
        if center.article == article {
            return Some((cluster, center));
        }
        let place = others.binary_search_by_key(&article, |member| member.article);
        place.ok().map(|place| (cluster, &others[place]))
    }

    /// Returns the articles that `article` shares passages with outside its
    /// cluster.
    fn excerpts(&self, article: ArticleId) -> Vec<ArticleId> {
        let table = &self.outcome.table;
        let first = table.core(article).first_with_body;
        let start = self.excerpts.partition_point(|pair| pair.0 < first);
        let of_first = self.excerpts[start..].iter();
        let mut others: Vec<ArticleId> = of_first
            .take_while(|pair| pair.0 == first)
            .flat_map(|pair| table.exact_duplicates(pair.1).iter().copied())
            .collect();
        others.sort_unstable();
        others
    }

    /// Returns the values of [`COLUMNS`] for the article with this id, which
    /// was read as `read`.
    fn of(&self, article: ArticleId, read: &Article<'_>) -> Result<[ColumnValue; COLUMNS.len()]> {
        let (outcome, directory) = (self.outcome, self.directory);
        let table = &outcome.table;
        let membership = self.membership(article);
        let removal = self.keeping.removal(article)?;
        let relation = removal
            .map(|removal| removal.relation)
            .or(membership.and_then(|(_, member)| member.relation));
        let containment = removal.map(|removal| removal.containment).or(membership
            .filter(|(_, member)| member.relation.is_some())
            .map(|(_, member)| member.containment()));
        let entry = table.entry(article);
        // A notice carries no copy.
        let attribution = match entry.no_article {
            Some(_) => Attribution::default(),
            None => attribution_of(read, directory),
        };
        let source = membership.and_then(|(cluster, _)| self.sources[cluster]);
        let origin = origin_of_article(outcome, article, source, &attribution, directory);
        let mut carried: Vec<String> = Vec::new();
        for one in attribution.carried {
            if !carried.contains(&one.name) {
                carried.push(one.name);
            }
        }
        let mut uses: Vec<String> = Vec::new();
        for other in attribution.others {
            let is_use = other.role == CreditRole::Contribution;
            if is_use && !uses.contains(&other.name) && !carried.contains(&other.name) {
                uses.push(other.name);
            }
        }
        let cluster = membership.map(|(cluster, _)| cluster);
        let size = cluster.map(|cluster| outcome.clusters[cluster].members.len() as u64);
        let group = self.headline_group(article).map(HeadlineGroup::name);
        let excerpts = self.excerpts(article);
        Ok([
            text(cluster.map(|cluster| outcome.cluster_name(cluster))),
            size.map_or(ColumnValue::Null, ColumnValue::Count),
            text(removal.map(|removal| table.id(removal.kept))),
            text(relation.map(|relation| relation.name().to_owned())),
            containment.map_or(ColumnValue::Null, |share| {
                ColumnValue::Share((share * 1e4).round() / 1e4)
            }),
            ColumnValue::TextList(carried),
            text(attribution.place),
            text(attribution.dateline.map(|dateline| dateline.text)),
            text(origin),
            text(group),
            ColumnValue::Boolean(entry.headline_repeated),
            ColumnValue::TextList(excerpts.into_iter().map(|other| table.id(other)).collect()),
            text(entry.no_article.map(|page| page.kind.name().to_owned())),
            ColumnValue::TextList(uses),
        ])
    }

    fn headline_group(&self, article: ArticleId) -> Option<&HeadlineGroup> {
        let place = self.headlines.binary_search_by_key(&article, |one| one.0);
        let group = self.headlines[place.ok()?].1;
        Some(&self.outcome.headlines[group as usize])
    }
}

fn text(value: Option<String>) -> ColumnValue {
    value.map_or(ColumnValue::Null, ColumnValue::Text)
}

/// Returns the pairs of copies outside clusters in both directions, sorted.
fn excerpts(outcome: &Outcome) -> Vec<(ArticleId, ArticleId)> {
    let pairs = outcome.copies.pairs();
    let mut ends: Vec<(ArticleId, ArticleId)> = pairs
        .flat_map(|pair| [(pair.first(), pair.second()), (pair.second(), pair.first())])
        .collect();
    ends.sort_unstable();
    ends
}

/// Returns the articles whose headline is repeated, each with the number of its
/// headline group, sorted. Groups of standing headlines are left out.
fn headlines(outcome: &Outcome) -> Vec<(ArticleId, u32)> {
    let stories = (0_u32..)
        .zip(&outcome.headlines)
        .filter(|(_, group)| group.kind == HeadlineKind::Story);
    let mut groups: Vec<(ArticleId, u32)> = stories
        .flat_map(|(place, group)| group.articles.iter().map(move |&article| (article, place)))
        .collect();
    groups.sort_unstable();
    groups
}

/// Writes the record of every article with columns that say what was found about
/// it, in reading order, and returns the number of records. `detector` made
/// `outcome` and `keeping` from `dump`. Fails where one output cannot hold the
/// records, or the dump has changed since its articles were compared.
pub fn write_flagged<D: RewritableDump>(
    dump: &D,
    detector: &Detector,
    outcome: &Outcome,
    keeping: &KeepPlan,
    out: &mut (dyn Write + Send),
) -> Result<u64> {
    let flags = Flags::new(outcome, keeping, detector.options().directory());
    let files = files_with_articles(outcome)?;
    let mut writer = dump.writer(&files, &COLUMNS, out)?;
    let mut next = 0;
    for chunk in dump.chunks() {
        let mut result = Ok(());
        dump.records(&chunk, &mut |record| {
            if let Ok(article) = &record.article {
                let id = ArticleId::new(next);
                next += 1;
                if result.is_ok() {
                    let values = flags.of(id, article);
                    result = values.and_then(|values| writer.extend(&record, &values));
                }
            }
        });
        result?;
    }
    let table = &outcome.table;
    table.check_io()?;
    if next != table.next_id().number() {
        let reason = "the dump has changed since its articles were compared";
        return Err(Error::options(reason));
    }
    writer.finish()?;
    Ok(next.into())
}
