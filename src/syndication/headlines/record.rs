/*!
The records of different headlines: a head, which says what all its articles
have in common, and behind it what is kept of each.

The head is read often and the articles once. They are two blocks, since a
headline such as "Weather" may stand at a hundred thousand.
*/

use crate::error::Result;
use crate::news::dates::published::Published;
use crate::news::headline::terms::Term;
use crate::spill::block_log::BlockLog;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::syndication::headlines::headlined::Headlined;

/// When a headline was printed: the first second and the last that may be
/// meant, and how far apart two printings of one story may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The first second.
    pub first: i64,
    /// The last.
    pub last: i64,
    /// Whether days are known, and not only months or years.
    pub to_the_day: bool,
}

impl Printed {
    fn of(published: Published) -> Printed {
        Printed {
            first: published.seconds,
            last: published.seconds,
            to_the_day: published.is_to_the_day(),
        }
    }

    fn and(self, other: Printed) -> Printed {
        Printed {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            to_the_day: self.to_the_day && other.to_the_day,
        }
    }
}

/// A different headline, as far as its articles agree.
#[derive(Clone, Debug, Default)]
pub struct Spelling {
    /// Its number.
    pub number: u32,
    /// Its key.
    pub key: u64,
    /// The number of articles that have it.
    pub articles: u32,
    /// When it was printed, as far as that is known of any article.
    pub printed: Option<Printed>,
    /// Whether somebody cut it.
    pub is_cut: bool,
    /// Its words: those of its first article.
    pub terms: Vec<Term>,
    /// Where its articles stand.
    pub(crate) place_of_articles: u64,
}

fixed_size!(Printed {
    first: i64,
    last: i64,
    to_the_day: bool,
});

/// A spelling but for its terms, as it is written.
#[derive(Clone, Copy)]
struct Head {
    key: u64,
    articles: u32,
    is_cut: bool,
    printed: Option<Printed>,
}

fixed_size!(Head {
    key: u64,
    articles: u32,
    is_cut: bool,
    printed: Option<Printed>,
});

/// A record that is being made.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    key: u64,
    articles: u32,
    printed: Option<Printed>,
    is_cut: bool,
    /// The words, each in four bytes.
    terms: Vec<u8>,
    /// What is kept of the articles.
    headlined: Vec<u8>,
    head: Vec<u8>,
}

impl Draft {
    /// Begins the record of another headline.
    pub(crate) fn begin(&mut self, key: u64) {
        self.key = key;
        self.articles = 0;
        self.printed = None;
        self.is_cut = false;
        self.headlined.clear();
    }

    /// Enters an article whose headline has these words, each in four bytes.
    pub(crate) fn push(&mut self, headlined: Headlined, terms: &[u8]) {
        if self.articles == 0 {
            self.terms.clear();
            self.terms.extend_from_slice(terms);
        }
        self.articles += 1;
        self.is_cut |= headlined.is_cut();
        let printed = headlined.published.map(Printed::of);
        self.printed = match (self.printed, printed) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        headlined.write(&mut self.headlined);
    }

    /// The number of articles so far.
    pub(crate) const fn articles(&self) -> u32 {
        self.articles
    }

    /// Writes the record to `records`, and says where it stands.
    pub(crate) fn write(&mut self, records: &mut BlockLog) -> Result<u64> {
        self.head.clear();
        Head {
            key: self.key,
            articles: self.articles,
            is_cut: self.is_cut,
            printed: self.printed,
        }
        .write(&mut self.head);
        self.head.extend_from_slice(&self.terms);
        let place = records.push(&self.head)?;
        records.push(&self.headlined)?;
        Ok(place)
    }
}

/// Reads the head whose bytes are `head` into `spelling`, but for its number
/// and the place of its articles.
pub(crate) fn read_head(head: &[u8], spelling: &mut Spelling) {
    let (head, terms) = head.split_at(Head::SIZE);
    let head = Head::read(head);
    spelling.key = head.key;
    spelling.articles = head.articles;
    spelling.is_cut = head.is_cut;
    spelling.printed = head.printed;
    spelling.terms.clear();
    spelling
        .terms
        .extend(terms.chunks_exact(Term::SIZE).map(Term::read));
}

/// What is kept of the articles of a headline, from its bytes.
pub(crate) fn read_articles(bytes: &[u8]) -> impl Iterator<Item = Headlined> + '_ {
    bytes.chunks_exact(Headlined::SIZE).map(Headlined::read)
}
