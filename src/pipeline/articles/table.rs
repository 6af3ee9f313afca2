/*!
What is kept of every article while a run lasts: 24 bytes in memory, and some
hundred that may stand on disk.

Texts and headlines are not kept; they are read again where they are needed.

# Choices

* Reading an entry never fails where it is asked for: the first trouble with
  the temporary file is kept, and [`ArticleTable::check_io`] gives it at the end of each
  stage, before anything that rests on it is believed.
*/

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::article::{ArticleId, RecordRef};
use crate::error::{Error, Result};
use crate::news::addresses::domains::registrable_domain;
use crate::news::parties::aliases::OutletAliases;
use crate::news::parties::directory::Directory;
use crate::pipeline::articles::credits::ArticleCredits;
pub use crate::pipeline::articles::credits::CreditedParty;
pub use crate::pipeline::articles::entry::ArticleEntry;
use crate::pipeline::articles::exact_duplicates::{BodyHash, ExactDuplicates};
use crate::spill::block_log::BlockLog;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::paged_vec::PagedVec;
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::origin::CreditMention;

/// The number of an outlet in a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OutletId(NonZeroU32);

impl OutletId {
    /// The outlet with this number.
    #[must_use]
    pub const fn new(number: u32) -> OutletId {
        OutletId(NonZeroU32::MIN.saturating_add(number))
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get() - 1
    }
}

/// The key of an outlet's name: what blocks and phrases are counted under.
#[must_use]
pub fn outlet_key(outlet: Option<&str>) -> u64 {
    outlet.map_or(0, |name| xxh3_64(name.as_bytes()))
}

/// What is kept of one article and asked for again and again while articles
/// are brought together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleCore {
    /// A number that the body decides: equal bodies have equal ones.
    pub fingerprint: u64,
    /// Words of its body.
    pub words: u32,
    /// The first article with the same body: itself for most.
    pub same_as: ArticleId,
    /// Whether other articles have the same body.
    pub has_exact_duplicates: bool,
    /// Its outlet.
    pub outlet: Option<OutletId>,
}

/// All articles of a dump, in reading order.
#[derive(Debug)]
pub struct ArticleTable {
    cores: ChunkedVec<ArticleCore>,
    entries: PagedVec<ArticleEntry>,
    /// The id of each article, and behind it what was set aside of its text, if
    /// anything was.
    ids: BlockLog,
    outlets: Vec<Outlet>,
    outlet_numbers: HashMap<String, OutletId>,
    credits: ArticleCredits,
    exact_duplicates: ExactDuplicates,
    /// The first trouble with a temporary file.
    trouble: Mutex<Option<Error>>,
}

/// An outlet of a dump.
#[derive(Debug, Serialize, Deserialize)]
struct Outlet {
    name: String,
    /// The party whose own pages these are.
    own: Option<u32>,
}

/// Who is who, as far as the user and the table know.
#[derive(Clone, Copy, Debug)]
pub struct KnownParties<'a> {
    /// The parties of the table.
    pub directory: &'a Directory,
    /// What the user said of outlets.
    pub outlet_aliases: &'a OutletAliases,
}

impl ArticleTable {
    /// A roll without articles.
    #[must_use]
    pub fn new(budget: &MemoryBudget) -> ArticleTable {
        ArticleTable {
            cores: ChunkedVec::new(budget),
            entries: PagedVec::new(budget.share(&shares::ARTICLE_ENTRIES)),
            ids: BlockLog::new(budget.share(&shares::ARTICLE_IDS)),
            outlets: Vec::new(),
            outlet_numbers: HashMap::new(),
            credits: ArticleCredits::default(),
            exact_duplicates: ExactDuplicates::none(budget),
            trouble: Mutex::new(None),
        }
    }

    /// The number of the outlet called `name`, which is entered when it is
    /// new.
    pub fn outlet(&mut self, name: &str, who: KnownParties<'_>) -> OutletId {
        if let Some(&number) = self.outlet_numbers.get(name) {
            return number;
        }
        let number = OutletId::new(u32::try_from(self.outlets.len()).unwrap_or(u32::MAX));
        let own = self.own_party_of(name, who);
        self.outlets.push(Outlet {
            name: name.to_owned(),
            own,
        });
        self.outlet_numbers.insert(name.to_owned(), number);
        number
    }

