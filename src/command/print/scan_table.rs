/*!
What people see: plain words, and nothing that a scraped text could do to a
terminal.
*/

use std::io::{self, Write};

use crate::news::dates::published::Published;
use crate::output::findings::JsonLines;
use crate::output::sink::Output;
use crate::report::{
    ClusterFinding, Finding, OutletPairFinding, Report, SkippedFinding, Summary, WarningFinding,
};
use crate::syndication::flows::Direction;
use crate::syndication::thresholds::PAIRED_OUTLETS;

/// `text` without the characters that a terminal would obey: controls, and
/// the marks that turn the direction of writing.
pub(crate) fn sanitize(text: &str) -> String {
    let tamed = text.chars().map(|character| match character {
        '\t' | '\n' | '\r' => ' ',
        other => other,
    });
    tamed
        .filter(|&character| !controls_terminal(character))
        .collect()
}

/// Whether a terminal would obey `character` instead of showing it.
pub(crate) fn controls_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Prints an error and what led to it.
pub(crate) fn error(error: &anyhow::Error) {
    let mut text = format!("error: {error}");
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // An error of ours has its cause in its text already.
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    let lines: Vec<String> = text.lines().map(sanitize).collect();
    // There is nowhere left to say that stderr is gone.
    drop(writeln!(io::stderr(), "{}", lines.join("\n")));
}

/// Standard error, or nothing where whoever read it has closed it: what is told
/// there changes no answer.
pub(crate) fn stderr() -> impl Write {
    IgnoreClosedPipe(io::stderr().lock())
}

/// A writer whose reader may have had enough.
struct IgnoreClosedPipe<W>(W);

impl<W: Write> Write for IgnoreClosedPipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

/// Lists of trouble that are shown.
const SHOWN: usize = 10;

/// Pairs of source and outlet that are shown.
const PAIRS: usize = 30;

/// Keeps what the table for people shows, and hands every finding on.
pub(crate) struct Highlights {
    findings: Option<JsonLines<Output>>,
    top: usize,
    largest: Vec<ClusterFinding>,
    skipped: Vec<SkippedFinding>,
    warnings: Vec<WarningFinding>,
    pairs: Vec<OutletPairFinding>,
    pairs_in_all: u64,
}

impl Highlights {
    /// Keeps the `top` largest clusters, and hands on to `findings`.
    pub(crate) fn new(top: usize, findings: Option<JsonLines<Output>>) -> Highlights {
        Highlights {
            findings,
            top,
            largest: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
            pairs: Vec::new(),
            pairs_in_all: 0,
        }
    }

    /// Gives the file of findings its name.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        if let Some(findings) = self.findings.take() {
            findings.finish()?.finish()?;
        }
        Ok(())
    }

    /// Prints the table.
    pub(crate) fn print(&self, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
        let share = |part: u64| {
            if summary.articles == 0 {
                0.0
            } else {
                part as f64 * 100.0 / summary.articles as f64
            }
        };
        writeln!(
            out,
            "{} read: {}{}{}",
            counted(summary.read, "record"),
            counted(summary.articles, "article"),
            some(summary.skipped, "could not be read"),
            some(summary.empty, "without text"),
        )?;
        unread_files(summary, out)?;
        writeln!(
            out,
            "{} ({:.1} %) in {} of duplicates; each story once would be {}",
            counted(summary.in_clusters, "article"),
            share(summary.in_clusters),
            counted(summary.clusters, "cluster"),
            counted(summary.kept, "article"),
        )?;
        writeln!(
            out,
            "{} more with shared passages (excerpts, roundups)",
            counted(summary.copies + summary.copies_not_listed, "pair")
        )?;
        if !self.largest.is_empty() {
            writeln!(out, "\nThe largest clusters")?;
        }
        for cluster in &self.largest {
            self.print_cluster(cluster, out)?;
        }
        self.print_trouble(summary, out)
    }

    /// Prints who printed whose copy.
    pub(crate) fn print_outlets(&self, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
        let left_out = summary.outlets_not_paired;
        if self.pairs.is_empty() && left_out == 0 {
            return writeln!(out, "\nNo copy went between outlets");
        }
        writeln!(out, "\nWho printed whose copy")?;
        for pair in &self.pairs {
            let arrow = match pair.direction {
                Direction::Known => "→",
                Direction::Unknown => "—",
            };
            writeln!(
                out,
                "{:>6} {} {arrow} {}",
                grouped(u64::from(pair.stories)),
                shorten(&sanitize(&pair.from), 40),
                shorten(&sanitize(&pair.to), 40),
            )?;
        }
        rest(self.pairs_in_all, self.pairs.len(), out)?;
        if left_out > 0 {
            writeln!(
                out,
                "{} without a source in more than {PAIRED_OUTLETS} outlets each: no pairs of them",
                counted(left_out, "cluster")
            )?;
        }
        Ok(())
    }

    fn print_cluster(&self, cluster: &ClusterFinding, out: &mut impl Write) -> io::Result<()> {
        let kept = cluster
            .articles
            .iter()
            .find(|article| article.id == cluster.kept);
        let shown = kept.unwrap_or(&cluster.articles[0]);
        let headline = common_headline(cluster)
            .or(shown.headline.as_deref())
            .unwrap_or("(no headline)");
        writeln!(
            out,
            "{:>6} × {}",
            cluster.articles.len(),
            shorten(&sanitize(headline), 84)
        )?;
        let mut outlets: Vec<String> = Vec::new();
        for article in &cluster.articles {
            let outlet = sanitize(article.outlet.as_deref().unwrap_or("(no outlet)"));
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        let more = outlets.len().saturating_sub(4);
        outlets.truncate(4);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let published = cluster.articles.iter();
        let published = published.filter_map(|article| article.published.as_deref());
        let mut dates: Vec<(i64, &str)> = published
            .filter_map(|date| Some((Published::parse(date)?.seconds, date)))
            .collect();
        dates.sort_unstable();
        let dates: Vec<&str> = dates.into_iter().map(|(_, date)| date).collect();
        let dates = match (dates.first(), dates.last()) {
            (Some(first), Some(last)) if first == last => format!(", {}", sanitize(first)),
            (Some(first), Some(last)) => format!(", {} to {}", sanitize(first), sanitize(last)),
            _ => String::new(),
        };
        writeln!(out, "         {}{more}{dates}", outlets.join(", "))?;
        writeln!(
            out,
            "         {} at {}:{}, weakest link {:.2}{}",
            sanitize(&shown.id),
            sanitize(&shown.file),
            shown.line,
            cluster.weakest,
            cluster
                .origin
                .as_ref()
                .map_or(String::new(), |origin| format!(
                    ", from {}",
                    sanitize(&origin.name)
                ))
        )
    }

    fn print_trouble(&self, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
        let unread = summary.skipped + summary.unread_files;
        if unread > 0 {
            writeln!(out, "\nCould not be read")?;
        }
        for skipped in &self.skipped {
            let line = skipped
                .line
                .map_or(String::new(), |line| format!(":{line}"));
            writeln!(
                out,
                "  {}{line}: {}",
                sanitize(&skipped.file),
                sanitize(&skipped.reason)
            )?;
        }
        rest(unread, self.skipped.len(), out)?;
        if summary.warnings > 0 {
            writeln!(out, "\nWarnings")?;
        }
        for warning in &self.warnings {
            writeln!(out, "  {}", told(warning))?;
        }
        rest(summary.warnings, self.warnings.len(), out)
    }

    /// Prints the warnings of a verb whose table tells none.
    pub(crate) fn print_warnings(&self, summary: &Summary, err: &mut impl Write) -> io::Result<()> {
        for warning in &self.warnings {
            writeln!(err, "warning: {}", told(warning))?;
        }
        let more = summary.warnings.saturating_sub(self.warnings.len() as u64);
        if more > 0 {
            let more = grouped(more);
            writeln!(err, "and {more} more warnings: --findings lists them all")?;
        }
        Ok(())
    }
}

