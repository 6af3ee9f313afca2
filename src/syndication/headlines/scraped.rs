/*!
Headlines that are equal as they were scraped, though of one more was set aside
than of another: a tail is learnt for one outlet and not for another that
prints its stories.
*/

use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::spellings::Link;

/// The keys of whole headlines, with the different ones that come of them.
#[derive(Debug)]
pub struct Wholes {
    by_whole: Sorter<NumbersByKey>,
    last: Option<NumbersByKey>,
}

impl Wholes {
    pub(crate) fn new(budget: MemoryBudget) -> Wholes {
        Wholes {
            by_whole: Sorter::new(budget),
            last: None,
        }
    }

    /// Notes that what has the key `whole` is a case of `spelling`.
    pub(crate) fn push(&mut self, whole: u64, spelling: u32) -> Result<()> {
        let keyed = NumbersByKey {
            key: whole,
            number: spelling,
        };
        // As a rule all articles of a headline have the same whole one.
        if self.last.replace(keyed) == Some(keyed) {
            return Ok(());
        }
        self.by_whole.extend([keyed])
    }

    /// The different headlines that have a whole one in common.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be read back.
    pub fn links(self) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        each_list(self.by_whole, |_, same| {
            for (index, &one) in same.iter().enumerate() {
                links.extend(same[index + 1..].iter().map(|&other| Link::new(one, other)));
            }
            Ok(())
        })?;
        Ok(links)
    }
}

#[cfg(test)]
mod tests {
    use crate::spill::budget::MemoryBudget;
    use crate::syndication::headlines::listing::invented::listed;

    #[test]
    fn a_tail_that_is_set_aside_at_one_outlet_only_parts_nothing() {
        let headlines = [
            (1, "", "", "Ferry sinks | The Skarholm Post"),
            (2, "", "", "Ferry sinks The Skarholm Post"),
            (3, "", "", "Ferry sinks | Coastal Point"),
            (3, "", "", "Budget falls"),
        ];
        for memory in [0, 1 << 30] {
            let listed = listed(&headlines, &MemoryBudget::new(memory, None));
            assert_eq!(listed.spellings.len(), 3);
            let links = listed.wholes.links().expect("files can be read");
            assert_eq!(links.len(), 1);
            let mut reader = listed.spellings.reader();
            let words = [links[0].first, links[0].second].map(|number| {
                let spelling = reader.get(number).expect("files can be read");
                spelling.terms.len()
            });
            assert_eq!(words[0] + words[1], 2 + 5);
        }
    }
}