    /// The name of an outlet.
    #[must_use]
    pub fn outlet_name(&self, outlet: OutletId) -> &str {
        self.outlets
            .get(outlet.number() as usize)
            .map_or("", |outlet| outlet.name.as_str())
    }

    /// The names of all outlets, in the order in which they were first met.
    pub fn outlets(&self) -> impl Iterator<Item = &str> {
        self.outlets.iter().map(|outlet| outlet.name.as_str())
    }

    /// The party whose own pages those of `outlet` are.
    #[must_use]
    pub fn own_party(&self, outlet: OutletId) -> Option<u32> {
        self.outlets.get(outlet.number() as usize)?.own
    }

    fn own_party_of(&mut self, name: &str, who: KnownParties<'_>) -> Option<u32> {
        let KnownParties {
            directory,
            outlet_aliases,
        } = who;
        let known = directory
            .by_outlet(outlet_aliases.party(name).unwrap_or(name))
            .or_else(|| directory.by_domain(&registrable_domain(name)?));
        let (name, kind) = match (known, outlet_aliases.party(name)) {
            (Some(party), _) => {
                let party = directory.party(party);
                (party.name.as_str(), Some(party.kind))
            }
            (None, Some(named)) => (named, None),
            (None, None) => return None,
        };
        Some(self.credits.number(name, kind))
    }

    /// The party with this number.
    ///
    /// # Panics
    ///
    /// When no party has it: numbers come from this roll.
    #[must_use]
    pub fn party(&self, number: u32) -> &CreditedParty {
        self.credits.party(number)
    }

    /// The parties that are known, and the credits that were read.
    pub(crate) fn credits(&self) -> &ArticleCredits {
        &self.credits
    }

    /// Takes the credits that were read.
    pub(crate) fn set_credits(&mut self, credits: ArticleCredits) {
        self.credits = credits;
    }

    /// The credits of an article in a cluster; those of others were not read.
    #[must_use]
    pub fn signs(&self, article: ArticleId) -> &[CreditMention] {
        self.credits.of(article)
    }

    /// The number that the next article will have.
    #[must_use]
    pub fn next_id(&self) -> ArticleId {
        ArticleId::new(u32::try_from(self.len()).unwrap_or(u32::MAX))
    }

    /// Enters an article, with what its preparer wrote of what it set `aside`.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written.
    pub fn push(
        &mut self,
        id: &str,
        aside: &[u8],
        core: ArticleCore,
        mut entry: ArticleEntry,
    ) -> Result<()> {
        entry.id = self.ids.push(id.as_bytes())?;
        entry.is_whole = aside.is_empty();
        if !entry.is_whole {
            self.ids.push(aside)?;
        }
        self.cores.push(core);
        self.entries.push(entry)
    }

