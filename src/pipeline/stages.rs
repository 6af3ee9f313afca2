/*!
What the stages of a run leave to those after them, and how that is written
down for a run that goes on later.
*/

use serde::{Deserialize, Serialize};

use crate::article::{Location, RecordRef};
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::boilerplate::phrases::StockPhrases;
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::articles::credits::ArticleCredits;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::boilerplate::learn::LearnedBoilerplate;
use crate::pipeline::clusters::cluster::Cluster;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::headlines::pending::Shelf;
use crate::pipeline::pairs::candidates::Pairs;
use crate::pipeline::pairs::compare::PairVerdicts;
use crate::spill::budget::MemoryBudget;
use crate::spill::state::{Reading, State, Writing};
use crate::syndication::headlines::HeadlineGroup;

/// What is known when candidate pairs are.
#[derive(Debug)]
pub(crate) struct Candidates {
    pub(crate) table: ArticleTable,
    pub(crate) headlines: Shelf,
    /// Records and files that could not be read.
    pub(crate) skipped: Vec<SkippedRecord>,
    /// Records met, readable or not.
    pub(crate) read: u64,
    pub(crate) pairs: Pairs,
    pub(crate) stock_phrases: StockPhrases,
    /// Lists that were too long to be paired fully.
    pub(crate) long_lists: u64,
}

/// What is known when clusters are.
#[derive(Debug)]
pub(crate) struct Grouped {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) verdicts: PairVerdicts,
    pub(crate) credits: ArticleCredits,
}

/// The groups of repeated headlines.
#[derive(Debug)]
pub(crate) struct Repeated(pub(crate) Vec<HeadlineGroup>);

fn save_keys(keys: impl ExactSizeIterator<Item = u64>, to: &mut Writing) -> Result<()> {
    to.number(keys.len() as u64)?;
    keys.into_iter().try_for_each(|key| to.number(key))
}

fn load_keys(from: &mut Reading) -> Result<Vec<u64>> {
    let count = from.count()?;
    (0..count).map(|_| from.number()).collect()
}

impl State for LearnedBoilerplate {
    fn save(&self, to: &mut Writing) -> Result<()> {
        save_keys(self.standing.keys(), to)?;
        save_keys(self.suffixes.keys(), to)
    }

    fn load(from: &mut Reading, _: &MemoryBudget) -> Result<LearnedBoilerplate> {
        Ok(LearnedBoilerplate {
            standing: BoilerplateBlocks::new(load_keys(from)?),
            suffixes: HeadlineSuffixes::new(load_keys(from)?),
        })
    }
}

impl State for Candidates {
    fn save(&self, to: &mut Writing) -> Result<()> {
        self.table.save(to)?;
        self.headlines.save(to)?;
        to.values(self.skipped.iter().map(WrittenSkip::of))?;
        to.number(self.read)?;
        self.pairs.save(to)?;
        to.values(self.stock_phrases.shingles())?;
        to.number(self.long_lists)
    }

    fn load(from: &mut Reading, budget: &MemoryBudget) -> Result<Candidates> {
        Ok(Candidates {
            table: ArticleTable::load(from, budget)?,
            headlines: Shelf::load(from, budget)?,
            skipped: from
                .values::<WrittenSkip>()?
                .into_iter()
                .map(WrittenSkip::skip)
                .collect(),
            read: from.number()?,
            pairs: Pairs::load(from, budget)?,
            stock_phrases: StockPhrases::new(from.values::<u64>()?),
            long_lists: from.number()?,
        })
    }
}

impl State for Grouped {
    fn save(&self, to: &mut Writing) -> Result<()> {
        to.values(self.clusters.iter())?;
        self.verdicts.save(to)?;
        self.credits.save(to)
    }

    fn load(from: &mut Reading, budget: &MemoryBudget) -> Result<Grouped> {
        Ok(Grouped {
            clusters: from.values()?,
            verdicts: PairVerdicts::load(from, budget)?,
            credits: ArticleCredits::load(from, budget)?,
        })
    }
}

impl State for Repeated {
    fn save(&self, to: &mut Writing) -> Result<()> {
        to.values(self.0.iter())
    }

    fn load(from: &mut Reading, _: &MemoryBudget) -> Result<Repeated> {
        Ok(Repeated(from.values()?))
    }
}

/// A record that was skipped, as it is written down.
#[derive(Debug, Serialize, Deserialize)]
struct WrittenSkip {
    record: RecordRef,
    location: Option<Location>,
    of_file: bool,
    of_system: bool,
    reason: String,
}

impl WrittenSkip {
    fn of(skip: &SkippedRecord) -> WrittenSkip {
        WrittenSkip {
            record: skip.record,
            location: skip.error.location().cloned(),
            of_file: !matches!(skip.error.kind(), ErrorKind::Record(_)),
            of_system: matches!(skip.error.kind(), ErrorKind::Io(_)),
            reason: skip.error.reason(),
        }
    }

    fn skip(self) -> SkippedRecord {
        let error = match (self.of_system, self.of_file) {
            (true, _) => std::io::Error::other(self.reason).into(),
            (false, true) => Error::file(self.reason),
            (false, false) => Error::record(self.reason),
        };
        SkippedRecord {
            record: self.record,
            error: match self.location {
                Some(location) => error.at(location),
                None => error,
            },
        }
    }
}
