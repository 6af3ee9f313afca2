/*!
The headlines of a dump, from the fingerprinting pass to the grouping at the
end of the run. They are spooled, so that they take no memory in between.
*/

use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::Term;
use crate::pipeline::fingerprint::headline::KeptHeadline;
use crate::spill::block_spool::BlockSpool;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::fixed::FixedSize;
use crate::spill::shares;

/// The headlines of a dump, in reading order.
#[derive(Debug)]
pub(crate) struct PendingHeadlines {
    spool: BlockSpool,
    /// Scratch memory for one headline.
    bytes: Vec<u8>,
}

impl PendingHeadlines {
    pub(crate) fn new(budget: &MemoryBudget) -> PendingHeadlines {
        PendingHeadlines {
            spool: BlockSpool::new(budget.share(&shares::PENDING_HEADLINES)),
            bytes: Vec::new(),
        }
    }

    /// Adds the headline of `article`, which [`encode`] appended to `encoded`.
    pub(crate) fn push(&mut self, article: ArticleId, encoded: &[u8]) -> Result<()> {
        self.bytes.clear();
        article.write(&mut self.bytes);
        self.bytes.extend_from_slice(encoded);
        self.spool.push(&self.bytes)
    }

    /// Calls `each` for every headline, in reading order.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read, and the first error of `each`.
    pub(crate) fn each(
        self,
        mut each: impl FnMut(ArticleId, KeptHeadline) -> Result<()>,
    ) -> Result<()> {
        let mut blocks = self.spool.finish()?;
        while let Some(block) = blocks.next_block()? {
            let (article, headline) = decode(block)?;
            each(article, headline)?;
        }
        Ok(())
    }
}

checkpoint!(PendingHeadlines { spool });

/// Appends a headline to `bytes`, without its article.
pub(crate) fn encode(headline: &KeptHeadline, bytes: &mut Vec<u8>) {
    (headline.key, (headline.whole, headline.ending)).write(bytes);
    let page = postcard::to_extend(&headline.page, std::mem::take(bytes));
    *bytes = page.expect("numbers can be encoded");
    headline.terms.iter().for_each(|term| term.write(bytes));
}

/// Returns the article and the headline of a block of the spool.
fn decode(block: &[u8]) -> Result<(ArticleId, KeptHeadline)> {
    type Head = (ArticleId, (u64, (u64, HeadlineEnding)));
    let (article, (key, (whole, ending))) = Head::read(block);
    let (page, terms) = postcard::take_from_bytes(&block[Head::SIZE..])
        .map_err(|error| Error::file(format!("a temporary file holds no headline: {error}")))?;
    let headline = KeptHeadline {
        key,
        whole,
        page,
        ending,
        terms: terms.chunks_exact(Term::SIZE).map(Term::read).collect(),
    };
    Ok((article, headline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::addresses::page::PageAddress;
    use crate::news::headline::terms::terms_of;

    #[test]
    fn headlines_are_read_back() {
        let headline = |url: &str, ending| KeptHeadline {
            key: 7,
            whole: u64::MAX,
            page: PageAddress::parse(url),
            ending,
            terms: terms_of("Ferry sinks off Skarholm coast in 2024"),
        };
        let headlines = [
            headline(
                "https://a.example/news/2024/03/04/ferry-sinks-off-skarholm-coast-12",
                HeadlineEnding::Complete,
            ),
            headline(
                "https://a.example/show/the-harbor-hour",
                HeadlineEnding::Truncated,
            ),
            headline("", HeadlineEnding::Complete),
        ];
        let mut pending = PendingHeadlines::new(&MemoryBudget::new(0, None));
        let mut encoded = Vec::new();
        for (number, headline) in (5..).zip(&headlines) {
            encoded.clear();
            encode(headline, &mut encoded);
            let pushed = pending.push(ArticleId::new(number), &encoded);
            pushed.expect("the temporary file can be written");
        }
        let mut expected = (5..).map(ArticleId::new).zip(headlines);
        let read = pending.each(|article, headline| {
            assert_eq!(Some((article, headline)), expected.next());
            Ok(())
        });
        read.expect("the temporary file can be read");
        assert_eq!(expected.next(), None);
    }
}
