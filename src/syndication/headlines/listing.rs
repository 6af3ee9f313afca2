/*!
The headlines of a dump, some sixty bytes for each.
*/

use std::ops::Range;

use super::spellings::Link;
use crate::article::ArticleId;
use crate::press::headline::Ending;
use crate::press::headline::terms::Term;
use crate::press::page::{Page, PageKind};
use crate::published::Published;

/// What is kept of the headline of one article.
#[derive(Clone, Copy, Debug)]
pub struct Headlined {
    /// The article.
    pub article: ArticleId,
    /// The key of the headline.
    pub key: u64,
    /// The key of the headline with all that is hung on it.
    pub whole: u64,
    /// Its outlet, by number.
    pub outlet: Option<u32>,
    /// When it was published.
    pub published: Option<Published>,
    /// What kind of page it stands on.
    pub page: PageKind,
    /// What outlets of one publisher share in the addresses of one story; 0
    /// for nothing.
    pub slug: u64,
    /// The page itself; 0 where it is not known.
    pub address: u64,
    /// The number that its slug ends with; 0 for none.
    pub serial: u16,
    /// How it ends.
    pub ending: Ending,
}

impl Headlined {
    /// Whether somebody cut it.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.ending == Ending::Cut
    }

    /// The same, on `page`.
    #[must_use]
    pub fn on(mut self, page: Page) -> Headlined {
        self.page = page.kind;
        self.slug = page.slug.unwrap_or_default();
        self.address = page.address.unwrap_or_default();
        self.serial = page.serial.unwrap_or_default();
        self
    }
}

/// All headlines of a dump, in reading order, with their words.
#[derive(Debug, Default)]
pub struct Listing {
    headlined: Vec<Headlined>,
    terms: Vec<Term>,
    ends: Vec<usize>,
}

impl Listing {
    /// A listing with room for so many headlines, and for so many words of
    /// them all.
    #[must_use]
    pub fn with_capacity(headlines: usize, terms: usize) -> Listing {
        Listing {
            headlined: Vec::with_capacity(headlines),
            terms: Vec::with_capacity(terms),
            ends: Vec::with_capacity(headlines),
        }
    }

    /// Enters a headline with its words, of which there are less than 256.
    pub fn push(&mut self, headlined: Headlined, terms: &[Term]) {
        self.headlined.push(headlined);
        self.terms.extend_from_slice(terms);
        self.ends.push(self.terms.len());
    }

    /// The number of headlines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.headlined.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headlined.is_empty()
    }

    /// The headline entered after `place` others.
    #[must_use]
    pub fn headlined(&self, place: u32) -> &Headlined {
        &self.headlined[place as usize]
    }

    /// Its words.
    #[must_use]
    pub fn terms(&self, place: u32) -> &[Term] {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.terms[start..self.ends[place]]
    }

    /// The different headlines, by key.
    #[must_use]
    pub fn spellings(&self) -> Spellings<'_> {
        let count = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_unstable_by_key(|&place| (self.headlined(place).key, place));
        let mut starts = Vec::new();
        for (index, &place) in order.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| order[before]);
            if before.is_none_or(|before| self.headlined(before).key != self.headlined(place).key) {
                starts.push(u32::try_from(index).unwrap_or(u32::MAX));
            }
        }
        let words = starts
            .iter()
            .map(|&start| {
                let place = order[start as usize];
                let end = self.ends[place as usize];
                Slice::new(end - self.terms(place).len(), end)
            })
            .collect();
        starts.push(count);
        Spellings {
            listing: self,
            order,
            starts,
            words,
        }
    }
}

/// A range of less than 256 places, in eight bytes.
#[derive(Clone, Copy, Debug)]
struct Slice(usize);

impl Slice {
    /// Bits for the length.
    const LENGTH: u32 = 8;

    fn new(start: usize, end: usize) -> Slice {
        debug_assert!(end - start < 1 << Slice::LENGTH, "headlines are short");
        Slice(start << Slice::LENGTH | (end - start))
    }

    fn range(self) -> Range<usize> {
        let start = self.0 >> Slice::LENGTH;
        start..start + (self.0 & ((1 << Slice::LENGTH) - 1))
    }
}

/// The different headlines of a listing, numbered by their keys' order.
#[derive(Debug)]
pub struct Spellings<'a> {
    listing: &'a Listing,
    /// Places in the listing, sorted by key.
    order: Vec<u32>,
    /// Where each spelling begins in the order, and the end.
    starts: Vec<u32>,
    /// Where the words of each spelling stand among those of the listing:
    /// they are asked for more often than all else.
    words: Vec<Slice>,
}

