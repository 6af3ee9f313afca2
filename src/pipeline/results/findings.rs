/*!
Reports the findings of an outcome in a stable order.

The article table keeps neither headlines nor texts. They are read again for the
articles that are reported.
*/

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::fingerprint::headline::headline_text;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::results::cluster_findings::ClusterReporter;
use crate::pipeline::results::context::ReportContext;
use crate::pipeline::results::pair_findings::PairReporter;
use crate::report::{
    Finding, HeadlineFinding, HeadlinePlace, Report, SkippedExtent, SkippedFinding, Summary,
    WarningFinding, WarningKind,
};
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::group::HeadlineGroup;

/// Reports every finding of `outcome`: clusters, copies, pairs that are not
/// copies, headline groups, pairs of outlets, pages without an article, skipped
/// records, warnings and, last, the summary, which is returned too.
pub(crate) fn report<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    keeping: &KeepPlan,
    options: &Options,
    report: &mut dyn Report,
) -> Result<Summary> {
    let context = ReportContext { dump, outcome };
    let mut clusters = ClusterReporter::new(&context, keeping);
    for index in 0..outcome.clusters.len() {
        clusters.cluster(index, report)?;
    }
    let pairs = PairReporter::new(&context, options.containment)?;
    let copies = pairs.copies(report)?;
    pairs.not_copies(report)?;
    for group in &outcome.headlines {
        let finding = headline(&context, group)?;
        report.report(&Finding::Headline(finding))?;
    }
    clusters.outlet_pairs(report)?;
    let no_article = no_articles(&context, report)?;
    for skipped in &outcome.skipped {
        let location = skipped.error.location().cloned();
        let location = location.unwrap_or_else(|| dump.location(skipped.record));
        report.report(&Finding::Skipped(SkippedFinding {
            file: location.file,
            line: location.number,
            reason: skipped.error.reason(),
            extent: skipped.extent(),
        }))?;
    }
    let warnings = warnings(&context, options)?;
    let mut summary = Summary {
        copies: copies.written,
        copies_not_listed: copies.not_listed,
        outlets_not_paired: clusters.flows.not_paired(),
        origins: clusters.origins,
        no_article,
        warnings: warnings.len() as u64,
        ..counts(outcome)
    };
    for warning in warnings {
        report.report(&Finding::Warning(warning))?;
    }
    summary.kept = summary.articles - keeping.removed();
    summary.removed = keeping.removed();
    summary.kept_unlike = keeping.kept_unlike;
    summary.kept_not_compared = keeping.not_compared;
    outcome.table.check_io()?;
    report.report(&Finding::Summary(summary.clone()))?;
    Ok(summary)
}

/// Reports the pages without an article in reading order, and returns their number.
fn no_articles<D: Dump>(context: &ReportContext<'_, D>, report: &mut dyn Report) -> Result<u64> {
    let table = &context.outcome.table;
    let mut count = 0;
    for article in table.articles() {
        let Some(page) = table.entry(article).no_article else {
            continue;
        };
        count += 1;
        let place = context.place(article);
        report.report(&Finding::NoArticle {
            id: table.id(article),
            file: place.file,
            line: place.line,
            kind: page.kind,
            shared_with: page.shared_with,
        })?;
    }
    Ok(count)
}

/// Returns the counts that the outcome alone gives.
fn counts(outcome: &Outcome) -> Summary {
    let skipped = |extent| {
        let skipped = outcome.skipped.iter();
        skipped.filter(|one| one.extent() == extent).count() as u64
    };
    let table = &outcome.table;
    let empty = table
        .articles()
        .filter(|&article| !table.entry(article).has_text);
    let members = outcome.clusters.iter().map(|cluster| cluster.members.len());
    Summary {
        read: outcome.read,
        articles: table.len() as u64,
        skipped: skipped(SkippedExtent::Record),
        unread_files: skipped(SkippedExtent::File),
        empty: empty.count() as u64,
        clusters: outcome.clusters.len() as u64,
        in_clusters: members.sum::<usize>() as u64,
        headlines: outcome.headlines.len() as u64,
        compared: outcome.compared,
        long_lists: outcome.long_lists,
        ..Summary::default()
    }
}

