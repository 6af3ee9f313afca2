/*!
The headlines of a dump: what is kept of them until they are grouped at the end
of the run. They may spill, so that they take no memory in between.
*/

use crate::article::{Article, ArticleId};
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::convert::to_u32;
use crate::error::{Error, Result};
use crate::news::addresses::page::PageAddress;
use crate::news::headline::kicker::after_kicker;
use crate::news::headline::parts::{Headline, HeadlineEnding};
use crate::news::headline::site::{Site, SiteCache};
use crate::news::headline::terms::{Term, headline_key, key_of_words, terms};
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::thresholds::HEADLINE_TERMS;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::fixed::FixedSize;
use crate::spill::paged_lists::BlockLog;
use crate::spill::shares;
use crate::text::plain_text::PlainText;
use crate::text::words::Words;

/// What is kept of a headline, and of the address of its page.
#[derive(Debug, PartialEq)]
pub(crate) struct KeptHeadline {
    /// The key of the headline without suffixes and markers.
    pub(crate) key: u64,
    /// The key of the whole headline, as scraped.
    pub(crate) whole: u64,
    pub(crate) page: PageAddress,
    pub(crate) ending: HeadlineEnding,
    /// The number of its first words that are a kicker.
    pub(crate) kicker: u32,
    pub(crate) terms: Vec<Term>,
}

/// Takes headlines apart, one after the other, in the same memory.
#[derive(Debug, Default)]
pub(crate) struct HeadlineReader {
    sites: SiteCache,
    words: Words,
}

impl HeadlineReader {
    /// Returns the bytes that are kept, without the few cached sites.
    pub(crate) fn memory(&self) -> usize {
        self.words.memory()
    }

    /// Returns the headline of `article`; `None` when it has no words.
    pub(crate) fn read(
        &mut self,
        article: &Article<'_>,
        suffixes: &HeadlineSuffixes,
    ) -> Option<KeptHeadline> {
        let text = PlainText::of(article.headline.as_deref()?).into_text();
        let outlet = article.outlet.as_deref();
        let url = article.url.as_deref();
        let site = self.sites.site(outlet, url);
        let headline = Headline::parse(&text, site, &suffixes.of(outlet_key(outlet)));
        let mut kept_terms = Vec::new();
        terms(headline.core, &mut self.words, &mut kept_terms);
        let key = key_of_words(self.words.hashes())?;
        kept_terms.truncate(HEADLINE_TERMS);
        let kicker = after_kicker(headline.core).map_or(0, |end| {
            let spans = self.words.spans().iter();
            spans.take_while(|span| (span.end as usize) <= end).count()
        });
        let whole = if headline.core.len() == text.len() {
            key
        } else {
            headline_key(&text)?
        };
        Some(KeptHeadline {
            key,
            whole,
            page: url.map(PageAddress::parse).unwrap_or_default(),
            ending: headline.ending,
            kicker: to_u32(kicker.min(kept_terms.len())),
            terms: kept_terms,
        })
    }
}

/// Returns the headline without suffixes and markers, on one line.
pub(crate) fn headline_text(article: &Article<'_>, suffixes: &HeadlineSuffixes) -> String {
    let outlet = article.outlet.as_deref();
    let site = Site::new(outlet, article.url.as_deref());
    let text = PlainText::of(article.headline.as_deref().unwrap_or_default()).into_text();
    let headline = Headline::parse(&text, &site, &suffixes.of(outlet_key(outlet)));
    let words: Vec<&str> = headline.core.split_whitespace().collect();
    words.join(" ")
}

/// The headlines of a dump, in reading order.
#[derive(Debug)]
pub(crate) struct PendingHeadlines {
    log: BlockLog,
    bytes: Vec<u8>,
}

impl PendingHeadlines {
    pub(crate) fn new(budget: &MemoryBudget) -> PendingHeadlines {
        PendingHeadlines {
            log: BlockLog::new(budget.share(&shares::PENDING_HEADLINES)),
            bytes: Vec::new(),
        }
    }

    /// Adds the headline of `article`, which [`encode`] appended to `encoded`.
    pub(crate) fn push(&mut self, article: ArticleId, encoded: &[u8]) -> Result<()> {
        self.bytes.clear();
        article.write(&mut self.bytes);
        self.bytes.extend_from_slice(encoded);
        self.log.push(&self.bytes)?;
        Ok(())
    }

    /// Calls `each` for every headline, in reading order.
    pub(crate) fn each(
        self,
        mut each: impl FnMut(ArticleId, KeptHeadline) -> Result<()>,
    ) -> Result<()> {
        self.log.each(|block| {
            let (article, headline) = decode(block)?;
            each(article, headline)
        })
    }
}

checkpoint!(PendingHeadlines { log });

pub(crate) fn encode(headline: &KeptHeadline, bytes: &mut Vec<u8>) {
    (headline.key, (headline.whole, headline.ending)).write(bytes);
    let page = postcard::to_extend(&headline.page, std::mem::take(bytes));
    *bytes = page.expect("numbers can be encoded");
    headline.kicker.write(bytes);
    headline.terms.iter().for_each(|term| term.write(bytes));
}

/// Returns the article and the headline of a block of the log.
fn decode(block: &[u8]) -> Result<(ArticleId, KeptHeadline)> {
    type Head = (ArticleId, (u64, (u64, HeadlineEnding)));
    let (article, (key, (whole, ending))) = Head::read(block);
    let (page, terms) = postcard::take_from_bytes(&block[Head::SIZE..])
        .map_err(|error| Error::file(format!("a temporary file holds no headline: {error}")))?;
    let (kicker, terms) = <[u8]>::split_at(terms, u32::SIZE);
    let headline = KeptHeadline {
        key,
        whole,
        page,
        ending,
        kicker: u32::read(kicker),
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
            kicker: 2,
            terms: terms_of("Ferry sinks off Skarholm coast in 2024"),
        };
        let headlines = [
            (
                "https://a.example/news/2024/03/04/ferry-sinks-12",
                HeadlineEnding::Complete,
            ),
            (
                "https://a.example/show/the-harbor-hour",
                HeadlineEnding::Truncated,
            ),
            ("", HeadlineEnding::Complete),
        ]
        .map(|(url, ending)| headline(url, ending));
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
