/*!
How much two articles really share: exact measures and shared runs of words.

This is the truth that estimates are held against, so it cannot see them: it
works on words and full shingle sets, and knows neither signatures nor
candidates.
*/

pub mod passages;
pub mod resemblance;

use self::resemblance::Overlap;
use crate::fingerprint::shingles::shingle;

/// The words of one article's body, ready to be compared with others.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    words: Vec<u64>,
    /// The shingle that begins at each word, in order.
    shingles: Vec<u64>,
    width: usize,
    index: Index,
}

/// Finds the places of a shingle: a hash table with open addressing over the
/// first place of each, and a chain from each place to the next.
#[derive(Clone, Debug, Default)]
struct Index {
    /// Which shingles may stand here, by some of their bits: what is not here
    /// mostly ends at this small table.
    filter: Filter,
    /// The first place of the shingle that belongs in a slot, plus one; 0 for
    /// an empty slot. The number of slots is a power of two.
    slots: Vec<u32>,
    /// The next place of the same shingle, plus one; 0 for the last.
    next: Vec<u32>,
    /// Whether the shingle at a place stands earlier in the text too.
    is_repeat: Vec<bool>,
    /// Different shingles.
    distinct: u32,
}

impl Prose {
    /// The prose whose words have the hashes `words`, in shingles of `width`.
    ///
    /// # Complexity
    ///
    /// `O(n)` time and some 30 bytes a word.
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
        for (word, &shingle) in (0_u32..).zip(&second.shingles) {
            if let Some(first) = self.index.first(shingle, &self.shingles).checked_sub(1) {
                matches.overlap.shared += u32::from(!second.index.is_repeat[word as usize]);
                matches.places.push(Match {
                    first,
                    second: word,
                });
            }
        }
        matches
    }

    /// `place` and the later places of the shingle that stands there.
    fn places_from(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(place), |&place| {
            self.index.next[place as usize].checked_sub(1)
        })
    }
}

/// The shingles that two articles share.
#[derive(Clone, Debug)]
pub struct Matches {
    places: Vec<Match>,
    overlap: Overlap,
}

/// A shared shingle.
#[derive(Clone, Copy, Debug)]
struct Match {
    /// The first word that it begins at in the first article.
    first: u32,
    /// A word that it begins at in the second.
    second: u32,
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
        let slots = (shingles.len() * 2).next_power_of_two();
        let mut index = Index {
            filter: Filter::of(shingles),
            slots: vec![0; slots],
            next: vec![0; shingles.len()],
            is_repeat: vec![false; shingles.len()],
            distinct: 0,
        };
        // From the end, so that chains run forward.
        let places =
            u32::try_from(shingles.len()).expect("a text has fewer words than 32 bits hold");
        for (place, &shingle) in (1..=places).rev().zip(shingles.iter().rev()) {
            let slot = index.slot(shingle, shingles);
            index.distinct += u32::from(index.slots[slot] == 0);
            let later = index.slots[slot];
            if let Some(later) = later.checked_sub(1) {
                index.is_repeat[later as usize] = true;
            }
            index.next[place as usize - 1] = later;
            index.slots[slot] = place;
        }
        index
    }

    /// The slot that `shingle` stands in, or would.
    fn slot(&self, shingle: u64, shingles: &[u64]) -> usize {
        let mask = self.slots.len() - 1;
        // Shingles are well mixed: their low bits are as good as a hash.
        let bytes = shingle.to_le_bytes();
        let mut slot = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return slot,
                place if shingles[place as usize - 1] == shingle => return slot,
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The first place of `shingle`, plus one; 0 when it has none.
    fn first(&self, shingle: u64, shingles: &[u64]) -> u32 {
        if self.slots.is_empty() || !self.filter.may_hold(shingle) {
            0
        } else {
            self.slots[self.slot(shingle, shingles)]
        }
    }
}

/// A set of hashes that errs on the side of holding one (Bloom, 1970, with
/// one bit a hash).
#[derive(Clone, Debug, Default)]
struct Filter {
    bits: Vec<u64>,
}

/// Bits of the filter for each shingle: one in sixteen strangers passes, and
/// the table of a long article still fits the nearest cache.
const BITS_PER_SHINGLE: usize = 16;

impl Filter {
    fn of(shingles: &[u64]) -> Filter {
        let bits = (shingles.len() * BITS_PER_SHINGLE)
            .next_power_of_two()
            .max(64);
        let mut filter = Filter {
            bits: vec![0; bits / 64],
        };
        for &shingle in shingles {
            let (word, bit) = filter.place(shingle);
            filter.bits[word] |= bit;
        }
        filter
    }

    fn may_hold(&self, shingle: u64) -> bool {
        let (word, bit) = self.place(shingle);
        self.bits[word] & bit != 0
    }

    /// The word of the table and the bit in it that `shingle` belongs to. The
    /// upper half of the shingle is taken: the slots take the lower.
    fn place(&self, shingle: u64) -> (usize, u64) {
        let bytes = shingle.to_le_bytes();
        let upper = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
        let word = (upper >> 6) as usize & (self.bits.len() - 1);
        (word, 1 << (upper & 63))
    }
}
