/*!
Reports the findings of an outcome in a stable order.

The article table keeps neither headlines nor texts. They are read again here,
for the articles that are reported.
*/

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::fingerprint::headline::headline_text;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::results::cluster_findings::ClusterReporter;
use crate::pipeline::results::context::ReportContext;
use crate::pipeline::results::pair_findings::PairReporter;
use crate::pipeline::results::warnings::warnings;
use crate::report::{
    Finding, HeadlineFinding, HeadlinePlace, Report, SkippedExtent, SkippedFinding, Summary,
};
use crate::syndication::headlines::HeadlineGroup;

/// Reports every finding of `outcome`: clusters, copies, pairs that are not
/// copies, headline groups, pairs of outlets, skipped records, warnings and,
/// last, the summary, which is returned too.
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
    for skipped in &outcome.skipped {
        report.report(&Finding::Skipped(skipped_finding(dump, skipped)))?;
    }
    let warnings = warnings(&context, options)?;
    let mut summary = Summary {
        copies: copies.written,
        copies_not_listed: copies.not_listed,
        outlets_not_paired: clusters.not_paired(),
        origins: clusters.origins(),
        warnings: warnings.len() as u64,
        ..counts(outcome)
    };
    for warning in warnings {
        report.report(&Finding::Warning(warning))?;
    }
    summary.kept = summary.articles - keeping.removed();
    summary.removed = keeping.removed();
    summary.kept_unlike = keeping.kept_unlike();
    summary.kept_not_compared = keeping.not_compared();
    outcome.table.check_io()?;
    report.report(&Finding::Summary(summary.clone()))?;
    Ok(summary)
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

fn skipped_finding<D: Dump>(dump: &D, skipped: &SkippedRecord) -> SkippedFinding {
    let location = skipped.error.location().cloned();
    let location = location.unwrap_or_else(|| dump.location(skipped.record));
    SkippedFinding {
        file: location.file,
        line: location.number,
        reason: skipped.error.reason(),
        extent: skipped.extent(),
    }
}
