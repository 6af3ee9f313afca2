/*!
The headlines of a dump, and what is found when those with equal keys stand
together: its different headlines, eight bytes in memory for each.

# Choices

* Headlines come in reading order and are wanted in the order of their keys.
  Keys are sorted with the places of headlines, and the headlines are read one
  by one: only what is sorted is written twice.
* Different headlines are numbered by the order of their keys, which depends
  on nothing else.
*/

use crate::error::Result;
use crate::news::headline::terms::Term;
use crate::spill::block_log::BlockLog;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::number_set::NumberSet;
use crate::spill::shares;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::headlined::Headlined;
use crate::syndication::headlines::record::{Draft, Spelling, read_articles, read_head};
use crate::syndication::headlines::scraped::Wholes;

/// What headlines are found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The key of the headline.
    pub key: u64,
    /// The key of the headline with all that is hung on it.
    pub whole: u64,
}

/// The headlines of a dump, each with its words.
#[derive(Debug)]
pub struct Listing {
    headlines: BlockLog,
    by_key: Sorter<Placed>,
    block: Vec<u8>,
    budget: MemoryBudget,
}

/// A headline's key, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    key: u64,
    place: u64,
}

fixed_size!(Placed {
    key: u64,
    place: u64
});

impl SortEntry for Placed {
    fn leading(self) -> u64 {
        self.key
    }

    fn bucket(self) -> u8 {
        // The first byte of a key, which is a hash: so all are in order.
        self.key.to_be_bytes()[0]
    }
}

impl Listing {
    /// A listing without headlines.
    #[must_use]
    pub fn new(budget: &MemoryBudget) -> Listing {
        Listing {
            headlines: BlockLog::new(budget.share(&shares::LISTED_HEADLINES)),
            by_key: Sorter::new(budget.share(&shares::HEADLINE_KEYS)),
            block: Vec::new(),
            budget: budget.clone(),
        }
    }

    /// Enters a headline with its words, in reading order.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written.
    pub fn push(&mut self, keys: Keys, headlined: Headlined, terms: &[Term]) -> Result<()> {
        self.block.clear();
        (keys.whole, headlined).write(&mut self.block);
        terms.iter().for_each(|term| term.write(&mut self.block));
        let place = self.headlines.push(&self.block)?;
        let key = keys.key;
        self.by_key.extend([Placed { key, place }])
    }

    /// The different headlines.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written or read back.
    pub fn finish(self) -> Result<Listed> {
        let mut listed = Listed {
            spellings: Spellings::new(&self.budget),
            wholes: Wholes::new(self.budget.share(&shares::WHOLE_HEADLINE_KEYS)),
        };
        let mut draft = Draft::default();
        let mut current = None;
        let mut block = self.block;
        for placed in self.by_key.finish()? {
            let Placed { key, place } = placed?;
            if current != Some(key) {
                listed.spellings.push(&mut draft)?;
                draft.begin(key);
                current = Some(key);
            }
            self.headlines.get(place, &mut block)?;
            let (head, terms) = block.split_at(<(u64, Headlined)>::SIZE);
            let (whole, headlined) = FixedSize::read(head);
            listed.wholes.push(whole, listed.spellings.end())?;
            draft.push(headlined, terms);
        }
        listed.spellings.push(&mut draft)?;
        Ok(listed)
    }
}

/// What comes of a listing.
#[derive(Debug)]
pub struct Listed {
    /// The different headlines.
    pub spellings: Spellings,
    /// How they were scraped.
    pub wholes: Wholes,
}

/// The different headlines of a dump, numbered by their keys' order.
#[derive(Debug)]
pub struct Spellings {
    records: BlockLog,
    /// Where each record stands.
    places: ChunkedVec<u64>,
    /// Those that stand at more than one article.
    repeated: NumberSet,
}

impl Spellings {
    fn new(budget: &MemoryBudget) -> Spellings {
        Spellings {
            records: BlockLog::new(budget.share(&shares::HEADLINE_RECORDS)),
            places: ChunkedVec::new(budget),
            repeated: NumberSet::default(),
        }
    }

    /// Enters the headline of `draft`, if it has an article.
    fn push(&mut self, draft: &mut Draft) -> Result<()> {
        if draft.articles() == 0 {
            return Ok(());
        }
        if draft.articles() > 1 {
            self.repeated.insert(self.end());
        }
        self.places.push(draft.write(&mut self.records)?);
        Ok(())
    }

    /// The number of different headlines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The number after the last.
    fn end(&self) -> u32 {
        // Articles are numbered in four bytes, and each has one headline.
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// The numbers of all.
    #[must_use]
    pub fn all(&self) -> std::ops::Range<u32> {
        0..self.end()
    }

    /// Whether more than one article has it.
    #[must_use]
    pub fn is_repeated(&self, number: u32) -> bool {
        self.repeated.contains(number)
    }

    /// Who reads their records.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            spellings: self,
            block: Vec::new(),
        }
    }
}

/// Reads records; holds the memory for it.
#[derive(Debug)]
pub struct Reader<'a> {
    spellings: &'a Spellings,
    block: Vec<u8>,
}

impl Reader<'_> {
    /// The headline with this number.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read.
    pub fn get(&mut self, number: u32) -> Result<Spelling> {
        let mut spelling = Spelling::default();
        self.read(number, &mut spelling)?;
        Ok(spelling)
    }

    /// Reads the headline with this number into `spelling`.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read.
    pub fn read(&mut self, number: u32, spelling: &mut Spelling) -> Result<()> {
        let place = self.spellings.places[number as usize];
        let after = self.spellings.records.get(place, &mut self.block)?;
        read_head(&self.block, spelling);
        spelling.number = number;
        spelling.place_of_articles = after;
        Ok(())
    }

    /// Appends what is kept of the articles with this headline, in reading
    /// order, to `headlined`.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read.
    pub fn headlined(&mut self, of: &Spelling, headlined: &mut Vec<Headlined>) -> Result<()> {
        let place = of.place_of_articles;
        self.spellings.records.get(place, &mut self.block)?;
        headlined.extend(read_articles(&self.block));
        Ok(())
    }
}