/// Says how many files could not be read, if any.
pub(crate) fn unread_files(summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    if summary.unread_files > 0 {
        let files = counted(summary.unread_files, "file");
        writeln!(out, "{files} could not be read, or not to the end")?;
    }
    Ok(())
}

/// A warning and some of the places that it is about.
fn told(warning: &WarningFinding) -> String {
    let places = warning.places.iter().take(3);
    let places: Vec<String> = places
        .map(|place| format!("{}:{}", sanitize(&place.file), place.line))
        .collect();
    match places.is_empty() {
        true => sanitize(&warning.message),
        false => format!("{} ({})", sanitize(&warning.message), places.join(", ")),
    }
}

impl Report for Highlights {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => {
                let size = cluster.articles.len();
                let place = self
                    .largest
                    .partition_point(|larger| larger.articles.len() >= size);
                if place < self.top {
                    self.largest.insert(place, cluster.clone());
                    self.largest.truncate(self.top);
                }
            }
            Finding::Skipped(skipped) if self.skipped.len() < SHOWN => {
                self.skipped.push(skipped.clone())
            }
            Finding::OutletPair(pair) => {
                self.pairs_in_all += 1;
                if self.pairs.len() < PAIRS {
                    self.pairs.push(pair.clone());
                }
            }
            Finding::Warning(warning) if self.warnings.len() < SHOWN => {
                self.warnings.push(warning.clone())
            }
            _ => {}
        }
        match &mut self.findings {
            Some(findings) => findings.report(finding),
            None => Ok(()),
        }
    }
}

/// The headline that most articles of a cluster have, if several have one:
/// scrapers take other lines of a page for headlines.
fn common_headline(cluster: &ClusterFinding) -> Option<&str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for headline in cluster
        .articles
        .iter()
        .filter_map(|article| article.headline.as_deref())
    {
        match counts
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(headline))
        {
            Some((_, count)) => *count += 1,
            None => counts.push((headline, 1)),
        }
    }
    let most = counts
        .iter()
        .map(|&(_, count)| count)
        .max()
        .filter(|&most| most > 1)?;
    counts
        .into_iter()
        .find(|&(_, count)| count == most)
        .map(|(headline, _)| headline)
}

fn rest(all: u64, shown: usize, out: &mut impl Write) -> io::Result<()> {
    match all.saturating_sub(shown as u64) {
        0 => Ok(()),
        more => writeln!(
            out,
            "  and {} more: --findings lists them all",
            grouped(more)
        ),
    }
}

fn some(count: u64, what: &str) -> String {
    if count == 0 {
        String::new()
    } else {
        format!(", {} {what}", grouped(count))
    }
}

/// A number with its thousands apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: `1 cluster`, `2 clusters`.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", grouped(number))
}

/// The first `length` characters of `text`, and an ellipsis if that is not
/// all.
pub(crate) fn shorten(text: &str, length: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_sees_no_control_characters() {
        assert_eq!(sanitize("a\u{1b}[31mred\u{7}\u{202e}b\nc"), "a[31mredb c");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
