/*!
`wirecopy scan`: find duplicate and syndicated articles, and print counts, the
largest clusters, skipped records and warnings.
*/

use std::io::{self, Write};

use crate::command::analysis;
use crate::command::analysis::Analysis;
use crate::command::args::verbs::ScanArgs;
use crate::command::exit::Exit;
use crate::command::print::messages::Highlights;
use crate::command::print::messages::{
    describe_skipped, describe_warning, print_skipped, print_skipped_files,
};
use crate::command::print::words::{
    HEADLINE_LENGTH, counted, date_range, grouped, outlet_list, shorten,
};
use crate::fingerprint::shingles::{MIN_SAMPLES, SAMPLED_ONE_IN};
use crate::news::dates::published::Published;
use crate::output::sanitize::plain;
use crate::pipeline::options::{NotCopies, Options};
use crate::pipeline::thresholds::BAND_RECALL;
use crate::report::{ClusterFinding, Summary};
use crate::syndication::flows::Direction;
use crate::syndication::thresholds::PAIRED_OUTLETS;

/// Characters of an outlet to show in a pair.
const OUTLET_LENGTH: usize = 40;

pub(crate) fn run(args: ScanArgs) -> anyhow::Result<Exit> {
    let dump = &args.dump;
    if args.explain_parameters {
        explain_parameters(&dump.options()?, &mut io::stdout().lock())?;
        return Ok(Exit::Success);
    }
    let findings = args.findings.as_deref();
    let files = analysis::open(&args.inputs, dump, &[findings])?;
    let output = analysis::create_optional(findings, dump)?;
    let not_copies = match args.not_copies {
        true => NotCopies::Keep,
        false => NotCopies::Forget,
    };
    let policy = args.keep.policy();
    let mut analysis = Analysis::run(files, dump, &policy, not_copies)?;
    let mut highlights = Highlights {
        max_clusters: args.top,
        ..Highlights::default()
    };
    let summary = analysis.report(output, &mut highlights)?;
    let to_stdout = findings.is_some_and(|path| path.as_os_str() == "-");
    let prints_table = !dump.quiet && !to_stdout;
    if prints_table {
        let mut out = io::stdout().lock();
        print(&highlights, &summary, &mut out)?;
        if args.outlets {
            print_outlet_pairs(&highlights, &summary, &mut out)?;
        }
        out.flush()?;
    }
    analysis.detection.remove_checkpoints()?;
    if !prints_table {
        print_skipped(&analysis.detection.outcome)?;
    }
    Ok(Exit::of(&summary))
}

/// Prints the bands and rows that follow from `options`, with the probability of
/// each resemblance.
fn explain_parameters(options: &Options, out: &mut impl Write) -> io::Result<()> {
    let banding = options.banding();
    let (bands, rows) = (banding.bands(), banding.rows());
    writeln!(
        out,
        "Candidate pairs are found in two ways. Each candidate is then compared word by word.\n\n\
         1. Bands of the signature: {bands} bands of {rows} rows. That is the highest number of rows with\n   \
         which a pair of resemblance {} shares a band with a probability of at least {BAND_RECALL}. A\n   \
         pair of resemblance s shares a band with the probability 1 - (1 - s^{rows})^{bands}:\n",
        options.resemblance,
    )?;
    writeln!(out, "   resemblance   probability")?;
    for tenth in 1..=10 {
        let resemblance = f64::from(tenth) / 10.0;
        let probability = banding.probability(resemblance);
        let bar = "#".repeat((probability * 40.0).round() as usize);
        writeln!(out, "   {resemblance:>11.1}   {probability:>11.4} {bar}")?;
    }
    writeln!(
        out,
        "\n2. Sampled shingles: the shingles of {} words whose hash is below 1/{} of the range, and at\n   \
         least the {} smallest of each article. Two articles that share two sampled shingles are a\n   \
         candidate, whatever their resemblance. This finds an article inside another one.\n\n\
         Two copies are duplicates if at least {} of the words of the shorter one are in the other one.",
        options.shingle_words, SAMPLED_ONE_IN, MIN_SAMPLES, options.containment
    )
}

fn print(highlights: &Highlights, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
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
    if summary.read == 0 {
        writeln!(out, "0 records read")?;
        return print_skipped_files(summary, out);
    }
    let optional = |count: u64, what: &str| match count {
        0 => String::new(),
        count => format!(", {} {what}", grouped(count)),
    };
    writeln!(
        out,
        "{} read: {}{}{}{}",
        counted(summary.read, "record"),
        counted(summary.articles, "article"),
        optional(summary.empty, "without text"),
        optional(summary.no_article, "without an article"),
        optional(summary.skipped, "skipped"),
    )?;
    print_skipped_files(summary, out)?;
    if summary.articles == 0 {
        return Ok(());
    }
    let share = summary.in_clusters as f64 * 100.0 / summary.articles as f64;
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

    let outlets = cluster.articles.iter();
    let outlets = outlet_list(outlets.map(|article| article.outlet.as_deref()), 0);
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
    writeln!(out, "         {}", plain(&format!("{outlets}{dates}")))?;

    let origin = cluster.origin.as_ref();
    let origin = origin.map_or(String::new(), |origin| format!(", origin {}", origin.name));
    let line = format!(
        "kept {} ({}:{}), smallest containment {:.2}{origin}",
        kept.id, kept.file, kept.line, cluster.weakest
    );
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

fn print_outlet_pairs(
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
