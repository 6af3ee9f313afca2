/*!
The findings to show to people, and messages about skipped records, ignored files
and warnings.
*/

use std::collections::HashSet;
use std::io::{self, Write};

use crate::command::args::dump::DumpArgs;
use crate::command::print::words::{counted, grouped};
use crate::command::terminal;
use crate::input::Files;
use crate::output::sanitize::plain;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::outcome::Outcome;
use crate::report::{
    ClusterFinding, Finding, OutletPairFinding, Report, SkippedFinding, Summary, WarningFinding,
};

/// The number of places of a warning to name.
const MAX_PLACES: usize = 3;

/// The number of skipped records and of warnings to show.
const MAX_PROBLEMS: usize = 10;

/// The number of outlet pairs to show.
const MAX_OUTLET_PAIRS: usize = 30;

/// Keeps the findings to show.
#[derive(Default)]
pub(crate) struct Highlights {
    pub(crate) max_clusters: usize,
    /// The largest clusters, the largest first.
    pub(crate) clusters: Vec<ClusterFinding>,
    /// The first skipped records and files.
    pub(crate) skipped: Vec<SkippedFinding>,
    /// The first warnings.
    pub(crate) warnings: Vec<WarningFinding>,
    /// The first outlet pairs. Findings list the most frequent pairs first.
    pub(crate) outlet_pairs: Vec<OutletPairFinding>,
    pub(crate) outlet_pair_count: u64,
}

impl Report for Highlights {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => {
                let size = cluster.articles.len();
                insert_sorted(&mut self.clusters, self.max_clusters, cluster, |other| {
                    other.articles.len() >= size
                });
            }
            Finding::Skipped(skipped) if self.skipped.len() < MAX_PROBLEMS => {
                self.skipped.push(skipped.clone());
            }
            Finding::Warning(warning) if self.warnings.len() < MAX_PROBLEMS => {
                self.warnings.push(warning.clone());
            }
            Finding::OutletPair(pair) => {
                self.outlet_pair_count += 1;
                if self.outlet_pairs.len() < MAX_OUTLET_PAIRS {
                    self.outlet_pairs.push(pair.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// Inserts `item` after all items that are not smaller, and keeps the first `max`
/// items.
pub(crate) fn insert_sorted<T: Clone>(
    items: &mut Vec<T>,
    max: usize,
    item: &T,
    is_not_smaller: impl Fn(&T) -> bool,
) {
    let index = items.partition_point(is_not_smaller);
    if index < max {
        items.insert(index, item.clone());
        items.truncate(max);
    }
}

pub(crate) fn print_skipped(outcome: &Outcome) -> io::Result<()> {
    for skipped in outcome.skipped.iter().take(MAX_PROBLEMS) {
        terminal::error(&format!("skipped {}", skipped.error))?;
    }
    match outcome.skipped.len().saturating_sub(MAX_PROBLEMS) {
        0 => Ok(()),
        more => terminal::error(&format!(
            "skipped {} more\nhint: list all of them with --findings FILE",
            grouped(more as u64)
        )),
    }
}

/// Returns a skipped record or file with its place and the reason.
pub(crate) fn describe_skipped(skipped: &SkippedFinding) -> String {
    let line = skipped
        .line
        .map_or(String::new(), |line| format!(":{line}"));
    plain(&format!("{}{line}: {}", skipped.file, skipped.reason))
}

pub(crate) fn print_skipped_files(summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    if summary.unread_files > 0 {
        let files = counted(summary.unread_files, "file");
        writeln!(out, "{files} skipped, or not read to the end")?;
    }
    Ok(())
}

/// Prints on stderr which files of folders are ignored for their extensions.
pub(crate) fn print_ignored_files(files: &Files, args: &DumpArgs) -> io::Result<()> {
    let ignored = files.skipped_files().iter().filter(|_| !args.quiet);
    for group in ignored {
        terminal::note(&format!(
            "{}: ignored {} with unknown extensions, for example {}\n\
             hint: to read a file with any extension, name it or match it with a glob",
            group.folder,
            counted(group.count as u64, "file"),
            group.example
        ))?;
    }
    Ok(())
}

/// Warns on stderr about each outlet of `--prefer` that has no article.
pub(crate) fn print_unknown_outlets(policy: &KeepPolicy, outcome: &Outcome) -> io::Result<()> {
    let KeepPolicy::Prefer(preferred) = policy else {
        return Ok(());
    };
    let outlets: HashSet<String> = outcome
        .table
        .outlets
        .names()
        .map(str::to_lowercase)
        .collect();
    for outlet in preferred {
        if !outlets.contains(&outlet.to_lowercase()) {
            terminal::warning(&format!("--prefer {outlet}: no article is of this outlet"))?;
        }
    }
    Ok(())
}

pub(crate) fn print_warnings(highlights: &Highlights, summary: &Summary) -> io::Result<()> {
    for warning in &highlights.warnings {
        terminal::warning(&describe_warning(warning))?;
    }
    match summary
        .warnings
        .saturating_sub(highlights.warnings.len() as u64)
    {
        0 => Ok(()),
        more => terminal::warning(&format!(
            "{} more\nhint: list all of them with --findings FILE",
            counted(more, "warning")
        )),
    }
}

/// Returns the text of a warning and some of the places that it is about.
pub(crate) fn describe_warning(warning: &WarningFinding) -> String {
    let places = warning.places.iter().take(MAX_PLACES);
    let places: Vec<String> = places
        .map(|place| format!("{}:{}", place.file, place.line))
        .collect();
    match places.is_empty() {
        true => plain(&warning.message),
        false => plain(&format!("{} ({})", warning.message, places.join(", "))),
    }
}