    /// The number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cores.len()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cores.is_empty()
    }

    /// What is asked for of an article again and again.
    ///
    /// # Panics
    ///
    /// When there is no such article.
    #[must_use]
    pub fn core(&self, article: ArticleId) -> &ArticleCore {
        &self.cores[article.index()]
    }

    /// What else is kept of an article; nothing where it cannot be read, of
    /// which [`ArticleTable::check_io`] knows.
    #[must_use]
    pub fn entry(&self, article: ArticleId) -> ArticleEntry {
        self.without_trouble(self.entries.get(article.index()))
    }

    /// Where the record of an article stands.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be read.
    pub fn record_ref(&self, article: ArticleId) -> Result<RecordRef> {
        Ok(self.entries.get(article.index())?.record)
    }

    /// The id of an article, as in its record, or made from its place; empty
    /// where it cannot be read, of which [`ArticleTable::check_io`] knows.
    #[must_use]
    pub fn id(&self, article: ArticleId) -> String {
        let mut id = Vec::new();
        let entry = self.entries.get(article.index());
        let found = entry.and_then(|entry| self.ids.get(entry.id, &mut id));
        self.without_trouble(found.map(|_| ()));
        String::from_utf8(id).unwrap_or_default()
    }

    /// What the preparer wrote of what it set aside of the article with this
    /// entry; nothing where it set nothing aside.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be read.
    pub(crate) fn excluded(&self, entry: &ArticleEntry) -> Result<Vec<u8>> {
        let mut aside = Vec::new();
        if !entry.is_whole {
            self.ids.get(self.ids.next(entry.id)?, &mut aside)?;
        }
        Ok(aside)
    }

    /// What was read; what stands for nothing if it could not be.
    fn without_trouble<T: Default>(&self, read: Result<T>) -> T {
        read.unwrap_or_else(|error| {
            let trouble = self.trouble.lock();
            trouble
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert(error);
            T::default()
        })
    }

    /// Whether everything that was asked for could be read.
    ///
    /// # Errors
    ///
    /// When it could not: what came of it is worth nothing. Whoever asks once
    /// more is told once more, without the foreign cause.
    pub fn check_io(&self) -> Result<()> {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(error) = trouble.take() else {
            return Ok(());
        };
        *trouble = Some(Error::file(error.to_string()));
        Err(error)
    }

    /// All articles in reading order.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(ArticleId::new)
    }

    /// The article whose text is read for all that have its body.
    ///
    /// Bodies with equal words may differ in punctuation, and so in what is
    /// quoted. Which one is read must not depend on reading order: the text
    /// decides, then the outlet, then the time.
    #[must_use]
    pub fn representative(&self, article: ArticleId) -> ArticleId {
        let core = self.core(article);
        let exact_duplicates = core
            .has_exact_duplicates
            .then(|| self.exact_duplicates.of_first(core.same_as));
        exact_duplicates
            .flatten()
            .map_or(core.same_as, |exact_duplicates| exact_duplicates.1)
    }

    /// All articles with the body of `article`, itself among them, in reading
    /// order.
    #[must_use]
    pub fn exact_duplicates(&self, article: ArticleId) -> &[ArticleId] {
        let core = self.core(article);
        let exact_duplicates = core
            .has_exact_duplicates
            .then(|| self.exact_duplicates.of_first(core.same_as));
        match exact_duplicates.flatten() {
            Some(exact_duplicates) => exact_duplicates.0,
            None => std::slice::from_ref(&core.same_as),
        }
    }

    /// The first of each body that several articles have.
    pub fn first_exact_duplicates(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.exact_duplicates.firsts().iter().copied()
    }

    /// Brings together the articles with one body and chooses who speaks for
    /// them, when all are entered.
    pub(crate) fn find_exact_duplicates(
        &mut self,
        bodies: Sorter<BodyHash>,
        budget: &MemoryBudget,
    ) -> Result<()> {
        let mut pairs: Vec<(ArticleId, ArticleId)> = Vec::new();
        let mut first: Option<BodyHash> = None;
        for body in bodies.finish()? {
            let body = body?;
            match first {
                Some(first) if (first.fingerprint, first.rest) == (body.fingerprint, body.rest) => {
                    pairs.push((first.article, body.article));
                }
                _ => first = Some(body),
            }
        }
        for &(first, article) in &pairs {
            for one in [first, article] {
                if let Some(core) = self.cores.get_mut(one.index()) {
                    core.same_as = first;
                    core.has_exact_duplicates = true;
                }
            }
        }
        let before = |one: ArticleId, other: ArticleId| {
            self.order_of_spokesmen(one) < self.order_of_spokesmen(other)
        };
        self.exact_duplicates = ExactDuplicates::of(pairs, before, budget);
        self.check_io()
    }

    fn order_of_spokesmen(&self, article: ArticleId) -> (u64, Option<&str>, Option<i64>) {
        let entry = self.entry(article);
        (
            entry.text,
            self.outlet_of(article),
            entry.published.map(|published| published.seconds),
        )
    }

    /// The name of an article's outlet.
    #[must_use]
    pub fn outlet_of(&self, article: ArticleId) -> Option<&str> {
        self.core(article)
            .outlet
            .map(|outlet| self.outlet_name(outlet))
    }
}

fixed_size!(ArticleCore {
    fingerprint: u64,
    words: u32,
    same_as: ArticleId,
    has_exact_duplicates: bool,
    outlet: Option<OutletId>,
});

impl FixedSize for OutletId {
    const SIZE: usize = u32::SIZE;

    fn write(self, bytes: &mut Vec<u8>) {
        self.number().write(bytes);
    }

    fn read(bytes: &[u8]) -> OutletId {
        OutletId::new(u32::read(bytes))
    }
}

checkpoint!(ArticleTable {
    cores,
    entries,
    ids,
    outlets,
    outlet_numbers,
    credits,
    exact_duplicates,
});
