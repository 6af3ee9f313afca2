/*!
An index from the shingles of one text to the words that they begin at.
*/

/// A hash table from shingles to their places in a text.
///
/// A place is the number of the word that a shingle begins at. Places are
/// stored plus one, so that 0 means none. Shingles that share a slot are
/// chained through `next`, the places of one shingle through `repeats`.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShingleIndex {
    /// Rejects most shingles that are not in the text, without a look at the
    /// larger tables.
    filter: Filter,
    /// The first place of a shingle of each slot, plus one. The number of slots
    /// is a power of two.
    slots: Vec<u32>,
    /// For the first place of each shingle, the first place of the next shingle
    /// in its slot, plus one; [`REPEAT`] for all later places.
    next: Vec<u32>,
    /// For each place, the next place of the same shingle, plus one. Empty when
    /// no shingle occurs twice.
    repeats: Vec<u32>,
    distinct: u32,
}

/// Marks a place whose shingle is also earlier in the text.
const REPEAT: u32 = u32::MAX;

impl ShingleIndex {
    /// Indexes the shingles of a text. Panics when there are `u32::MAX` or more.
    pub(crate) fn new(shingles: &[u64]) -> ShingleIndex {
        let places = u32::try_from(shingles.len())
            .ok()
            .filter(|&places| places < REPEAT)
            .expect("a text has fewer words than 32 bits can number");
        let mut index = ShingleIndex {
            filter: Filter::with_room_for(shingles.len()),
            slots: vec![0; (shingles.len() * 2).next_power_of_two()],
            next: vec![0; shingles.len()],
            repeats: Vec::new(),
            distinct: places,
        };
        // Inserting from the end makes chains run forward. The chain of a slot is
        // searched only when the filter has seen the shingle: most shingles are
        // new, and a branch on empty slots would be mispredicted.
        for (place, &shingle) in (1..=places).rev().zip(shingles.iter().rev()) {
            let slot = index.slot(shingle);
            let chain = std::mem::replace(&mut index.slots[slot], place);
            index.next[place as usize - 1] = chain;
            if index.filter.insert(shingle) {
                index.link_repeat(place, shingles);
            }
        }
        index
    }

    #[inline]
    pub(crate) fn distinct(&self) -> u32 {
        self.distinct
    }

    /// Links the shingle at `place - 1`, the head of its slot, to its next place
    /// in the text, if it has one.
    fn link_repeat(&mut self, place: u32, shingles: &[u64]) {
        let first = place as usize - 1;
        let mut before = first;
        while let Some(here) = self.next[before].checked_sub(1) {
            let here = here as usize;
            if shingles[here] == shingles[first] {
                self.repeats.resize(shingles.len(), 0);
                self.repeats[first] = self.next[before];
                self.next[before] = self.next[here];
                self.next[here] = REPEAT;
                self.distinct -= 1;
                return;
            }
            before = here;
        }
    }

    /// Returns whether the shingle at `place` is also earlier in the text.
    #[inline]
    pub(crate) fn is_repeat(&self, place: u32) -> bool {
        self.next[place as usize] == REPEAT
    }

    /// Returns the slot of `shingle`: its low bits, since shingles are hashes.
    #[inline(always)]
    fn slot(&self, shingle: u64) -> usize {
        let bytes = shingle.to_le_bytes();
        let low = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        low as usize & self.slots.len().wrapping_sub(1)
    }

    /// Returns the first place of `shingle`. `shingles` are those of the text.
    #[inline]
    pub(crate) fn first(&self, shingle: u64, shingles: &[u64]) -> Option<u32> {
        let mut next = *self.slots.get(self.slot(shingle))?;
        while let Some(place) = next.checked_sub(1) {
            if shingles[place as usize] == shingle {
                return Some(place);
            }
            next = self.next[place as usize];
        }
        None
    }

    /// Returns `place` and the later places of the shingle that begins there.
    #[inline]
    pub(crate) fn places_from(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(place), |&place| {
            let next = self.repeats.get(place as usize)?;
            next.checked_sub(1)
        })
    }

    /// Returns the indices of those `shingles` that may be in the text, in ascending
    /// order and counted from `start`. They are written to `found`. At most
    /// [`PROBED_AT_ONCE`] shingles can be probed.
    ///
    /// Every index is written and only the count depends on the filter, because
    /// a branch on each shingle would often be mispredicted. The caller then
    /// looks up the few that pass, without waiting for memory in between.
    #[inline(never)]
    pub(crate) fn probe<'p>(
        &self,
        shingles: &[u64],
        start: u32,
        found: &'p mut [u32; PROBED_AT_ONCE],
    ) -> &'p [u32] {
        let words = self.filter.words.as_slice();
        let Some(last) = words.len().checked_sub(1) else {
            return &[];
        };
        let mut count = 0;
        for (index, &shingle) in (start..).zip(shingles) {
            let (word, bits) = filter_bits(last, shingle);
            found[count % PROBED_AT_ONCE] = index;
            count += usize::from(words[word & last] & bits == bits);
        }
        &found[..count]
    }
}

pub(crate) const PROBED_AT_ONCE: usize = 512;

/// A Bloom filter (Bloom, 1970) with two bits for each hash, both in the same
/// word (Putze, Sanders and Singler, 2007).
#[derive(Clone, Debug, Default)]
struct Filter {
    words: Vec<u64>,
}

/// Bits of the filter for each shingle. One in fifty shingles of other texts
/// passes, and the filter of a long article still fits the first cache.
const BITS_PER_SHINGLE: usize = 16;

impl Filter {
    fn with_room_for(shingles: usize) -> Filter {
        let bits = (shingles * BITS_PER_SHINGLE).next_power_of_two().max(64);
        Filter {
            words: vec![0; bits / 64],
        }
    }

    /// Adds a shingle and returns whether it may have been there before.
    #[inline(always)]
    fn insert(&mut self, shingle: u64) -> bool {
        let (word, bits) = filter_bits(self.words.len() - 1, shingle);
        let before = self.words[word];
        self.words[word] = before | bits;
        before & bits == bits
    }
}

/// Returns the word of a filter and the bits in it that `shingle` sets. `last`
/// is the index of the filter's last word. The upper half of the shingle is
/// used, since the slots use the lower one.
#[inline(always)]
fn filter_bits(last: usize, shingle: u64) -> (usize, u64) {
    let bytes = shingle.to_le_bytes();
    let upper = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
    let word = (upper >> 12) as usize & last;
    (word, 1 << (upper & 63) | 1 << (upper >> 6 & 63))
}
