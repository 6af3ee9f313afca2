/*!
What is kept of every article while a run lasts: some hundred bytes.

Texts and headlines are not kept; they are read again where they are needed.
*/

use std::collections::HashMap;
use std::num::{NonZeroU32, NonZeroU64};

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{ArticleId, Position};
use crate::press::agencies::{Directory, Kind};
use crate::press::houses::Houses;
use crate::published::Published;
use crate::survey::stock::StorySketch;
use crate::syndication::origin::Sign;
use crate::url::registrable_domain;

/// The number of an outlet in a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Copy, Debug)]
pub struct Core {
    /// A number that the body decides: equal bodies have equal ones.
    pub fingerprint: u64,
    /// What tells its story from others.
    pub sketch: StorySketch,
    /// Words of its body.
    pub words: u32,
    /// The first article with the same body: itself for most.
    pub same_as: ArticleId,
    /// Its outlet.
    pub outlet: Option<OutletId>,
}

/// What else is kept of one article.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where its record stands.
    pub position: Position,
    /// When it was published, as far as that could be read.
    pub published: Option<Published>,
    /// With the fingerprint the hash of its body.
    pub body: u64,
    /// The hash of its text, as scraped.
    pub text: u64,
    /// The hash of headline and text, as scraped; without both, of address
    /// and id. It stays the same wherever the record stands.
    pub content: u64,
    /// The key of its headline, without what is hung on it; `None` without
    /// one.
    pub headline: Option<NonZeroU64>,
    /// The hash of its address in the one spelling of that page; 0 without
    /// one.
    pub page: u64,
    /// The share of its words that its outlet prints on other pages too.
    pub standing: f32,
    /// Whether the headline stands again in the text.
    pub headline_repeated: bool,
    /// Whether the record has a text at all.
    pub has_text: bool,
}

/// All articles of a dump, in reading order.
#[derive(Debug, Default)]
pub struct Roll {
    cores: Vec<Core>,
    entries: Vec<Entry>,
    ids: String,
    id_ends: Vec<usize>,
    outlets: Vec<Outlet>,
    outlet_numbers: HashMap<String, OutletId>,
    /// The parties that articles credit.
    parties: Vec<CreditedParty>,
    party_numbers: HashMap<String, u32>,
    /// The credits of the articles in clusters.
    signs: HashMap<ArticleId, Vec<Sign>>,
    /// The articles with the same body as others, under the first of them.
    twins: HashMap<ArticleId, Twins>,
}

/// An outlet of a dump.
#[derive(Debug)]
struct Outlet {
    name: String,
    /// The party whose own pages these are.
    own: Option<u32>,
}

/// A party that articles credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditedParty {
    /// Its name in the table, or as printed where the table does not have it.
    pub name: String,
    /// What it is, where that is known.
    pub kind: Option<Kind>,
}

/// Who is who, as far as the user and the table know.
#[derive(Clone, Copy, Debug)]
pub struct WhoIsWho<'a> {
    /// The parties of the table.
    pub directory: &'a Directory,
    /// What the user said of outlets.
    pub houses: &'a Houses,
}

/// Articles with one body.
#[derive(Debug)]
struct Twins {
    /// All of them, in reading order.
    articles: Vec<ArticleId>,
    /// The one whose text stands for all of them.
    spokesman: ArticleId,
}

