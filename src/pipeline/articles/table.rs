/*!
The article table: what is kept of every article while a run lasts.

24 bytes of each article are in memory, and about a hundred may spill to disk.
Texts and headlines are not kept; they are read again when they are needed.

# Choices

* Reading an entry does not return an error, since entries are read in places
  that cannot return one, such as the order of a sort. The table keeps the first
  error of a temporary file and returns it from [`ArticleTable::check_io`], which
  each stage calls before its result is used.
*/

use std::sync::{Mutex, PoisonError};

use crate::article::{Article, ArticleId, RecordRef};
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::error::{Error, Result};
use crate::pipeline::articles::entry::{ArticleCore, ArticleEntry};
use crate::pipeline::articles::exact_duplicates::{
    BodyHash, EqualBodies, ExactDuplicates, later_duplicates,
};
use crate::pipeline::articles::outlets::{ArticleCredits, KnownParties, OutletId, OutletTable};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::paged_lists::{BlockLog, PagedVec};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::origin::CreditMention;

/// What is kept of all articles of a dump, in reading order.
///
/// Methods that take an article panic when the table has no such article.
#[derive(Debug)]
pub struct ArticleTable {
    cores: ChunkedVec<ArticleCore>,
    entries: PagedVec<ArticleEntry>,
    /// The id of each article, followed by its excluded blocks if it has any.
    ids: BlockLog,
    pub(crate) outlets: OutletTable,
    pub(crate) credits: ArticleCredits,
    exact_duplicates: ExactDuplicates,
    first_error: Mutex<Option<Error>>,
}

impl ArticleTable {
    pub(crate) fn new(budget: &MemoryBudget) -> ArticleTable {
        ArticleTable {
            cores: ChunkedVec::new(budget),
            entries: PagedVec::new(budget.share(&shares::ARTICLE_ENTRIES)),
            ids: BlockLog::new(budget.share(&shares::ARTICLE_IDS)),
            outlets: OutletTable::default(),
            credits: ArticleCredits::default(),
            exact_duplicates: ExactDuplicates::none(budget),
            first_error: Mutex::new(None),
        }
    }

    pub(crate) fn push(
        &mut self,
        id: &str,
        excluded: &[u8],
        core: ArticleCore,
        mut entry: ArticleEntry,
    ) -> Result<()> {
        entry.id_place = self.ids.push(id.as_bytes())?;
        entry.is_whole = excluded.is_empty();
        if !entry.is_whole {
            self.ids.push(excluded)?;
        }
        self.cores.push(core);
        self.entries.push(entry)
    }

    pub(crate) fn next_id(&self) -> ArticleId {
        ArticleId::new(to_u32(self.len()))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.cores.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cores.is_empty()
    }

    /// Returns all articles in reading order.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        (0..to_u32(self.len())).map(ArticleId::new)
    }

    #[must_use]
    pub fn core(&self, article: ArticleId) -> &ArticleCore {
        &self.cores[article.index()]
    }

    /// Returns what else is kept of an article, or an empty entry after an error
    /// that [`ArticleTable::check_io`] returns.
    #[must_use]
    pub fn entry(&self, article: ArticleId) -> ArticleEntry {
        self.or_default(self.entries.get(article.index()))
    }

    /// Returns where the record of an article is.
    pub fn record_ref(&self, article: ArticleId) -> Result<RecordRef> {
        Ok(self.entries.get(article.index())?.record)
    }

    /// Reads a record again. An error if it is no longer an article.
    pub(crate) fn read_again<D: Dump>(
        &self,
        dump: &D,
        article: ArticleId,
        with: &mut dyn FnMut(&Article<'_>),
    ) -> Result<()> {
        let mut result = Ok(());
        dump.read_again(self.record_ref(article)?, &mut |record| {
            result = record.article.map(|article| with(&article));
        })?;
        result
    }

    /// Returns the id of an article: that of its record, or its location when
    /// the record has none. The id is empty after an error that
    /// [`ArticleTable::check_io`] returns.
    #[must_use]
    pub fn id(&self, article: ArticleId) -> String {
        let id = self.entries.get(article.index()).and_then(|entry| {
            let mut id = Vec::new();
            self.ids.get(entry.id_place, &mut id)?;
            Ok(String::from_utf8(id).expect("ids are written as strings"))
        });
        self.or_default(id)
    }

    /// Returns the encoded excluded blocks of the article with this entry.
    pub(crate) fn excluded(&self, entry: &ArticleEntry) -> Result<Vec<u8>> {
        let mut excluded = Vec::new();
        if !entry.is_whole {
            let place = self.ids.next(entry.id_place)?;
            self.ids.get(place, &mut excluded)?;
        }
        Ok(excluded)
    }

    /// Returns the value, or the default after an error, which is kept.
    fn or_default<T: Default>(&self, read: Result<T>) -> T {
        read.unwrap_or_else(|error| {
            let first = self.first_error.lock();
            first
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert(error);
            T::default()
        })
    }

    /// Returns the first error of a temporary file. Results that rest on the
    /// table are then wrong. Later calls return the error without its cause.
    pub fn check_io(&self) -> Result<()> {
        let first_error = self.first_error.lock();
        let mut first_error = first_error.unwrap_or_else(PoisonError::into_inner);
        let Some(error) = first_error.take() else {
            return Ok(());
        };
        *first_error = Some(Error::file(error.to_string()));
        Err(error)
    }
}

