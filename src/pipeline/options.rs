/*!
What a user can set, with what holds when nothing is set.
*/

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::fingerprint::bands::Banding;
use crate::fingerprint::shingles::DEFAULT_WIDTH;
use crate::news::parties::aliases::OutletAliases;
use crate::news::parties::directory::Directory;

/// The probability with which the bands alone must propose a pair whose
/// resemblance is at the threshold.
pub const BAND_RECALL: f64 = 0.98;

/// What becomes of a run that meets a record which it cannot read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadRecords {
    /// It passes over the record, and says so.
    #[default]
    Skip,
    /// It ends with the record's error.
    Stop,
}

/// How copies are looked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Words in a shingle. Default: 5.
    pub shingle_words: usize,
    /// The share of the shorter article's words that must stand in the other
    /// for the two to be duplicates. Default: 0.7.
    pub containment: f64,
    /// The resemblance from which on the bands of the signature alone find a
    /// pair, with a probability of .98. Pairs below it are found through the
    /// sampled shingles. Default: 0.6.
    pub resemblance: f64,
    /// A cluster with more articles than this is warned of. Default: 200.
    pub large_cluster: usize,
    /// Bytes that may be held in memory before lists spill to disk. Default:
    /// 1 GiB.
    pub memory: u64,
    /// The folder for temporary files. Default: the system's own.
    pub temp_dir: Option<PathBuf>,
    /// Parties whose copy others print. Default: those of the table.
    pub directory: Option<Arc<Directory>>,
    /// Outlets that go by several names, or are the feed of a party. Default:
    /// none.
    pub outlet_aliases: Arc<OutletAliases>,
    /// What becomes of the run at a record that cannot be read. Default: it
    /// passes over the record.
    pub bad_records: BadRecords,
    /// The folder where a run writes what a later one can go on from; it is
    /// made if it is not there. Default: nowhere.
    pub resume: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            shingle_words: DEFAULT_WIDTH,
            containment: 0.7,
            resemblance: 0.6,
            large_cluster: 200,
            memory: 1 << 30,
            temp_dir: None,
            directory: None,
            outlet_aliases: Arc::default(),
            bad_records: BadRecords::default(),
            resume: None,
        }
    }
}

impl Options {
    /// The bands and rows that follow from the resemblance.
    #[must_use]
    pub fn banding(&self) -> Banding {
        Banding::for_recall(self.resemblance, BAND_RECALL)
    }

    /// The parties that are known.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        match &self.directory {
            Some(directory) => directory,
            None => Directory::builtin(),
        }
    }

    /// Refuses what cannot work.
    pub(crate) fn check(&self) -> Result<()> {
        let share = |name: &str, value: f64| {
            if value > 0.0 && value <= 1.0 {
                Ok(())
            } else {
                Err(Error::options(format!(
                    "{name} is a share: expected more than 0 and at most 1, found {value}"
                )))
            }
        };
        share("containment", self.containment)?;
        share("resemblance", self.resemblance)?;
        if !(1..=32).contains(&self.shingle_words) {
            return Err(Error::options(format!(
                "a shingle has from 1 to 32 words, found {}",
                self.shingle_words
            )));
        }
        Ok(())
    }
}
