/*!
The list of all headlines of a dump, which equal keys turn into spellings.

# Choices

* Headlines come in reading order and are needed in the order of their keys. Only
  the keys are sorted, with the places of headlines, and the headlines are then
  read one by one. So headlines are written once, and only keys twice.
*/

use crate::error::Result;
use crate::news::headline::terms::Term;
use crate::pipeline::headlines::headline_bytes::write_terms;
use crate::pipeline::headlines::spellings::{Spellings, SpellingsBuilder};
use crate::pipeline::headlines::whole_keys::WholeKeys;
use crate::spill::block_log::BlockLog;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::shares;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::printed::PrintedHeadline;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadlineKeys {
    /// The key of the headline proper, without markers and suffixes.
    pub(crate) key: u64,
    pub(crate) whole: u64,
}

/// The headlines of a dump, each with its words.
#[derive(Debug)]
pub(crate) struct HeadlineList {
    headlines: BlockLog,
    by_key: Sorter<KeyedPlace>,
    block: Vec<u8>,
    budget: MemoryBudget,
}

/// The key of a headline and its place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct KeyedPlace {
    key: u64,
    place: u64,
}

fixed_size!(KeyedPlace {
    key: u64,
    place: u64
});

impl SortEntry for KeyedPlace {
    fn leading(self) -> u64 {
        self.key
    }

    fn bucket(self) -> u8 {
        // The first byte of a hash, so that buckets are in the order of keys.
        self.key.to_be_bytes()[0]
    }
}

impl HeadlineList {
    /// Creates an empty list.
    pub(crate) fn new(budget: &MemoryBudget) -> HeadlineList {
        HeadlineList {
            headlines: BlockLog::new(budget.share(&shares::LISTED_HEADLINES)),
            by_key: Sorter::new(budget.share(&shares::HEADLINE_KEYS)),
            block: Vec::new(),
            budget: budget.clone(),
        }
    }

    /// Adds a headline with its words. Headlines come in reading order.
    pub(crate) fn push(
        &mut self,
        keys: HeadlineKeys,
        printed: PrintedHeadline,
        terms: &[Term],
    ) -> Result<()> {
        self.block.clear();
        (keys.whole, printed).write(&mut self.block);
        write_terms(terms, &mut self.block);
        let place = self.headlines.push(&self.block)?;
        let key = keys.key;
        self.by_key.extend([KeyedPlace { key, place }])
    }

    /// Returns the spellings of the list, and their whole headlines.
    pub(crate) fn finish(self) -> Result<(Spellings, WholeKeys)> {
        let mut spellings = SpellingsBuilder::new(&self.budget);
        let mut whole_keys = WholeKeys::new(&self.budget);
        let mut block = self.block;
        for keyed in self.by_key.finish()? {
            let KeyedPlace { key, place } = keyed?;
            self.headlines.get(place, &mut block)?;
            let (head, terms) = block.split_at(<(u64, PrintedHeadline)>::SIZE);
            let (whole_key, printed) = FixedSize::read(head);
            let spelling = spellings.push(key, printed, terms)?;
            whole_keys.push(whole_key, spelling)?;
        }
        Ok((spellings.finish()?, whole_keys))
    }
}