impl Roll {
    /// The number of the outlet called `name`, which is entered when it is
    /// new.
    pub fn outlet(&mut self, name: &str, who: WhoIsWho<'_>) -> OutletId {
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

    /// The party whose own pages those of `outlet` are.
    #[must_use]
    pub fn own_party(&self, outlet: OutletId) -> Option<u32> {
        self.outlets.get(outlet.number() as usize)?.own
    }

    fn own_party_of(&mut self, name: &str, who: WhoIsWho<'_>) -> Option<u32> {
        let WhoIsWho { directory, houses } = who;
        let known = directory
            .by_outlet(houses.party(name).unwrap_or(name))
            .or_else(|| directory.by_domain(&registrable_domain(name)?));
        let (name, kind) = match (known, houses.party(name)) {
            (Some(party), _) => {
                let party = directory.party(party);
                (party.name.as_str(), Some(party.kind))
            }
            (None, Some(named)) => (named, None),
            (None, None) => return None,
        };
        Some(self.party_number(name, kind))
    }

    /// The number of the party called `name`, which is entered when it is new.
    pub fn party_number(&mut self, name: &str, kind: Option<Kind>) -> u32 {
        if let Some(&number) = self.party_numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.parties.len()).unwrap_or(u32::MAX);
        self.parties.push(CreditedParty {
            name: name.to_owned(),
            kind,
        });
        self.party_numbers.insert(name.to_owned(), number);
        number
    }

    /// The party with this number.
    ///
    /// # Panics
    ///
    /// When no party has it: numbers come from this roll.
    #[must_use]
    pub fn party(&self, number: u32) -> &CreditedParty {
        &self.parties[number as usize]
    }

    /// Enters the credits of an article.
    pub(super) fn note_signs(&mut self, article: ArticleId, signs: Vec<Sign>) {
        if !signs.is_empty() {
            self.signs.insert(article, signs);
        }
    }

    /// The credits of an article in a cluster; those of others were not read.
    #[must_use]
    pub fn signs(&self, article: ArticleId) -> &[Sign] {
        self.signs.get(&article).map_or(&[][..], Vec::as_slice)
    }

    /// The number that the next article will have.
    #[must_use]
    pub fn next_id(&self) -> ArticleId {
        ArticleId::new(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    /// Enters an article.
    pub fn push(&mut self, id: &str, core: Core, entry: Entry) {
        self.cores.push(core);
        self.entries.push(entry);
        self.ids.push_str(id);
        self.id_ends.push(self.ids.len());
    }

    /// The number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is asked for of an article again and again.
    #[must_use]
    pub fn core(&self, article: ArticleId) -> &Core {
        &self.cores[article.index()]
    }

    /// What else is kept of an article.
    #[must_use]
    pub fn entry(&self, article: ArticleId) -> &Entry {
        &self.entries[article.index()]
    }

    /// The id of an article, as in its record, or made from its place.
    #[must_use]
    pub fn id(&self, article: ArticleId) -> &str {
        let start = match article.index() {
            0 => 0,
            index => self.id_ends[index - 1],
        };
        &self.ids[start..self.id_ends[article.index()]]
    }

    /// All articles in reading order.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(ArticleId::new)
    }

    /// The article whose text is read for all that have its body.
    ///
    /// Bodies with equal words may differ in punctuation, and so in what is
    /// quoted. Which one is read must not depend on reading order: the text
    /// decides, then the outlet, then the time.
    #[must_use]
    pub fn spokesman(&self, article: ArticleId) -> ArticleId {
        let first = self.core(article).same_as;
        self.twins
            .get(&first)
            .map_or(first, |twins| twins.spokesman)
    }

    /// All articles with the body of `article`, itself among them, in reading
    /// order.
    #[must_use]
    pub fn twins(&self, article: ArticleId) -> &[ArticleId] {
        let first = &self.core(article).same_as;
        match self.twins.get(first) {
            Some(twins) => &twins.articles,
            None => std::slice::from_ref(first),
        }
    }

    /// The first of each body that several articles have.
    pub fn first_twins(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.twins.keys().copied()
    }

    /// Brings together the articles with one body and chooses who speaks for
    /// them, when all are entered.
    pub(super) fn find_twins(&mut self) {
        let mut twins: HashMap<ArticleId, Twins> = HashMap::new();
        for article in self.articles() {
            let first = self.core(article).same_as;
            if first != article {
                let twins = twins.entry(first).or_insert_with(|| Twins {
                    articles: vec![first],
                    spokesman: first,
                });
                twins.articles.push(article);
                if self.order_of_spokesmen(article) < self.order_of_spokesmen(twins.spokesman) {
                    twins.spokesman = article;
                }
            }
        }
        self.twins = twins;
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