impl Spellings<'_> {
    /// The headlines that are equal with all that is hung on them, though of
    /// one more was set aside: a tail is learnt for one outlet and not for
    /// another that prints its stories.
    #[must_use]
    pub fn equal_as_scraped(&self) -> Vec<Link> {
        let mut wholes: Vec<(u64, u32)> = self
            .all()
            .flat_map(|spelling| {
                let with_more = |one: &&Headlined| one.whole != one.key;
                let ones = self.headlined(spelling).filter(with_more);
                ones.map(move |one| (one.whole, spelling))
            })
            .collect();
        // Those of which nothing was set aside are found by their keys.
        let bare = wholes.iter().filter_map(|&(whole, _)| {
            let spelling = self.of_key(whole)?;
            let mut ones = self.headlined(spelling);
            ones.any(|one| one.whole == whole)
                .then_some((whole, spelling))
        });
        let bare: Vec<(u64, u32)> = bare.collect();
        wholes.extend(bare);
        wholes.sort_unstable();
        wholes.dedup();
        wholes
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|same| same.len() > 1)
            .flat_map(|same| {
                let pairs = same.iter().enumerate();
                pairs.flat_map(|(index, one)| {
                    same[index + 1..]
                        .iter()
                        .map(|other| Link::new(one.1, other.1))
                })
            })
            .collect()
    }
}

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

impl<'a> Spellings<'a> {
    /// The number of different headlines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    fn places(&self, spelling: u32) -> &[u32] {
        let spelling = spelling as usize;
        &self.order[self.starts[spelling] as usize..self.starts[spelling + 1] as usize]
    }

    /// The articles with this headline, in reading order.
    pub fn headlined(&self, spelling: u32) -> impl ExactSizeIterator<Item = &'a Headlined> + '_ {
        self.places(spelling)
            .iter()
            .map(|&place| self.listing.headlined(place))
    }

    /// The number of articles with this headline.
    #[must_use]
    pub fn count(&self, spelling: u32) -> usize {
        self.places(spelling).len()
    }

    /// The key of this headline.
    #[must_use]
    pub fn key(&self, spelling: u32) -> u64 {
        self.listing.headlined(self.places(spelling)[0]).key
    }

    /// The headline with this key.
    fn of_key(&self, key: u64) -> Option<u32> {
        // The last of `starts` is the end.
        let spelling = self.starts[..self.len()]
            .partition_point(|&start| self.listing.headlined(self.order[start as usize]).key < key);
        let spelling = u32::try_from(spelling).ok()?;
        ((spelling as usize) < self.len() && self.key(spelling) == key).then_some(spelling)
    }

    /// Its words.
    #[must_use]
    pub fn terms(&self, spelling: u32) -> &'a [Term] {
        &self.listing.terms[self.words[spelling as usize].range()]
    }

    /// When it was printed, as far as that is known of any article.
    #[must_use]
    pub fn printed(&self, spelling: u32) -> Option<Printed> {
        self.headlined(spelling)
            .filter_map(|headlined| headlined.published)
            .map(Printed::of)
            .reduce(Printed::and)
    }
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

/// Listings for tests.
#[cfg(test)]
pub(in crate::syndication) mod invented {
    use super::*;
    use crate::press::headline::key;
    use crate::press::headline::terms::terms_of;
    use crate::press::page::page;

    /// The number of no outlet.
    pub(in crate::syndication) const NO_OUTLET: u32 = u32::MAX;

    /// A listing of headlines, each with outlet, day of publication and
    /// address.
    pub(in crate::syndication) fn listing(headlines: &[(u32, &str, &str, &str)]) -> Listing {
        let mut listing = Listing::default();
        for (number, &(outlet, published, url, headline)) in headlines.iter().enumerate() {
            let number = u32::try_from(number).expect("tests are small");
            let Some(key) = key(headline) else { continue };
            let headlined = Headlined {
                article: ArticleId::new(number),
                key,
                whole: key,
                outlet: Some(outlet).filter(|&outlet| outlet != NO_OUTLET),
                published: Published::parse(published),
                page: PageKind::Unknown,
                slug: 0,
                address: 0,
                serial: 0,
                ending: Ending::Whole,
            };
            listing.push(headlined.on(page(url)), &terms_of(headline));
        }
        listing
    }
}

#[cfg(test)]
mod tests {
    use super::invented::listing;

    #[test]
    fn equal_headlines_are_one_spelling() {
        let listing = listing(&[
            (1, "2024-03-04", "", "Ferry sinks off Skarholm"),
            (2, "2024-03-05", "", "FERRY SINKS OFF SKARHOLM"),
            (2, "2024-03-05", "", "Budget falls"),
        ]);
        let spellings = listing.spellings();
        assert_eq!(spellings.len(), 2);
        let both = spellings
            .all()
            .find(|&spelling| spellings.count(spelling) == 2);
        let printed = both.and_then(|both| spellings.printed(both));
        assert!(printed.is_some_and(|printed| printed.first < printed.last && printed.to_the_day));
    }
}
