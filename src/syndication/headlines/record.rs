/*!
The records of different headlines: a head, which says what all its articles
have in common, and behind it what is kept of each.

The head is read often and the articles once. They are two blocks, since a
headline such as "Weather" may stand at a hundred thousand.
*/

use crate::error::Result;
use crate::news::dates::published::Published;
use crate::news::headline::terms::Term;
use crate::spill::fixed::{ByteReader, FixedSize};
use crate::spill::log::BlockLog;
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

/// Bits of the head's byte of marks.
const IS_CUT: u8 = 1;
const IS_DATED: u8 = 1 << 1;
const TO_THE_DAY: u8 = 1 << 2;

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
        let mut marks = 0;
        if self.is_cut {
            marks |= IS_CUT;
        }
        if let Some(printed) = self.printed {
            marks |= IS_DATED;
            if printed.to_the_day {
                marks |= TO_THE_DAY;
            }
        }
        self.head.clear();
        self.head.push(marks);
        self.head.extend_from_slice(&self.key.to_le_bytes());
        self.head.extend_from_slice(&self.articles.to_le_bytes());
        if let Some(printed) = self.printed {
            self.head.extend_from_slice(&printed.first.to_le_bytes());
            self.head.extend_from_slice(&printed.last.to_le_bytes());
        }
        self.head.extend_from_slice(&self.terms);
        let place = records.push(&self.head)?;
        records.push(&self.headlined)?;
        Ok(place)
    }
}

/// Reads the head whose bytes are `head` into `spelling`, but for its number
/// and the place of its articles.
pub(crate) fn read_head(head: &[u8], spelling: &mut Spelling) {
    let mut rest = ByteReader(head);
    let marks = rest.byte();
    spelling.key = rest.long();
    spelling.articles = rest.short();
    spelling.is_cut = marks & IS_CUT != 0;
    spelling.printed = (marks & IS_DATED != 0).then(|| Printed {
        first: rest.long().cast_signed(),
        last: rest.long().cast_signed(),
        to_the_day: marks & TO_THE_DAY != 0,
    });
    spelling.terms.clear();
    let terms = rest.0.chunks_exact(size_of::<u32>());
    let term = |bytes| Term::from_bits(ByteReader(bytes).short());
    spelling.terms.extend(terms.map(term));
}

/// What is kept of the articles of a headline, from its bytes.
pub(crate) fn read_articles(bytes: &[u8]) -> impl Iterator<Item = Headlined> + '_ {
    bytes.chunks_exact(Headlined::SIZE).map(Headlined::read)
}
