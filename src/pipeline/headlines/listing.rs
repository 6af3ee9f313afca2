/*!
The list of all headlines of a dump. Equal keys turn them into spellings.

# Choices

* Headlines come in reading order and are needed in the order of their keys. Only
  the keys are sorted, with the places of headlines, and the headlines are then
  read one by one. So headlines are written once, and only keys twice.
* A suffix may be learned for one outlet and not for another that prints its
  stories. Then one whole headline gives two spellings. The keys of whole
  headlines link them.
*/

use crate::error::Result;
use crate::news::headline::terms::Term;
use crate::pipeline::headlines::spellings::{Spellings, SpellingsBuilder, write_terms};
use crate::spill::block_log::BlockLog;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::group::PrintedHeadline;
use crate::syndication::headlines::spelling::SpellingLink;

/// The spellings by the keys of their whole headlines.
#[derive(Debug)]
pub(crate) struct WholeKeys {
    by_key: Sorter<NumbersByKey>,
    last: Option<NumbersByKey>,
}

impl WholeKeys {
    pub(crate) fn new(budget: &MemoryBudget) -> WholeKeys {
        WholeKeys {
            by_key: Sorter::new(budget.share(&shares::WHOLE_HEADLINE_KEYS)),
            last: None,
        }
    }

    /// Adds a whole headline of `spelling`.
    pub(crate) fn push(&mut self, whole_key: u64, spelling: u32) -> Result<()> {
        let keyed = NumbersByKey {
            key: whole_key,
            number: spelling,
        };
        // Most articles of a spelling have the same whole headline.
        if self.last.replace(keyed) == Some(keyed) {
            return Ok(());
        }
        self.by_key.extend([keyed])
    }

    /// Returns the links between spellings with a whole headline in common.
    pub(crate) fn links(self) -> Result<Vec<SpellingLink>> {
        let mut links = Vec::new();
        each_list(self.by_key, |_, same| {
            for (index, &one) in same.iter().enumerate() {
                let others = same[index + 1..].iter();
                links.extend(others.map(|&other| SpellingLink::new(one, other)));
            }
            Ok(())
        })?;
        Ok(links)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::headlines::tests::list;

    #[test]
    fn a_suffix_that_is_learned_at_one_outlet_only_separates_nothing() {
        let headlines = [
            (1, "", "", "Ferry sinks | The Skarholm Post"),
            (2, "", "", "Ferry sinks The Skarholm Post"),
            (3, "", "", "Ferry sinks | Coastal Point"),
            (3, "", "", "Budget falls"),
        ];
        for memory in [0, 1 << 30] {
            let list = list(&headlines, &MemoryBudget::new(memory, None));
            let (spellings, whole_keys) = list.finish().expect("files can be read");
            assert_eq!(spellings.len(), 3);
            let links = whole_keys.links().expect("files can be read");
            assert_eq!(links.len(), 1);
            let mut reader = spellings.reader();
            let words = [links[0].first, links[0].second].map(|number| {
                let spelling = reader.get(number).expect("files can be read");
                spelling.terms.len()
            });
            assert_eq!(words[0] + words[1], 2 + 5);
        }
    }
}
