/*!
What the fingerprinting pass keeps of the headline of each article.
*/

use crate::article::Article;
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::news::addresses::page::PageAddress;
use crate::news::headline::entities::unescape;
use crate::news::headline::key::{headline_key, key_of_words};
use crate::news::headline::parts::{Headline, HeadlineEnding};
use crate::news::headline::site::Site;
use crate::news::headline::site_cache::SiteCache;
use crate::news::headline::terms::{Term, terms};
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::thresholds::HEADLINE_TERMS;
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
    pub(crate) terms: Vec<Term>,
}

/// Takes headlines apart, one after the other, in the same memory.
#[derive(Debug, Default)]
pub(crate) struct HeadlineReader {
    sites: SiteCache,
    words: Words,
}

impl HeadlineReader {
    /// Returns the bytes of memory that are kept for the next headline, without
    /// the cached sites, which are few.
    pub(crate) fn memory(&self) -> usize {
        self.words.memory()
    }

    /// Returns what is kept of the headline of `article`; `None` when it has no
    /// headline, or one without words.
    pub(crate) fn read(
        &mut self,
        article: &Article<'_>,
        suffixes: &HeadlineSuffixes,
    ) -> Option<KeptHeadline> {
        let text = unescape(article.headline.as_deref()?);
        let outlet = article.outlet.as_deref();
        let url = article.url.as_deref();
        let site = self.sites.site(outlet, url);
        let headline = Headline::parse(&text, site, &suffixes.of(outlet_key(outlet)));
        let mut kept_terms = Vec::new();
        terms(headline.core, &mut self.words, &mut kept_terms);
        let key = key_of_words(self.words.hashes())?;
        kept_terms.truncate(HEADLINE_TERMS);
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
            terms: kept_terms,
        })
    }
}

/// Returns the headline of `article` without suffixes and markers, on one line;
/// empty when it has none.
pub(crate) fn headline_text(article: &Article<'_>, suffixes: &HeadlineSuffixes) -> String {
    let outlet = article.outlet.as_deref();
    let site = Site::new(outlet, article.url.as_deref());
    let text = unescape(article.headline.as_deref().unwrap_or_default());
    let headline = Headline::parse(&text, &site, &suffixes.of(outlet_key(outlet)));
    let words: Vec<&str> = headline.core.split_whitespace().collect();
    words.join(" ")
}
