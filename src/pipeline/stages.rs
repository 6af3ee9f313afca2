/*!
What the stages of a run leave to those after them, and how that is written
down for a run that goes on later.
*/

use serde::{Deserialize, Serialize};

use crate::article::{Location, Position};
use crate::boilerplate::blocks::Standing;
use crate::boilerplate::phrases::Stock;
use crate::boilerplate::suffixes::Tails;
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::articles::credits::Credits;
use crate::pipeline::articles::table::Roll;
use crate::pipeline::boilerplate::learn::Learnt;
use crate::pipeline::clusters::form::Cluster;
use crate::pipeline::fingerprint::make::Skip;
use crate::pipeline::headlines::pending::Shelf;
use crate::pipeline::pairs::candidates::Pairs;
use crate::pipeline::pairs::compare::Verdicts;
use crate::spill::budget::Room;
use crate::spill::state::{Reading, State, Writing};
use crate::syndication::headlines::HeadlineGroup;

/// What is known when candidate pairs are.
#[derive(Debug)]
pub(crate) struct Candidates {
    pub(crate) roll: Roll,
    pub(crate) headlines: Shelf,
    /// Records and files that could not be read.
    pub(crate) skipped: Vec<Skip>,
    /// Records met, readable or not.
    pub(crate) read: u64,
    pub(crate) pairs: Pairs,
    pub(crate) stock: Stock,
    /// Lists that were too long to be paired fully.
    pub(crate) long_lists: u64,
}

/// What is known when clusters are.
#[derive(Debug)]
pub(crate) struct Grouped {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) verdicts: Verdicts,
    pub(crate) credits: Credits,
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

impl State for Learnt {
    fn save(&self, to: &mut Writing) -> Result<()> {
        save_keys(self.standing.keys(), to)?;
        save_keys(self.tails.keys(), to)
    }

    fn load(from: &mut Reading, _: &Room) -> Result<Learnt> {
        Ok(Learnt {
            standing: Standing::new(load_keys(from)?),
            tails: Tails::new(load_keys(from)?),
        })
    }
}

impl State for Candidates {
    fn save(&self, to: &mut Writing) -> Result<()> {
        self.roll.save(to)?;
        self.headlines.save(to)?;
        to.values(self.skipped.iter().map(WrittenSkip::of))?;
        to.number(self.read)?;
        self.pairs.save(to)?;
        to.values(self.stock.shingles())?;
        to.number(self.long_lists)
    }

    fn load(from: &mut Reading, room: &Room) -> Result<Candidates> {
        Ok(Candidates {
            roll: Roll::load(from, room)?,
            headlines: Shelf::load(from, room)?,
            skipped: from
                .values::<WrittenSkip>()?
                .into_iter()
                .map(WrittenSkip::skip)
                .collect(),
            read: from.number()?,
            pairs: Pairs::load(from, room)?,
            stock: Stock::new(from.values::<u64>()?),
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

    fn load(from: &mut Reading, room: &Room) -> Result<Grouped> {
        Ok(Grouped {
            clusters: from.values()?,
            verdicts: Verdicts::load(from, room)?,
            credits: Credits::load(from, room)?,
        })
    }
}

impl State for Repeated {
    fn save(&self, to: &mut Writing) -> Result<()> {
        to.values(self.0.iter())
    }

    fn load(from: &mut Reading, _: &Room) -> Result<Repeated> {
        Ok(Repeated(from.values()?))
    }
}

/// A record that was skipped, as it is written down.
#[derive(Debug, Serialize, Deserialize)]
struct WrittenSkip {
    position: Position,
    location: Option<Location>,
    of_file: bool,
    of_system: bool,
    reason: String,
}

impl WrittenSkip {
    fn of(skip: &Skip) -> WrittenSkip {
        WrittenSkip {
            position: skip.position,
            location: skip.error.location().cloned(),
            of_file: !matches!(skip.error.kind(), ErrorKind::Record(_)),
            of_system: matches!(skip.error.kind(), ErrorKind::Io(_)),
            reason: skip.error.reason(),
        }
    }

    fn skip(self) -> Skip {
        let error = match (self.of_system, self.of_file) {
            (true, _) => std::io::Error::other(self.reason).into(),
            (false, true) => Error::file(self.reason),
            (false, false) => Error::record(self.reason),
        };
        Skip {
            position: self.position,
            error: match self.location {
                Some(location) => error.at(location),
                None => error,
            },
        }
    }
}