fn headline<D: Dump>(
    context: &ReportContext<'_, D>,
    group: &HeadlineGroup,
) -> Result<HeadlineFinding> {
    let table = &context.outcome.table;
    let mut headline = String::new();
    context.read(group.example, &mut |article| {
        headline = headline_text(article, &context.outcome.suffixes);
    })?;
    let time = |&article: &ArticleId| {
        let published = table.entry(article).published;
        published.map(|published| (published.seconds, article))
    };
    let times = group.articles.iter().filter_map(time);
    let published = |time: Option<(i64, ArticleId)>| -> Result<Option<String>> {
        let mut text = None;
        if let Some((_, article)) = time {
            context.read(article, &mut |article| {
                text = article.published.as_deref().map(str::to_owned);
            })?;
        }
        Ok(text)
    };
    let places = group.articles.iter().map(|&article| {
        let place = context.place(article);
        HeadlinePlace {
            outlet: table.outlet_of(article).map(str::to_owned),
            file: place.file,
            line: place.line,
        }
    });
    Ok(HeadlineFinding {
        group: group.name(),
        headline,
        kind: group.kind,
        articles: group.articles.iter().map(|&id| table.id(id)).collect(),
        outlets: group.outlets,
        bodies: group.bodies,
        first: published(times.clone().min())?,
        last: published(times.max())?,
        places: places.collect(),
        numbers: group.articles.clone(),
    })
}

/// Returns the warnings about a dump: repeated ids in reading order, then
/// large clusters, then a dump without texts.
pub(crate) fn warnings<D: Dump>(
    context: &ReportContext<'_, D>,
    options: &Options,
) -> Result<Vec<WarningFinding>> {
    let outcome = context.outcome;
    let table = &outcome.table;
    let place = |&article: &ArticleId| context.place(article);
    let warning = |kind, message, articles: Vec<ArticleId>| WarningFinding {
        kind,
        message,
        places: articles.iter().map(place).collect(),
        articles: articles.iter().map(|&article| table.id(article)).collect(),
    };
    let mut warnings = Vec::new();
    let mut repeated = same_ids(table, &outcome.budget)?;
    repeated.sort_by_key(|same| same[0]);
    for same in repeated {
        let message = format!("{} articles have the id {}", same.len(), table.id(same[0]));
        warnings.push(warning(WarningKind::DuplicateId, message, same));
    }
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        let size = cluster.members.len();
        if size > options.large_cluster {
            let name = outcome.cluster_name(index);
            let message = format!("cluster {name} has {size} articles");
            let center = vec![cluster.center()];
            warnings.push(warning(WarningKind::LargeCluster, message, center));
        }
    }
    let has_no_text = |article| !table.entry(article).has_text;
    if !table.is_empty() && table.articles().all(has_no_text) {
        let message =
            "no record has a text: is its column named otherwise? hint: --text-field NAME";
        warnings.push(warning(WarningKind::NoText, message.to_owned(), Vec::new()));
    }
    Ok(warnings)
}

fn same_ids(table: &ArticleTable, budget: &MemoryBudget) -> Result<Vec<Vec<ArticleId>>> {
    let mut by_hash = Sorter::new(budget.share(&shares::ID_HASHES));
    for article in table.articles() {
        by_hash.extend([NumbersByKey {
            key: xxh3_64(table.id(article).as_bytes()),
            number: article.number(),
        }])?;
    }
    let mut repeated: Vec<Vec<ArticleId>> = Vec::new();
    each_list(by_hash, |_, same| {
        // Two ids may have one hash.
        let mut by_id: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for article in same.iter().map(|&number| ArticleId::new(number)) {
            by_id.entry(table.id(article)).or_default().push(article);
        }
        repeated.extend(by_id.into_values().filter(|same| same.len() > 1));
        Ok(())
    })?;
    Ok(repeated)
}
