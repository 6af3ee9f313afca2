/*!
A finding of any type, the trait that receives findings, and the counts of a run.
*/

use std::io;
use std::sync::Arc;

use serde::Serialize;

use crate::article::{Location, RecordUnit};
use crate::news::notice::NoArticleKind;
use crate::report::groups::{ClusterFinding, HeadlineFinding, OutletPairFinding};
use crate::report::pair::PairFinding;
use crate::report::values::{Place, SkippedExtent, WarningKind};

/// A receiver of findings: a writer, the gate, a terminal.
pub trait Report {
    /// Takes one finding. Findings come in a stable order.
    ///
    /// # Errors
    ///
    /// When the finding cannot be written.
    fn report(&mut self, finding: &Finding) -> io::Result<()>;
}

impl Report for Vec<Finding> {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        self.push(finding.clone());
        Ok(())
    }
}

/// One line of the findings.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Finding {
    /// Articles that are duplicates of one of them.
    Cluster(ClusterFinding),
    /// Two articles of different clusters, one a copy of the other.
    Copy(PairFinding),
    /// Two articles that were compared and are not copies. Reported on
    /// request.
    NotCopy(PairFinding),
    /// Articles with one headline.
    Headline(HeadlineFinding),
    /// A source and an outlet that printed its copy, over all clusters.
    OutletPair(OutletPairFinding),
    /// A page whose text is a notice, such as a robot check, and no article.
    NoArticle {
        /// The id, spelled as in the record.
        id: String,
        /// The file of the record.
        file: Arc<str>,
        /// The line on which the record begins.
        line: u32,
        /// What the page shows.
        kind: NoArticleKind,
        /// The number of other pages of its outlet with the same text. 0 if the
        /// outlet prints the text beside its stories only.
        shared_with: u32,
    },
    /// A record or a file that could not be read.
    Skipped(SkippedFinding),
    /// A property of the dump that makes the findings less certain.
    Warning(WarningFinding),
    /// The counts of the run; always the last finding.
    Summary(Summary),
}

/// A record or a file that could not be read.
#[derive(Clone, Debug, Serialize)]
pub struct SkippedFinding {
    /// The file.
    pub file: Arc<str>,
    /// The line; `None` for the file as a whole.
    pub line: Option<u32>,
    /// What was expected and what was found.
    pub reason: String,
    /// How much could not be read. Not written.
    #[serde(skip)]
    pub extent: SkippedExtent,
}

impl SkippedFinding {
    /// Returns the file, with the line where there is one.
    #[must_use]
    pub fn location(&self) -> Location {
        Location {
            file: Arc::clone(&self.file),
            number: self.line,
            unit: RecordUnit::Line,
        }
    }
}

/// A property of the dump that makes the findings less certain.
#[derive(Clone, Debug, Serialize)]
pub struct WarningFinding {
    /// The subject of the warning.
    pub kind: WarningKind,
    /// A sentence for people.
    pub message: String,
    /// The ids of the articles that the warning is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// The places of those articles, in the same order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// The counts of a run.
///
/// Times, speeds and the number of threads are left out, so that the same
/// input always gives the same bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Records, readable or not.
    pub read: u64,
    /// Records that are articles.
    pub articles: u64,
    /// Records that could not be read.
    pub skipped: u64,
    /// Files that could not be read, or not to their end.
    pub unread_files: u64,
    /// Articles without a text.
    pub empty: u64,
    /// Pages that have a text but no article, counted among the articles.
    pub no_article: u64,
    /// Clusters.
    pub clusters: u64,
    /// Articles in clusters.
    pub in_clusters: u64,
    /// Pairs that were reported as [`Finding::Copy`].
    ///
    /// [`Finding::Copy`]: crate::report::Finding::Copy
    pub copies: u64,
    /// Pairs that were counted and not reported, because more than a thousand
    /// were found between the same two clusters.
    pub copies_not_listed: u64,
    /// Clusters whose source was found.
    pub origins: u64,
    /// Clusters without a source that have too many outlets for pairs of them
    /// to mean anything. No [`OutletPairFinding`] counts them.
    ///
    /// [`OutletPairFinding`]: crate::report::OutletPairFinding
    pub outlets_not_paired: u64,
    /// Groups of repeated headlines.
    pub headlines: u64,
    /// Warnings.
    pub warnings: u64,
    /// Records that `clean` keeps.
    pub kept: u64,
    /// Records that `clean` removes.
    pub removed: u64,
    /// Records of clusters that are kept because less than the threshold of
    /// their own words stands in a kept record.
    pub kept_unlike: u64,
    /// Those of `kept_unlike` that were not compared with every kept record of
    /// their cluster, because there are very many.
    pub kept_not_compared: u64,
    /// Candidate pairs that were compared word by word.
    pub compared: u64,
    /// Posting lists that are longer than the limit; only their members with
    /// the smallest hashes became candidates.
    pub long_lists: u64,
}
