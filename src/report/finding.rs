/*!
A finding of any type, and the trait that receives findings.
*/

use std::io;
use std::sync::Arc;

use serde::Serialize;

use crate::article::{Location, RecordUnit};
use crate::report::cluster::{ClusterFinding, OutletPairFinding};
use crate::report::headline::HeadlineFinding;
use crate::report::kinds::{SkippedExtent, WarningKind};
use crate::report::pair::PairFinding;
use crate::report::place::Place;
use crate::report::summary::Summary;

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
