/*!
The spellings of a dump: a record of each in a log, and eight bytes in memory.

A record is two blocks: a head with all that the articles have in common, and the
articles. The head is read often and the articles once, and a headline such as
"Weather" may have a hundred thousand articles.
*/

use std::num::NonZeroU64;
use std::ops::Range;

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::error::Result;
use crate::news::addresses::page::PageKind;
use crate::news::dates::published::Published;
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::Term;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::numbers::NumberSet;
use crate::spill::paged_lists::BlockLog;
use crate::spill::shares;
use crate::syndication::headlines::group::PrintedHeadline;
use crate::syndication::headlines::spelling::{PrintMinutes, PrintPeriod, Spelling, SpellingLink};

fixed_size!(PrintedHeadline {
    article: ArticleId,
    outlet: Option<u32>,
    published: Option<Published>,
    ending: HeadlineEnding,
    page: PageKind,
    slug: Option<NonZeroU64>,
    address: Option<NonZeroU64>,
    serial: Option<u16>,
});

fixed_size!(PageKind = Story | Section | Unknown);

fixed_size!(HeadlineEnding = Complete | Truncated);

fixed_size!(PrintPeriod {
    first: i64,
    last: i64,
    to_the_day: bool,
});

fixed_size!(PrintMinutes {
    first: i32,
    last: i32,
    to_the_day: bool,
});

fixed_size!(SpellingLink {
    first: u32,
    second: u32,
});

impl FixedSize for Term {
    const SIZE: usize = u32::SIZE;

    #[inline]
    fn write(self, bytes: &mut Vec<u8>) {
        self.bits().write(bytes);
    }

    #[inline]
    fn read(bytes: &[u8]) -> Term {
        Term::from_bits(u32::read(bytes))
    }
}

/// Appends the terms of a headline to `bytes`, after the number of those that are a
/// kicker.
pub(crate) fn write_terms(kicker: u32, terms: &[Term], bytes: &mut Vec<u8>) {
    kicker.write(bytes);
    terms.iter().for_each(|term| term.write(bytes));
}

/// Returns what [`write_terms`] appended.
fn read_terms(bytes: &[u8]) -> (u32, impl Iterator<Item = Term> + '_) {
    let (kicker, terms) = bytes.split_at(u32::SIZE);
    (
        u32::read(kicker),
        terms.chunks_exact(Term::SIZE).map(Term::read),
    )
}

/// The spellings of a dump, numbered in the order of their keys.
#[derive(Debug)]
pub(crate) struct Spellings {
    records: BlockLog,
    /// The place of each record.
    places: ChunkedVec<u64>,
    /// The spellings with several articles.
    repeated: NumberSet,
}

impl Spellings {
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn numbers(&self) -> Range<u32> {
        // There are no more spellings than articles, which have 32-bit numbers.
        0..to_u32(self.len())
    }

    /// Returns whether several articles have a spelling.
    pub(crate) fn is_repeated(&self, number: u32) -> bool {
        self.repeated.contains(number)
    }

    /// Returns a reader of the records.
    pub(crate) fn reader(&self) -> SpellingReader<'_> {
        SpellingReader {
            spellings: self,
            block: Vec::new(),
        }
    }
}

/// The head of a record, without its terms.
#[derive(Clone, Copy, Debug, Default)]
struct SpellingHead {
    key: u64,
    articles: u32,
    is_truncated: bool,
    printed: Option<PrintPeriod>,
}

fixed_size!(SpellingHead {
    key: u64,
    articles: u32,
    is_truncated: bool,
    printed: Option<PrintPeriod>,
});

/// Collects spellings from headlines that are sorted by key.
#[derive(Debug)]
pub(crate) struct SpellingsBuilder {
    spellings: Spellings,
    /// The spelling that is being collected; it has no articles at first.
    head: SpellingHead,
    /// The words of its first article, as bytes.
    terms: Vec<u8>,
    /// Its articles, as bytes.
    articles: Vec<u8>,
    block: Vec<u8>,
}

