/*!
Links between spellings that were equal before suffixes were removed.

A suffix may be learned for one outlet and not for another that prints its
stories. Then one whole headline gives two spellings.
*/

use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
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
