/*!
The findings to show to people, collected while all findings are written.
*/

use std::io;

use crate::output::findings::JsonLines;
use crate::output::sink::Output;
use crate::report::{
    ClusterFinding, Finding, OutletPairFinding, Report, SkippedFinding, WarningFinding,
};

/// The number of skipped records and of warnings to show.
const MAX_PROBLEMS: usize = 10;

/// The number of outlet pairs to show.
const MAX_OUTLET_PAIRS: usize = 30;

/// Keeps the findings to show, and passes each finding on to a file.
pub(crate) struct Highlights {
    findings: Option<JsonLines<Output>>,
    max_clusters: usize,
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

impl Highlights {
    /// Creates a collection of the `max_clusters` largest clusters that passes
    /// findings on to `findings`.
    pub(crate) fn new(max_clusters: usize, findings: Option<JsonLines<Output>>) -> Highlights {
        Highlights {
            findings,
            max_clusters,
            clusters: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
            outlet_pairs: Vec::new(),
            outlet_pair_count: 0,
        }
    }

    /// Finishes the file of findings.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        if let Some(findings) = self.findings.take() {
            findings.finish()?.finish()?;
        }
        Ok(())
    }
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
        match &mut self.findings {
            Some(findings) => findings.report(finding),
            None => Ok(()),
        }
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
