/*!
The outlets of a dump with their aliases, the parties, and which parties the
articles credit.
*/

use std::borrow::Cow;
use std::collections::HashMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::article::{ArticleId, Location, RecordRef};
use crate::convert::to_u32;
use crate::dump::{Dump, Record};
use crate::error::Result;
use crate::news::addresses::domains::registrable_domain;
use crate::news::name_key::key;
use crate::news::parties::aliases::OutletAliases;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::PartyKind;
use crate::spill::fixed::FixedSize;
use crate::syndication::origin::{CreditMention, PrintedRelease};

/// The number of an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OutletId(NonZeroU32);

impl OutletId {
    /// Returns the id of the outlet with this number.
    ///
    /// # Panics
    ///
    /// When `number` is `u32::MAX`.
    #[must_use]
    pub const fn new(number: u32) -> OutletId {
        OutletId(
            NonZeroU32::MIN
                .checked_add(number)
                .expect("outlets are fewer than 2^32 - 1"),
        )
    }

    /// Returns the number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get() - 1
    }
}

impl FixedSize for OutletId {
    const SIZE: usize = u32::SIZE;

    fn write(self, bytes: &mut Vec<u8>) {
        self.number().write(bytes);
    }

    fn read(bytes: &[u8]) -> OutletId {
        OutletId::new(u32::read(bytes))
    }
}

/// Returns the key under which the boilerplate of an outlet is counted; 0 for
/// articles without an outlet.
pub(crate) fn outlet_key(outlet: Option<&str>) -> u64 {
    outlet.map_or(0, |name| xxh3_64(name.as_bytes()))
}

/// What is known of parties before the dump is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownParties<'a> {
    pub(crate) directory: &'a Directory,
    pub(crate) outlet_aliases: &'a OutletAliases,
}

impl KnownParties<'_> {
    /// Returns the number of the party whose own pages the outlet called `name`
    /// publishes. A new party is added to `credits`.
    fn number_of_outlet(self, name: &str, credits: &mut ArticleCredits) -> Option<u32> {
        let named = self.outlet_aliases.party(name);
        let known = self
            .directory
            .by_outlet(named.unwrap_or(name))
            .or_else(|| self.directory.by_domain(&registrable_domain(name)?));
        match known {
            Some(party) => {
                let party = self.directory.party(party);
                Some(credits.number(&party.name, Some(party.kind)))
            }
            None => Some(credits.number(named?, None)),
        }
    }
}

/// The outlets of a dump, in the order of their first articles.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct OutletTable {
    outlets: Vec<Outlet>,
    ids: HashMap<String, OutletId>,
    /// The first outlet of each name without case and marks.
    by_key: HashMap<String, OutletId>,
    /// The first outlet of each party.
    by_party: HashMap<u32, OutletId>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Outlet {
    name: String,
    own_party: Option<u32>,
    /// The first outlet of the dump that is the same one: of one name or one party.
    same_as: OutletId,
}

impl OutletTable {
    /// Returns the id of the outlet called `name`, and adds it if it is new.
    pub(crate) fn id(
        &mut self,
        name: &str,
        parties: KnownParties<'_>,
        credits: &mut ArticleCredits,
    ) -> OutletId {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = OutletId::new(to_u32(self.outlets.len()));
        let own_party = parties.number_of_outlet(name, credits);
        let mut same_as = match key(name) {
            // Names of marks alone are different ones.
            empty if empty.is_empty() => id,
            key => *self.by_key.entry(key).or_insert(id),
        };
        if let Some(party) = own_party {
            same_as = *self.by_party.entry(party).or_insert(same_as);
        }
        self.outlets.push(Outlet {
            name: name.to_owned(),
            own_party,
            same_as,
        });
        self.ids.insert(name.to_owned(), id);
        id
    }

    pub(crate) fn name(&self, outlet: OutletId) -> &str {
        &self.outlets[outlet.number() as usize].name
    }

    pub(crate) fn own_party(&self, outlet: OutletId) -> Option<u32> {
        self.outlets[outlet.number() as usize].own_party
    }

    /// Returns the first outlet of the dump that is the same one under another name:
    /// `CoastalTalk.net` and `coastaltalk.net`, an agency and its site.
    pub(crate) fn same_as(&self, outlet: OutletId) -> OutletId {
        self.outlets[outlet.number() as usize].same_as
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.outlets.iter().map(|outlet| outlet.name.as_str())
    }
}

/// A party of a dump.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CreditedParty {
    /// The name in the directory, or as printed for a party that is not in it.
    pub(crate) name: String,
    pub(crate) kind: Option<PartyKind>,
}

