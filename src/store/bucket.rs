/*!
Entries that are gathered and then sorted.

# Choices

* What is gathered stands in chunks that are never moved: a vector that grows
  is copied again and again, and its memory asked for anew each time.
* A bucket is sorted by dealing its entries out to pieces of a few, by where
  they stand between the least and the greatest, and sorting each piece. What
  leads an entry is a hash as a rule, so that the pieces are of one size; where
  it is not, a piece may be the whole, and is sorted as such.
*/

use super::sorter::Entry;

/// Entries that a bucket makes room for at first.
const FIRST_ROOM: usize = 16;

/// Bytes of a chunk, at most.
const CHUNK: usize = 1 << 13;

/// Entries of a piece, about: few enough to be put in order one by one.
const PIECE: usize = 8;

/// Entries below which a bucket is not dealt out.
const FEW: usize = 4 * PIECE;

/// Entries, in no order.
#[derive(Debug)]
pub(super) struct Bucket<T> {
    full: Vec<Vec<T>>,
    open: Vec<T>,
    /// Entries in chunks that are full.
    in_full: usize,
}

impl<T> Default for Bucket<T> {
    fn default() -> Bucket<T> {
        Bucket {
            full: Vec::new(),
            open: Vec::new(),
            in_full: 0,
        }
    }
}

impl<T: Entry> Bucket<T> {
    /// The number of entries.
    pub(super) fn len(&self) -> usize {
        self.in_full + self.open.len()
    }

    /// Whether the next entry needs more room.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.open.len() == self.open.capacity()
    }

    /// How many entries [`Bucket::grow`] would make room for.
    pub(super) fn more(&self) -> usize {
        let most = (CHUNK / size_of::<T>()).max(FIRST_ROOM);
        (self.len() / 2).clamp(FIRST_ROOM, most)
    }

    /// Makes room for so many entries more.
    pub(super) fn grow(&mut self, more: usize) {
        let full = std::mem::replace(&mut self.open, Vec::with_capacity(more));
        if !full.is_empty() {
            self.in_full += full.len();
            self.full.push(full);
        }
    }

    /// Puts an entry in.
    #[inline]
    pub(super) fn push(&mut self, entry: T) {
        if self.is_full() {
            self.grow(self.more());
        }
        self.open.push(entry);
    }

    /// The chunks, in the order in which the entries came.
    pub(super) fn into_chunks(self) -> impl Iterator<Item = Vec<T>> {
        self.full.into_iter().chain([self.open])
    }

    /// All entries in order.
    ///
    /// # Complexity
    ///
    /// `O(n)` time where what leads the entries is spread evenly, `O(n log n)`
    /// elsewhere; memory for the entries once more, less by each chunk that
    /// was dealt out.
    pub(super) fn sorted(self) -> Vec<T> {
        let count = self.len();
        let entries = || self.full.iter().chain([&self.open]).flatten();
        let mut bounds = (u64::MAX, 0);
        for entry in entries() {
            let place = entry.leading();
            bounds = (bounds.0.min(place), bounds.1.max(place));
        }
        let (least, greatest) = bounds;
        if count < FEW || least == greatest {
            let mut all = Vec::with_capacity(count);
            self.into_chunks().for_each(|chunk| all.extend(chunk));
            all.sort_unstable();
            return all;
        }
        // As many pieces as a power of two, or fewer.
        let pieces = (count / PIECE).next_power_of_two();
        let used = u64::BITS - (greatest - least).leading_zeros();
        let shift = used.saturating_sub(pieces.trailing_zeros());
        let piece = |entry: T| {
            let place = (entry.leading() - least) >> shift;
            usize::try_from(place).unwrap_or(usize::MAX)
        };
        // Where each piece begins, and as it is filled, where it goes on.
        let mut ends = vec![0; pieces + 1];
        let mut sorted = Vec::with_capacity(count);
        for &entry in entries() {
            ends[piece(entry) + 1] += 1;
            // Any entry holds the place of those to come.
            sorted.push(entry);
        }
        for index in 0..pieces {
            ends[index + 1] += ends[index];
        }
        for chunk in self.into_chunks() {
            for entry in chunk {
                let end = &mut ends[piece(entry)];
                sorted[*end] = entry;
                *end += 1;
            }
        }
        let mut start = 0;
        for &end in &ends[..pieces] {
            sorted[start..end].sort_unstable();
            start = end;
        }
        sorted
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn entries_come_out_in_order_wherever_they_crowd(
            crowds in prop::collection::vec((any::<u64>(), 0_u32..64, 0_usize..400), 0..6),
        ) {
            let mut bucket = Bucket::default();
            let mut expected = Vec::new();
            for (middle, spread, count) in crowds {
                for number in 0..count as u64 {
                    let entry = middle.wrapping_add((number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> spread);
                    expected.push(entry);
                    bucket.push(entry);
                }
            }
            expected.sort_unstable();
            prop_assert_eq!(bucket.len(), expected.len());
            prop_assert_eq!(bucket.sorted(), expected);
        }
    }
}
