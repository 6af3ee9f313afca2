/*!
How much two articles really share: exact measures and shared runs of words.

This is the truth that estimates are held against, so it cannot see them: it
works on words and full shingle sets, and knows neither signatures nor
candidates.
*/

use crate::compare::overlap::Overlap;
use crate::fingerprint::shingles::shingle;

/// The words of one article's body, ready to be compared with others.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    pub(crate) words: Vec<u64>,
    /// The shingle that begins at each word, in order.
    shingles: Vec<u64>,
    width: usize,
    index: Index,
}

/// Finds the places of a shingle: a hash table with a chain through the shingles
/// that belong in one slot, and one through the places of each.
#[derive(Clone, Debug, Default)]
struct Index {
    /// Which shingles may stand here, by some of their bits: what is not here
    /// mostly ends at this small table.
    filter: Filter,
    /// The first place of a shingle that belongs in a slot, plus one; 0 for an
    /// empty slot. The number of slots is a power of two.
    slots: Vec<u32>,
    /// Of the first place of each shingle that of the next one in its slot, plus
    /// one, and 0 for the last; [`REPEAT`] for all later places.
    next: Vec<u32>,
    /// Of each place the next one of the same shingle, plus one; 0 for the last.
    /// Nothing where no shingle stands twice.
    again: Vec<u32>,
    /// Different shingles.
    distinct: u32,
}

/// Stands for a place whose shingle stands earlier in the text too.
const REPEAT: u32 = u32::MAX;

impl Prose {
    /// The prose whose words have the hashes `words`, in shingles of `width`.
    ///
    /// # Complexity
    ///
    /// `O(n)` time and some 40 bytes a word.
    ///
    /// # Panics
    ///
    /// When `width` is 0.
    #[must_use]
    pub fn new(words: Vec<u64>, width: usize) -> Prose {
        let mut shingles = Vec::new();
        shingle(&words, width, &mut shingles);
        let index = Index::of(&shingles);
        Prose {
            words,
            shingles,
            width,
            index,
        }
    }

    /// The hashes of the words, in order.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The shingles that stand wholly within `words`.
    #[must_use]
    pub fn shingles_in(&self, words: std::ops::Range<usize>) -> &[u64] {
        let end = (words.end + 1).saturating_sub(self.width());
        self.shingles.get(words.start..end).unwrap_or_default()
    }

    /// The words in one shingle: fewer than asked for in a shorter text.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width.min(self.words.len())
    }

    /// The shingles of `second` that stand here too, in the order of `second`:
    /// each with the first place that it has here.
    ///
    /// # Complexity
    ///
    /// `O(m)` lookups for `m` words of `second`.
    #[must_use]
    pub fn matches(&self, second: &Prose) -> Matches {
        let mut matches = Matches {
            places: Vec::new(),
            overlap: Overlap::nothing(self.index.distinct, second.index.distinct),
        };
        if self.width() != second.width() {
            return matches;
        }
        let mut places = [0; STRETCH];
        for (start, stretch) in (0_u32..)
            .step_by(STRETCH)
            .zip(second.shingles.chunks(STRETCH))
        {
            let found = self.index.filter.may_be_of(stretch, start, &mut places);
            matches.places.reserve(found.len());
            found
                .iter()
                .for_each(|&place| self.note_match(second, place, &mut matches));
        }
        matches
    }

    /// Adds the shingle at `word` of `second` to the matches, if it stands here.
    #[inline]
    fn note_match(&self, second: &Prose, word: u32, matches: &mut Matches) {
        let shingle = second.shingles[word as usize];
        if let Some(first) = self.index.first(shingle, &self.shingles) {
            matches.overlap.shared += u32::from(!second.index.is_repeat(word));
            matches.places.push(Match {
                first,
                second: word,
            });
        }
    }

    /// `place` and the later places of the shingle that stands there.
    pub(crate) fn places_from(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(place), |&place| {
            let again = self.index.again.get(place as usize)?;
            again.checked_sub(1)
        })
    }
}

/// The shingles that two articles share.
#[derive(Clone, Debug)]
pub struct Matches {
    pub(crate) places: Vec<Match>,
    overlap: Overlap,
}

/// A shared shingle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// The first word that it begins at in the first article.
    pub(crate) first: u32,
    /// A word that it begins at in the second.
    pub(crate) second: u32,
}

impl Matches {
    /// The sizes of the two sets, and of what they share.
    #[must_use]
    pub fn overlap(&self) -> Overlap {
        self.overlap
    }
}