/// Outlets and parties.
impl ArticleTable {
    pub(crate) fn outlet(&mut self, name: &str, parties: KnownParties<'_>) -> OutletId {
        self.outlets.id(name, parties, &mut self.credits)
    }

    #[must_use]
    pub fn outlet_of(&self, article: ArticleId) -> Option<&str> {
        let outlet = self.core(article).outlet;
        outlet.map(|outlet| self.outlets.name(outlet))
    }

    /// Returns the outlet of an article, by the first of its names in the dump.
    pub(crate) fn same_outlet(&self, article: ArticleId) -> Option<OutletId> {
        let outlet = self.core(article).outlet?;
        Some(self.outlets.same_as(outlet))
    }

    /// Returns the credits of an article in a cluster. Others have none.
    #[must_use]
    pub fn credits_of(&self, article: ArticleId) -> &[CreditMention] {
        self.credits.of(article)
    }
}

/// Exact duplicates.
impl ArticleTable {
    /// Finds the articles with equal bodies. Call this when all are added.
    pub(crate) fn find_exact_duplicates(
        &mut self,
        bodies: Sorter<BodyHash>,
        budget: &MemoryBudget,
    ) -> Result<()> {
        let duplicates = later_duplicates(bodies)?;
        for duplicate in &duplicates {
            for article in [duplicate.first, duplicate.article] {
                let core = self.cores.get_mut(article.index());
                let core = core.expect("bodies are those of articles of the table");
                core.first_with_body = duplicate.first;
                core.has_exact_duplicates = true;
            }
        }
        let rank = |article: ArticleId| {
            let entry = self.entry(article);
            let seconds = entry.published.map(|published| published.seconds);
            (entry.text_hash, self.outlet_of(article), seconds)
        };
        let is_before = |one, other| rank(one) < rank(other);
        self.exact_duplicates = ExactDuplicates::of(duplicates, is_before, budget);
        self.check_io()
    }

    fn equal_bodies(&self, article: ArticleId) -> Option<EqualBodies<'_>> {
        let core = self.core(article);
        core.has_exact_duplicates
            .then(|| self.exact_duplicates.of_first(core.first_with_body))
    }

    /// Returns the article whose text represents all articles with the body of
    /// `article`.
    ///
    /// Bodies with equal words may differ in punctuation, and so in what is
    /// quoted. The choice must not depend on reading order: the hash of the
    /// text decides, then the outlet, then the time.
    #[must_use]
    pub fn representative(&self, article: ArticleId) -> ArticleId {
        let equal = self.equal_bodies(article);
        equal.map_or(article, |equal| equal.representative)
    }

    /// Returns all articles with the body of `article`, in reading order.
    #[must_use]
    pub fn exact_duplicates(&self, article: ArticleId) -> &[ArticleId] {
        match self.equal_bodies(article) {
            Some(equal) => equal.articles,
            None => std::slice::from_ref(&self.core(article).first_with_body),
        }
    }

    /// Returns the first article of each body that several articles have.
    pub fn first_exact_duplicates(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.exact_duplicates.firsts().iter().copied()
    }
}

checkpoint!(ArticleTable {
    cores,
    entries,
    ids,
    outlets,
    credits,
    exact_duplicates,
});
