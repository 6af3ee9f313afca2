/*!
The table of `scan`: counts, the largest clusters, skipped records and warnings.
*/

use std::io::{self, Write};

use crate::command::print::highlights::Highlights;
use crate::command::print::messages::{describe_skipped, describe_warning, print_skipped_files};
use crate::command::print::words::{counted, date_range, grouped, shorten};
use crate::news::dates::published::Published;
use crate::output::sanitize::plain;
use crate::report::{ClusterFinding, Summary};
use crate::syndication::flows::Direction;
use crate::syndication::thresholds::PAIRED_OUTLETS;

/// Characters of a headline to show.
pub(crate) const HEADLINE_LENGTH: usize = 84;

/// Characters of an outlet to show in a pair.
const OUTLET_LENGTH: usize = 40;

/// Outlets of a cluster or headline to name.
pub(crate) const MAX_OUTLETS: usize = 4;

pub(crate) fn print(
    highlights: &Highlights,
    summary: &Summary,
    out: &mut impl Write,
) -> io::Result<()> {
    print_counts(summary, out)?;
    if !highlights.clusters.is_empty() {
        writeln!(out, "\nLargest clusters")?;
    }
    for cluster in &highlights.clusters {
        print_cluster(cluster, out)?;
    }
    let skipped = summary.skipped + summary.unread_files;
    let lines = highlights.skipped.iter().map(describe_skipped);
    print_list("Skipped", lines, skipped, out)?;
    let lines = highlights.warnings.iter().map(describe_warning);
    print_list("Warnings", lines, summary.warnings, out)
}

fn print_counts(summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    let optional = |count: u64, what: &str| match count {
        0 => String::new(),
        count => format!(", {} {what}", grouped(count)),
    };
    writeln!(
        out,
        "{} read: {}{}{}",
        counted(summary.read, "record"),
        counted(summary.articles, "article"),
        optional(summary.empty, "without text"),
        optional(summary.skipped, "skipped"),
    )?;
    print_skipped_files(summary, out)?;
    let share = match summary.articles {
        0 => 0.0,
        articles => summary.in_clusters as f64 * 100.0 / articles as f64,
    };
    writeln!(
        out,
        "{} ({share:.1} %) in {} of duplicates; `clean` would keep {}",
        counted(summary.in_clusters, "article"),
        counted(summary.clusters, "cluster"),
        counted(summary.kept, "article"),
    )?;
    writeln!(
        out,
        "{} with shared passages outside clusters (excerpts, roundups)",
        counted(summary.copies + summary.copies_not_listed, "pair")
    )
}

fn print_cluster(cluster: &ClusterFinding, out: &mut impl Write) -> io::Result<()> {
    let mut articles = cluster.articles.iter();
    let kept = articles.find(|article| article.id == cluster.kept);
    let kept = kept.unwrap_or(&cluster.articles[0]);
    let headline = common_headline(cluster).or(kept.headline.as_deref());
    let headline = shorten(&plain(headline.unwrap_or("(no headline)")), HEADLINE_LENGTH);
    writeln!(out, "{:>6} × {headline}", cluster.articles.len())?;

    let mut outlets: Vec<&str> = Vec::new();
    for article in &cluster.articles {
        let outlet = article.outlet.as_deref().unwrap_or("(no outlet)");
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let published = cluster.articles.iter();
    let published = published.filter_map(|article| article.published.as_deref());
    let mut dates: Vec<(i64, &str)> = published
        .filter_map(|date| Some((Published::parse(date)?.seconds, date)))
        .collect();
    dates.sort_unstable();
    let dates = date_range(
        dates.first().map(|date| date.1),
        dates.last().map(|date| date.1),
    );
    print_outlets_and_dates(&outlets, outlets.len(), &dates, out)?;

    let origin = cluster.origin.as_ref();
    let origin = origin.map_or(String::new(), |origin| format!(", origin {}", origin.name));
    let line = format!(
        "kept {} ({}:{}), smallest containment {:.2}{origin}",
        kept.id, kept.file, kept.line, cluster.weakest
    );
    writeln!(out, "         {}", plain(&line))
}

/// Prints the first of `outlets`, how many more there are of `count` outlets in
/// all, and other details.
pub(crate) fn print_outlets_and_dates(
    outlets: &[&str],
    count: usize,
    details: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    let named = &outlets[..outlets.len().min(MAX_OUTLETS)];
    let more = match count.saturating_sub(named.len()) {
        0 => String::new(),
        more => format!(" and {} more", grouped(more as u64)),
    };
    let line = format!("{}{more}{details}", named.join(", "));
    writeln!(out, "         {}", plain(&line))
}

/// Returns the most frequent headline of a cluster, in any case, if at least two
/// articles have it. Scrapers take other lines of a page for the headline.
fn common_headline(cluster: &ClusterFinding) -> Option<&str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let articles = cluster.articles.iter();
    for headline in articles.filter_map(|article| article.headline.as_deref()) {
        let mut known = counts.iter_mut();
        match known.find(|(known, _)| known.eq_ignore_ascii_case(headline)) {
            Some((_, count)) => *count += 1,
            None => counts.push((headline, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max()?;
    let mut counts = counts
        .into_iter()
        .filter(|&(_, count)| count == most && most > 1);
    counts.next().map(|(headline, _)| headline)
}

/// Prints which outlets print the copy of which sources.
pub(crate) fn print_outlet_pairs(
    highlights: &Highlights,
    summary: &Summary,
    out: &mut impl Write,
) -> io::Result<()> {
    let unpaired = summary.outlets_not_paired;
    if highlights.outlet_pairs.is_empty() && unpaired == 0 {
        return writeln!(out, "\nNo outlet printed the copy of another source");
    }
    writeln!(
        out,
        "\nStories printed from a source (→), or by two outlets (—)"
    )?;
    for pair in &highlights.outlet_pairs {
        let arrow = match pair.direction {
            Direction::Known => "→",
            Direction::Unknown => "—",
        };
        writeln!(
            out,
            "{:>6} {} {arrow} {}",
            grouped(u64::from(pair.stories)),
            shorten(&plain(&pair.from), OUTLET_LENGTH),
            shorten(&plain(&pair.to), OUTLET_LENGTH),
        )?;
    }
    print_more(
        highlights.outlet_pair_count,
        highlights.outlet_pairs.len(),
        out,
    )?;
    if unpaired > 0 {
        writeln!(
            out,
            "not listed: {} of unknown origin in more than {PAIRED_OUTLETS} outlets",
            counted(unpaired, "cluster")
        )?;
    }
    Ok(())
}

/// Prints a title and indented lines, and how many of `count` lines are missing.
/// Prints nothing if `count` is 0.
fn print_list(
    title: &str,
    lines: impl ExactSizeIterator<Item = String>,
    count: u64,
    out: &mut impl Write,
) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    let shown = lines.len();
    writeln!(out, "\n{title}")?;
    for line in lines {
        writeln!(out, "  {line}")?;
    }
    print_more(count, shown, out)
}

fn print_more(count: u64, shown: usize, out: &mut impl Write) -> io::Result<()> {
    match count.saturating_sub(shown as u64) {
        0 => Ok(()),
        more => writeln!(
            out,
            "  and {} more: list them with --findings FILE",
            grouped(more)
        ),
    }
}