/// The parties of a dump, and the credits of its articles.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ArticleCredits {
    parties: Vec<CreditedParty>,
    numbers: HashMap<String, u32>,
    mentions: ByArticle<CreditMention>,
    releases: ByArticle<PrintedRelease>,
    /// Outlets that the pages name beside their stories.
    named_outlets: ByArticle<u32>,
    page_facts: ByArticle<PageFact>,
}

/// A fact about the source of an article that names no party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PageFact {
    /// The article says that it was published before, but not where.
    UnnamedReprint,
    /// The byline names the outlet itself.
    SignsItself,
}

/// Values of articles, in reading order.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ByArticle<T> {
    values: Vec<T>,
    articles: Vec<ArticleId>,
}

impl<T> Default for ByArticle<T> {
    fn default() -> ByArticle<T> {
        ByArticle {
            values: Vec::new(),
            articles: Vec::new(),
        }
    }
}

impl<T> ByArticle<T> {
    fn push(&mut self, article: ArticleId, value: T) {
        self.values.push(value);
        self.articles.push(article);
    }

    fn of(&self, article: ArticleId) -> &[T] {
        let start = self.articles.partition_point(|&other| other < article);
        let count = self.articles[start..].partition_point(|&other| other == article);
        &self.values[start..start + count]
    }
}

impl ArticleCredits {
    /// Returns the number of the party called `name`, and adds it if it is new.
    pub(crate) fn number(&mut self, name: &str, kind: Option<PartyKind>) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = to_u32(self.parties.len());
        self.parties.push(CreditedParty {
            name: name.to_owned(),
            kind,
        });
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub(crate) fn party(&self, number: u32) -> &CreditedParty {
        &self.parties[number as usize]
    }

    /// Adds a credit of `article`. Articles come in reading order.
    pub(crate) fn push(&mut self, article: ArticleId, mention: CreditMention) {
        self.mentions.push(article, mention);
    }

    /// Adds the release that `article` is from. Articles come in reading order.
    pub(crate) fn push_release(&mut self, article: ArticleId, release: PrintedRelease) {
        self.releases.push(article, release);
    }

    /// Adds an outlet that `article` names. Articles come in reading order.
    pub(crate) fn push_named_outlet(&mut self, article: ArticleId, outlet: u32) {
        self.named_outlets.push(article, outlet);
    }

    /// Adds a fact about `article`. Articles come in reading order.
    pub(crate) fn push_fact(&mut self, article: ArticleId, fact: PageFact) {
        self.page_facts.push(article, fact);
    }

    pub(crate) fn of(&self, article: ArticleId) -> &[CreditMention] {
        self.mentions.of(article)
    }

    pub(crate) fn release_of(&self, article: ArticleId) -> Option<PrintedRelease> {
        self.releases.of(article).first().copied()
    }

    pub(crate) fn has_fact(&self, article: ArticleId, fact: PageFact) -> bool {
        self.page_facts.of(article).contains(&fact)
    }

    pub(crate) fn named_outlets_of(&self, article: ArticleId) -> &[u32] {
        self.named_outlets.of(article)
    }
}

/// A dump in which outlet aliases are replaced; everything else is unchanged.
#[derive(Debug)]
pub(crate) struct AliasedDump<'a, D> {
    dump: &'a D,
    outlet_aliases: &'a OutletAliases,
}

impl<'a, D: Dump> AliasedDump<'a, D> {
    pub(crate) const fn new(dump: &'a D, outlet_aliases: &'a OutletAliases) -> AliasedDump<'a, D> {
        AliasedDump {
            dump,
            outlet_aliases,
        }
    }

    fn replace_alias<'r>(&'r self, mut record: Record<'r>) -> Record<'r> {
        if let Ok(article) = &mut record.article
            && let Some(outlet) = &article.outlet
        {
            let name = self.outlet_aliases.name(outlet);
            if name != outlet {
                article.outlet = Some(Cow::Owned(name.to_owned()));
            }
        }
        record
    }
}

impl<D: Dump> Dump for AliasedDump<'_, D> {
    type Chunk = D::Chunk;

    fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_> {
        self.dump.chunks()
    }

    fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>)) {
        self.dump
            .records(chunk, &mut |record| each(self.replace_alias(record)));
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        self.dump
            .read_again(record_ref, &mut |record| with(self.replace_alias(record)))
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        self.dump.location(record_ref)
    }

    fn file_names(&self) -> Vec<&str> {
        self.dump.file_names()
    }

    fn total_bytes(&self) -> Option<u64> {
        self.dump.total_bytes()
    }

    fn check_io(&self) -> Result<()> {
        self.dump.check_io()
    }

    fn identity(&self) -> Option<Vec<String>> {
        self.dump.identity()
    }
}
