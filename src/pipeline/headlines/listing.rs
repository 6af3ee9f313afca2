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
use crate::pipeline::fingerprint::headline::KeptHeadline;
use crate::pipeline::headlines::spellings::{Spellings, SpellingsBuilder, write_terms};
use crate::spill::bucket::SortEntry;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::numbers::{NumbersByKey, each_list};
use crate::spill::paged_lists::BlockLog;
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::group::PrintedHeadline;
use crate::syndication::headlines::spelling::SpellingLink;

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
    pub(crate) fn new(budget: &MemoryBudget) -> HeadlineList {
        HeadlineList {
            headlines: BlockLog::new(budget.share(&shares::LISTED_HEADLINES)),
            by_key: Sorter::new(budget.share(&shares::HEADLINE_KEYS)),
            block: Vec::new(),
            budget: budget.clone(),
        }
    }

    /// Adds a headline. Headlines come in reading order.
    pub(crate) fn push(&mut self, headline: &KeptHeadline, printed: PrintedHeadline) -> Result<()> {
        self.block.clear();
        (headline.whole, printed).write(&mut self.block);
        write_terms(headline.kicker, &headline.terms, &mut self.block);
        let place = self.headlines.push(&self.block)?;
        let key = headline.key;
        self.by_key.extend([KeyedPlace { key, place }])
    }

    /// Returns the spellings, and links between those with one whole headline.
    pub(crate) fn finish(self) -> Result<(Spellings, Vec<SpellingLink>)> {
        let mut spellings = SpellingsBuilder::new(&self.budget);
        let mut by_whole = Sorter::new(self.budget.share(&shares::WHOLE_HEADLINE_KEYS));
        let (mut block, mut last) = (self.block, None);
        for keyed in self.by_key.finish()? {
            let KeyedPlace { key, place } = keyed?;
            self.headlines.get(place, &mut block)?;
            let (head, terms) = block.split_at(<(u64, PrintedHeadline)>::SIZE);
            let (whole, printed) = FixedSize::read(head);
            let number = spellings.push(key, printed, terms)?;
            let keyed = NumbersByKey { key: whole, number };
            // Most articles of a spelling have the same whole headline.
            if last.replace(keyed) != Some(keyed) {
                by_whole.extend([keyed])?;
            }
        }
        drop(self.headlines);
        let mut links = Vec::new();
        each_list(by_whole, |_, same| {
            for (index, &one) in same.iter().enumerate() {
                let others = same[index + 1..].iter();
                links.extend(others.map(|&other| SpellingLink::new(one, other)));
            }
            Ok(())
        })?;
        Ok((spellings.finish()?, links))
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
            let (spellings, links) = list.finish().expect("files can be read");
            assert_eq!((spellings.len(), links.len()), (3, 1));
            let mut reader = spellings.reader();
            let words = [links[0].first, links[0].second]
                .map(|number| reader.get(number).expect("files can be read").terms.len());
            assert_eq!(words[0] + words[1], 2 + 5);
        }
    }
}
