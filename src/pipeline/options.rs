/*!
The options of a run and their defaults.
*/

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::fingerprint::minhash::Banding;
use crate::fingerprint::shingles::DEFAULT_WIDTH;
use crate::news::parties::aliases::OutletAliases;
use crate::news::parties::directory::Directory;
use crate::pipeline::thresholds::BAND_RECALL;

/// The longest shingle, in words. A judgment: no shared passage of interest is
/// shorter, and a longer shingle would miss most copies.
const LONGEST_SHINGLE: usize = 32;

/// What a run does with a record that it cannot read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadRecords {
    /// Report the record and continue.
    #[default]
    Skip,
    /// End the run with the error of the record.
    Stop,
}

/// Whether a run keeps the verdicts on pairs that are not copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotCopies {
    /// Drop them.
    #[default]
    Forget,
    /// Keep them in [`Outcome::not_copies`](crate::Outcome::not_copies).
    Keep,
}

/// The options of a run.
///
/// # Examples
///
/// ```
/// use wirecopy::Options;
///
/// let mut options = Options::default();
/// options.containment = 0.8;
/// options.memory = 4 << 30;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Words in a shingle, from 1 to 32. Default: 5.
    pub shingle_words: usize,
    /// The share of the shorter article's words that the other one must
    /// contain for the two to be duplicates. An article is removed only if a kept one
    /// contains at least .7 of its own words, also where this is less. Default: 0.666.
    pub containment: f64,
    /// The resemblance from which on the bands of the signature alone propose
    /// a pair, with a probability of .98. Pairs below it are found through the
    /// sampled shingles. Default: 0.6.
    pub resemblance: f64,
    /// The number of articles above which a cluster gets a warning. Default:
    /// 200.
    pub large_cluster: usize,
    /// Bytes that may be held in memory before lists spill to disk. Default:
    /// 1 GiB.
    pub memory: u64,
    /// The folder for temporary files. Default: the folder of the system.
    pub temp_dir: Option<PathBuf>,
    /// The parties whose copy others print. Default: the directory that comes
    /// with the crate.
    pub(crate) directory: Option<Arc<Directory>>,
    /// Other names of outlets, and outlets that are the feed of a party.
    /// Default: none.
    pub(crate) outlet_aliases: Arc<OutletAliases>,
    /// What to do with a record that cannot be read. Default: skip it.
    pub bad_records: BadRecords,
    /// Whether to keep verdicts on pairs that are not copies. Default: no.
    pub not_copies: NotCopies,
    /// The folder for checkpoints, from which a later run can resume; it is
    /// created if needed. Default: no checkpoints.
    pub resume: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            shingle_words: DEFAULT_WIDTH,
            containment: 0.666,
            resemblance: 0.6,
            large_cluster: 200,
            memory: 1 << 30,
            temp_dir: None,
            directory: None,
            outlet_aliases: Arc::default(),
            bad_records: BadRecords::default(),
            not_copies: NotCopies::default(),
            resume: None,
        }
    }
}

impl Options {
    /// Returns the bands and rows that follow from [`Options::resemblance`].
    #[doc(hidden)]
    #[must_use]
    pub fn banding(&self) -> Banding {
        Banding::for_recall(self.resemblance, BAND_RECALL)
    }

    /// Returns the directory of parties.
    pub(crate) fn directory(&self) -> &Directory {
        let directory = self.directory.as_deref();
        directory.unwrap_or_else(|| Directory::builtin())
    }

    /// Checks that all values are in their ranges.
    ///
    /// # Errors
    ///
    /// When a share is not in (0, 1], or a shingle has no words or more than
    /// 32.
    pub(crate) fn check(&self) -> Result<()> {
        let share = |name: &str, value: f64| {
            if value > 0.0 && value <= 1.0 {
                Ok(())
            } else {
                Err(Error::options(format!(
                    "{name}: expected a share above 0 and at most 1, found {value}"
                )))
            }
        };
        share("containment", self.containment)?;
        share("resemblance", self.resemblance)?;
        if !(1..=LONGEST_SHINGLE).contains(&self.shingle_words) {
            return Err(Error::options(format!(
                "shingle-words: expected from 1 to {LONGEST_SHINGLE}, found {}",
                self.shingle_words
            )));
        }
        Ok(())
    }
}