/// Listings for tests.
#[cfg(test)]
pub(crate) mod invented {
    use super::*;
    use crate::article::ArticleId;
    use crate::news::addresses::page::{PageAddress, PageKind};
    use crate::news::dates::published::Published;
    use crate::news::headline::key::headline_key as key;
    use crate::news::headline::parts::HeadlineEnding;
    use crate::news::headline::terms::terms_of;

    /// The number of no outlet.
    pub(crate) const NO_OUTLET: u32 = u32::MAX;

    /// A headline with outlet, day of publication and address.
    pub(crate) type Printing<'a> = (u32, &'a str, &'a str, &'a str);

    /// Enough for every test.
    pub(crate) fn budget() -> MemoryBudget {
        MemoryBudget::new(1 << 30, None)
    }

    /// A listing of these headlines where there is so much room.
    pub(crate) fn listing(headlines: &[Printing<'_>], budget: &MemoryBudget) -> Listing {
        let mut listing = Listing::new(budget);
        for (number, &(outlet, published, url, headline)) in headlines.iter().enumerate() {
            let number = u32::try_from(number).expect("tests are small");
            // What is hung on it stands behind a bar.
            let core = headline.split('|').next().unwrap_or_default();
            let (Some(key), Some(whole)) = (key(core), key(headline)) else {
                continue;
            };
            let headlined = Headlined {
                article: ArticleId::new(number),
                outlet: Some(outlet).filter(|&outlet| outlet != NO_OUTLET),
                published: Published::parse(published),
                page: PageKind::Unknown,
                slug: 0,
                address: 0,
                serial: 0,
                ending: if core.ends_with("...") {
                    HeadlineEnding::Truncated
                } else {
                    HeadlineEnding::Complete
                },
            };
            let keys = Keys { key, whole };
            listing
                .push(keys, headlined.on(PageAddress::parse(url)), &terms_of(core))
                .expect("temporary files can be written");
        }
        listing
    }

    /// What comes of it.
    pub(crate) fn listed(headlines: &[Printing<'_>], budget: &MemoryBudget) -> Listed {
        let listing = listing(headlines, budget);
        listing.finish().expect("temporary files can be read back")
    }

    /// The different ones of these headlines.
    pub(crate) fn spellings(headlines: &[Printing<'_>]) -> Spellings {
        listed(headlines, &budget()).spellings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::headline::key::headline_key as key;
    use crate::news::headline::terms::terms_of;
    use crate::syndication::headlines::listing::invented::*;

    #[test]
    fn equal_headlines_are_one_spelling() {
        let spellings = spellings(&[
            (1, "2024-03-04", "", "Ferry sinks off Skarholm"),
            (2, "2024-03-05", "", "FERRY SINKS OFF SKARHOLM"),
            (2, "2024-03-05", "", "Budget falls"),
        ]);
        assert_eq!(spellings.len(), 2);
        let both = spellings
            .all()
            .find(|&number| spellings.is_repeated(number));
        let both = spellings.reader().get(both.unwrap()).unwrap();
        assert_eq!(both.articles, 2);
        let printed = both.printed;
        assert!(printed.is_some_and(|printed| printed.first < printed.last && printed.to_the_day));
    }

    #[test]
    fn records_come_back_as_written_from_memory_and_from_disk() {
        let rubric = "Letters from Skarholm";
        let others: Vec<String> = (0..3000).map(|n| format!("Ferry {n} sinks...")).collect();
        let mut headlines: Vec<Printing<'_>> = Vec::new();
        for other in &others {
            headlines.push((NO_OUTLET, "", "", other));
            headlines.push((3, "2024", "https://a.example/letters", rubric));
        }
        headlines.push((4, "2024-03-04", "https://b.example/news/1", rubric));
        for memory in [0, 1 << 30] {
            let spellings = listed(&headlines, &MemoryBudget::new(memory, None)).spellings;
            assert_eq!(spellings.len(), 3001);
            let mut reader = spellings.reader();
            let (mut spelling, mut before) = (Spelling::default(), None);
            for number in spellings.all() {
                reader.read(number, &mut spelling).unwrap();
                assert!(before < Some(spelling.key));
                before = Some(spelling.key);
                let mut headlined = Vec::new();
                reader.headlined(&spelling, &mut headlined).unwrap();
                assert_eq!(headlined.len(), spelling.articles as usize);
                assert!(headlined.is_sorted_by_key(|one| one.article));
                let place = headlined[0].article.index();
                assert_eq!(key(headlines[place].3), Some(spelling.key));
                assert_eq!(terms_of(headlines[place].3), spelling.terms);
                let is_rubric = spelling.articles > 1;
                assert_eq!(spellings.is_repeated(number), is_rubric);
                assert_eq!(spelling.is_cut, !is_rubric);
                assert_eq!(spelling.printed.is_some(), is_rubric);
                if is_rubric {
                    assert_eq!(headlined.len(), 3001);
                    assert_eq!(headlined[0].outlet, Some(3));
                    assert_eq!(headlined[3000].outlet, Some(4));
                    assert_ne!(headlined[0].address, headlined[3000].address);
                    assert!(spelling.printed.is_some_and(|printed| !printed.to_the_day));
                }
            }
        }
    }
}
