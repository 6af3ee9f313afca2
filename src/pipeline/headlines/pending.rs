/*!
Headlines between the reading of the dump, which takes them apart, and the
grouping at the end: meanwhile they are in nobody's way.
*/

use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::Term;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::headlines::group::{MadeHeadline, headlined};
use crate::spill::block_spool::BlockSpool;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::fixed::FixedSize;
use crate::spill::shares;
use crate::syndication::headlines::listing::{Keys, Listing};

/// Headlines of a dump, in reading order.
#[derive(Debug)]
pub(crate) struct Shelf {
    spool: BlockSpool,
    bytes: Vec<u8>,
}

impl Shelf {
    pub(crate) fn new(budget: &MemoryBudget) -> Shelf {
        Shelf {
            spool: BlockSpool::new(budget.share(&shares::PENDING_HEADLINES)),
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
            let (article, made) = read(block)?;
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
    (made.key, (made.whole, made.ending)).write(bytes);
    let page = postcard::to_extend(&made.page, std::mem::take(bytes));
    *bytes = page.expect("numbers can be encoded");
    made.terms.iter().for_each(|term| term.write(bytes));
}

fn read(block: &[u8]) -> Result<(ArticleId, MadeHeadline)> {
    type Head = (ArticleId, (u64, (u64, HeadlineEnding)));
    let (article, (key, (whole, ending))) = Head::read(block);
    let (page, terms) = postcard::take_from_bytes(&block[Head::SIZE..])
        .map_err(|error| Error::file(format!("a temporary file holds no headline: {error}")))?;
    let made = MadeHeadline {
        key,
        whole,
        page,
        ending,
        terms: terms.chunks_exact(Term::SIZE).map(Term::read).collect(),
    };
    Ok((article, made))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::addresses::page::PageAddress;
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
            let (article, again) = read(&bytes).expect("it was written");
            assert_eq!(article, ArticleId::new(5));
            assert_eq!((again.key, again.whole), (made.key, made.whole));
            assert_eq!((again.page, again.ending), (made.page, made.ending));
            let bits = |terms: &[Term]| terms.iter().map(|term| term.bits()).collect::<Vec<_>>();
            assert_eq!(bits(&again.terms), bits(&made.terms));
        }
    }
}
