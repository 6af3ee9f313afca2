/*!
Headlines between the reading of the dump, which takes them apart, and the
grouping at the end: meanwhile they are in nobody's way.
*/

use crate::article::ArticleId;
use crate::error::Result;
use crate::news::addresses::page::{PageAddress, PageKind};
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::Term;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::headlines::group::{MadeHeadline, headlined};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::fixed::ByteReader;
use crate::spill::spool::Spool;
use crate::syndication::headlines::listing::{Keys, Listing};

/// The part of the memory that they may take, in percent.
const SHELF_PART: usize = 10;

/// Headlines of a dump, in reading order.
#[derive(Debug)]
pub(crate) struct Shelf {
    spool: Spool,
    bytes: Vec<u8>,
}

impl Shelf {
    pub(crate) fn new(budget: &MemoryBudget) -> Shelf {
        Shelf {
            spool: Spool::new(budget.part(SHELF_PART)),
            bytes: Vec::new(),
        }
    }

    /// Puts the headline of `article` away, which was written by [`write`].
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub(crate) fn push(&mut self, article: ArticleId, written: &[u8]) -> Result<()> {
        self.bytes.clear();
        self.bytes
            .extend_from_slice(&article.number().to_le_bytes());
        self.bytes.extend_from_slice(written);
        self.spool.push(&self.bytes)
    }

    /// All headlines, with what `table` knows of their articles, in this `budget`.
    ///
    /// The roll is asked in reading order, which costs it least.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written or read back.
    pub(crate) fn listing(self, table: &ArticleTable, budget: &MemoryBudget) -> Result<Listing> {
        let mut listing = Listing::new(budget);
        let mut blocks = self.spool.finish()?;
        while let Some(block) = blocks.next_block()? {
            let (article, made) = read(block);
            let keys = Keys {
                key: made.key,
                whole: made.whole,
            };
            listing.push(keys, headlined(article, table, &made), &made.terms)?;
        }
        Ok(listing)
    }
}

checkpoint!(Shelf { spool });

/// Appends a headline to `bytes`, as it is put away.
pub(crate) fn write(made: &MadeHeadline, bytes: &mut Vec<u8>) {
    let page = &made.page;
    bytes.extend_from_slice(&made.key.to_le_bytes());
    bytes.extend_from_slice(&made.whole.to_le_bytes());
    bytes.push(match page.kind {
        PageKind::Story => 0,
        PageKind::Section => 1,
        PageKind::Unknown => 2,
    });
    bytes.push(match made.ending {
        HeadlineEnding::Complete => 0,
        HeadlineEnding::Truncated => 1,
    });
    // What is not there takes a byte.
    let mut add = |number: Option<u64>| match number {
        Some(number) => {
            bytes.push(1);
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        None => bytes.push(0),
    };
    add(page.slug);
    add(page.address);
    add(page.serial.map(u64::from));
    add(page.day.map(|day| u64::from(day.cast_unsigned())));
    for term in &made.terms {
        bytes.extend_from_slice(&term.bits().to_le_bytes());
    }
}

fn read(block: &[u8]) -> (ArticleId, MadeHeadline) {
    let mut rest = ByteReader(block);
    let article = ArticleId::new(rest.short());
    let (key, whole) = (rest.long(), rest.long());
    let kind = match rest.byte() {
        0 => PageKind::Story,
        1 => PageKind::Section,
        _ => PageKind::Unknown,
    };
    let ending = match rest.byte() {
        0 => HeadlineEnding::Complete,
        _ => HeadlineEnding::Truncated,
    };
    let mut maybe = || (rest.byte() == 1).then(|| rest.long());
    let (slug, address, serial, day) = (maybe(), maybe(), maybe(), maybe());
    let page = PageAddress {
        kind,
        slug,
        address,
        serial: serial.and_then(|serial| u16::try_from(serial).ok()),
        day: day
            .and_then(|day| u32::try_from(day).ok())
            .map(u32::cast_signed),
    };
    let mut terms = Vec::with_capacity(rest.0.len() / size_of::<u32>());
    while !rest.0.is_empty() {
        terms.push(Term::from_bits(rest.short()));
    }
    let made = MadeHeadline {
        key,
        whole,
        page,
        ending,
        terms,
    };
    (article, made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::headline::terms::terms_of;

    #[test]
    fn a_headline_comes_back_as_it_was() {
        let urls = [
            "https://a.example/news/2024/03/04/ferry-sinks-off-skarholm-coast-12",
            "https://a.example/show/the-harbor-hour",
            "",
        ];
        for (url, ending) in urls.into_iter().zip([
            HeadlineEnding::Complete,
            HeadlineEnding::Truncated,
            HeadlineEnding::Complete,
        ]) {
            let made = MadeHeadline {
                key: 7,
                whole: u64::MAX,
                page: PageAddress::parse(url),
                ending,
                terms: terms_of("Ferry sinks off Skarholm coast in 2024"),
            };
            let mut bytes = ArticleId::new(5).number().to_le_bytes().to_vec();
            write(&made, &mut bytes);
            let (article, again) = read(&bytes);
            assert_eq!(article, ArticleId::new(5));
            assert_eq!((again.key, again.whole), (made.key, made.whole));
            assert_eq!((again.page, again.ending), (made.page, made.ending));
            let bits = |terms: &[Term]| terms.iter().map(|term| term.bits()).collect::<Vec<_>>();
            assert_eq!(bits(&again.terms), bits(&made.terms));
        }
    }
}