impl Index {
    fn of(shingles: &[u64]) -> Index {
        let places = u32::try_from(shingles.len())
            .ok()
            .filter(|&places| places < REPEAT)
            .expect("a text has fewer words than 32 bits hold");
        let mut index = Index {
            filter: Filter::for_as_many(shingles.len()),
            slots: vec![0; (shingles.len() * 2).next_power_of_two()],
            next: vec![0; shingles.len()],
            again: Vec::new(),
            distinct: places,
        };
        // From the end, so that chains run forward. What stands in a slot already
        // need not be looked at as long as the filter tells that the shingle is
        // new: most are, and whether a slot is empty cannot be guessed.
        for (place, &shingle) in (1..=places).rev().zip(shingles.iter().rev()) {
            let slot = index.slot(shingle);
            let chain = std::mem::replace(&mut index.slots[slot], place);
            index.next[place as usize - 1] = chain;
            if index.filter.insert(shingle) {
                index.join(place, shingles);
            }
        }
        index
    }

    /// Joins the shingle at `place`, plus one, which leads its slot, to its next
    /// place behind it in the slot, if it has one.
    fn join(&mut self, place: u32, shingles: &[u64]) {
        let first = place as usize - 1;
        let mut before = first;
        while let Some(here) = self.next[before].checked_sub(1) {
            let here = here as usize;
            if shingles[here] == shingles[first] {
                self.again.resize(shingles.len(), 0);
                self.again[first] = self.next[before];
                self.next[before] = self.next[here];
                self.next[here] = REPEAT;
                self.distinct -= 1;
                return;
            }
            before = here;
        }
    }

    /// Whether the shingle at `place` stands earlier in the text too.
    fn is_repeat(&self, place: u32) -> bool {
        self.next[place as usize] == REPEAT
    }

    /// The slot that `shingle` belongs in. Shingles are well mixed: their low
    /// bits are as good as a hash.
    #[inline(always)]
    fn slot(&self, shingle: u64) -> usize {
        let bytes = shingle.to_le_bytes();
        let low = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        low as usize & self.slots.len().wrapping_sub(1)
    }

    /// The first place of `shingle`.
    fn first(&self, shingle: u64, shingles: &[u64]) -> Option<u32> {
        let mut next = *self.slots.get(self.slot(shingle))?;
        while let Some(place) = next.checked_sub(1) {
            if shingles[place as usize] == shingle {
                return Some(place);
            }
            next = self.next[place as usize];
        }
        None
    }
}

/// A set of hashes that errs on the side of holding one (Bloom, 1970), with two
/// bits a hash, both in the same word (Putze, Sanders and Singler, 2007).
#[derive(Clone, Debug, Default)]
struct Filter {
    words: Vec<u64>,
}

/// Shingles that are held against a filter at once.
const STRETCH: usize = 512;

/// Bits of the filter for each shingle: one in fifty strangers passes, and the
/// table of a long article still fits the nearest cache.
const BITS_PER_SHINGLE: usize = 16;

impl Filter {
    /// An empty one with room for so many shingles.
    fn for_as_many(shingles: usize) -> Filter {
        let bits = (shingles * BITS_PER_SHINGLE).next_power_of_two().max(64);
        Filter {
            words: vec![0; bits / 64],
        }
    }

    /// Adds a shingle, and says whether it may have been there before.
    #[inline(always)]
    fn insert(&mut self, shingle: u64) -> bool {
        let (word, bits) = place_in(self.words.len() - 1, shingle);
        let before = self.words[word];
        self.words[word] = before | bits;
        before & bits == bits
    }

    /// The places of those of `shingles` that may be in the set, in order and
    /// counted from `start`, which are written to `places`.
    ///
    /// All are written and those that stay are counted, since a guess at each
    /// would often be wrong. Whoever looks for them then need not wait for one
    /// look at memory before the next.
    #[inline(never)]
    fn may_be_of<'p>(
        &self,
        shingles: &[u64],
        start: u32,
        places: &'p mut [u32; STRETCH],
    ) -> &'p [u32] {
        let words = self.words.as_slice();
        let Some(last) = words.len().checked_sub(1) else {
            return &[];
        };
        let mut count = 0;
        for (place, &shingle) in (start..).zip(shingles) {
            let (word, bits) = place_in(last, shingle);
            places[count % STRETCH] = place;
            count += usize::from(words[word & last] & bits == bits);
        }
        &places[..count]
    }
}

/// The word of a filter and the bits in it that `shingle` belongs to; `last` is
/// its last word. The upper half of the shingle is taken: the slots take the
/// lower.
#[inline(always)]
fn place_in(last: usize, shingle: u64) -> (usize, u64) {
    let bytes = shingle.to_le_bytes();
    let upper = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
    let word = (upper >> 12) as usize & last;
    (word, 1 << (upper & 63) | 1 << (upper >> 6 & 63))
}