impl SpellingsBuilder {
    pub(crate) fn new(budget: &MemoryBudget) -> SpellingsBuilder {
        SpellingsBuilder {
            spellings: Spellings {
                records: BlockLog::new(budget.share(&shares::HEADLINE_RECORDS)),
                places: ChunkedVec::new(budget),
                repeated: NumberSet::default(),
            },
            head: SpellingHead::default(),
            terms: Vec::new(),
            articles: Vec::new(),
            block: Vec::new(),
        }
    }

    /// Adds a headline with its words, as bytes, and returns the number of its
    /// spelling. Headlines come in the order of their keys, and equal ones in
    /// reading order.
    pub(crate) fn push(&mut self, key: u64, printed: PrintedHeadline, terms: &[u8]) -> Result<u32> {
        if self.head.articles == 0 || self.head.key != key {
            self.end_spelling()?;
            self.head = SpellingHead {
                key,
                ..SpellingHead::default()
            };
            self.articles.clear();
            self.terms.clear();
            self.terms.extend_from_slice(terms);
        }
        let head = &mut self.head;
        head.articles += 1;
        head.is_truncated |= printed.ending == HeadlineEnding::Truncated;
        let period = printed.published.map(PrintPeriod::of);
        head.printed = match (head.printed, period) {
            (Some(one), Some(other)) => Some(one.with(other)),
            (one, other) => one.or(other),
        };
        printed.write(&mut self.articles);
        Ok(to_u32(self.spellings.len()))
    }

    /// Writes the record of the current spelling, if there is one.
    fn end_spelling(&mut self) -> Result<()> {
        if self.head.articles == 0 {
            return Ok(());
        }
        if self.head.articles > 1 {
            self.spellings.repeated.insert(to_u32(self.spellings.len()));
        }
        self.block.clear();
        self.head.write(&mut self.block);
        self.block.extend_from_slice(&self.terms);
        let place = self.spellings.records.push(&self.block)?;
        self.spellings.records.push(&self.articles)?;
        self.spellings.places.push(place);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Spellings> {
        self.end_spelling()?;
        Ok(self.spellings)
    }
}

/// The place of the articles of a spelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArticlesPlace(u64);

/// Reads spellings. It holds scratch space.
#[derive(Debug)]
pub(crate) struct SpellingReader<'a> {
    spellings: &'a Spellings,
    block: Vec<u8>,
}

impl SpellingReader<'_> {
    pub(crate) fn get(&mut self, number: u32) -> Result<Spelling> {
        let mut spelling = Spelling::default();
        self.read(number, &mut spelling)?;
        Ok(spelling)
    }

    /// Reads a spelling into `spelling`. Returns the place of its articles.
    pub(crate) fn read(&mut self, number: u32, spelling: &mut Spelling) -> Result<ArticlesPlace> {
        let place = self.spellings.places[number as usize];
        let articles = self.spellings.records.get(place, &mut self.block)?;
        let (head, terms) = self.block.split_at(SpellingHead::SIZE);
        let head = SpellingHead::read(head);
        spelling.number = number;
        spelling.key = head.key;
        spelling.articles = head.articles;
        spelling.is_truncated = head.is_truncated;
        spelling.printed = head.printed;
        let (kicker, terms) = read_terms(terms);
        spelling.kicker = kicker as usize;
        spelling.terms.clear();
        spelling.terms.extend(terms);
        Ok(ArticlesPlace(articles))
    }

    /// Appends the headlines of articles to `printed`, in reading order.
    pub(crate) fn articles(
        &mut self,
        place: ArticlesPlace,
        printed: &mut Vec<PrintedHeadline>,
    ) -> Result<()> {
        self.spellings.records.get(place.0, &mut self.block)?;
        let articles = self.block.chunks_exact(PrintedHeadline::SIZE);
        printed.extend(articles.map(PrintedHeadline::read));
        Ok(())
    }
}
