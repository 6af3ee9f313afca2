/*!
How much two articles really share: exact measures and shared runs of words.

This is the truth that estimates are held against, so it cannot see them: it
works on words and full shingle sets, and knows neither signatures nor
candidates.
*/

pub mod passages;
pub mod resemblance;

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
    /// The first place of the shingle that belongs in a slot, plus one; 0 for
    /// an empty slot. The number of slots is a power of two.
    slots: Vec<u32>,
    /// The next place of the same shingle, plus one; 0 for the last.
    next: Vec<u32>,
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
        Prose { words, shingles, width, index }
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

    /// The places of `shingle`, in order.
    fn places(&self, shingle: u64) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.index.first(shingle, &self.shingles);
        std::iter::from_fn(move || {
            let place = at.checked_sub(1)?;
            at = self.index.next[place as usize];
            Some(place)
        })
    }

    /// The different shingles, each once.
    fn set(&self) -> impl Iterator<Item = u64> + '_ {
        self.index.slots.iter().filter_map(|slot| self.shingles.get((*slot as usize).checked_sub(1)?).copied())
    }

    /// Whether `shingle` stands in the prose.
    fn holds(&self, shingle: u64) -> bool {
        self.index.first(shingle, &self.shingles) != 0
    }
}

impl Index {
    fn of(shingles: &[u64]) -> Index {
        let slots = (shingles.len() * 2).next_power_of_two();
        let mut index = Index { slots: vec![0; slots], next: vec![0; shingles.len()], distinct: 0 };
        // From the end, so that chains run forward.
        let places = u32::try_from(shingles.len()).expect("a text has fewer words than 32 bits hold");
        for (place, &shingle) in (1..=places).rev().zip(shingles.iter().rev()) {
            let slot = index.slot(shingle, shingles);
            index.distinct += u32::from(index.slots[slot] == 0);
            index.next[place as usize - 1] = index.slots[slot];
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
        if self.slots.is_empty() { 0 } else { self.slots[self.slot(shingle, shingles)] }
    }
}
