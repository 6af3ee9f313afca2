/*!
Entries that are gathered and then sorted.

# Choices

* What is gathered stands in chunks that are never moved: a vector that grows
  is copied again and again, and its memory asked for anew each time.
* A bucket is sorted by dealing its entries out to pieces of a few, by where
  they stand between the least and the greatest, and sorting each piece. What
  leads an entry is a hash as a rule, so that the pieces are of one size; where
  it is not, a piece may be the whole, and is sorted as such.
* A large bucket is dealt out to parts first, and these to pieces: to put entries
  anywhere in megabytes is dear.
*/

use crate::spill::sort_entry::SortEntry;

/// Entries that a bucket makes room for at first.
const FIRST_ROOM: usize = 16;

/// Bytes of a chunk, at most.
const CHUNK: usize = 1 << 13;

/// Entries of a piece, about: few enough to be put in order one by one.
const PIECE: usize = 8;

/// Entries below which a part is not dealt out.
const FEW: usize = 4 * PIECE;

/// Entries of a part, about: few enough for the nearest caches while they are
/// dealt out.
const PART: usize = 1 << 12;

/// Entries, in no order.
#[derive(Debug)]
pub(crate) struct Bucket<T> {
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

impl<T: SortEntry> Bucket<T> {
    /// The number of entries.
    pub(crate) fn len(&self) -> usize {
        self.in_full + self.open.len()
    }

    /// Whether the next entry needs more room.
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.open.len() == self.open.capacity()
    }

    /// How many entries [`Bucket::grow`] would make room for.
    pub(crate) fn more(&self) -> usize {
        let most = (CHUNK / size_of::<T>()).max(FIRST_ROOM);
        (self.len() / 2).clamp(FIRST_ROOM, most)
    }

    /// Makes room for so many entries more.
    pub(crate) fn grow(&mut self, more: usize) {
        let full = std::mem::replace(&mut self.open, Vec::with_capacity(more));
        if !full.is_empty() {
            self.in_full += full.len();
            self.full.push(full);
        }
    }

    /// Puts an entry in.
    #[inline]
    pub(crate) fn push(&mut self, entry: T) {
        if self.is_full() {
            self.grow(self.more());
        }
        self.open.push(entry);
    }

    /// The chunks, in the order in which the entries came.
    pub(crate) fn into_chunks(self) -> impl Iterator<Item = Vec<T>> {
        self.full.into_iter().chain([self.open])
    }

    /// All entries in order.
    ///
    /// # Complexity
    ///
    /// `O(n)` time where what leads the entries is spread evenly, `O(n log n)`
    /// elsewhere; memory for the entries once more, less by each chunk that
    /// was dealt out.
    pub(crate) fn sorted(self) -> Vec<T> {
        self.sorted_by_parts_of(PART)
    }

    /// The same; more entries than a few parts of this size are dealt out to parts
    /// first.
    fn sorted_by_parts_of(self, size: usize) -> Vec<T> {
        let mut all = Vec::with_capacity(self.len());
        let mut ends = vec![self.len()];
        if self.len() <= 2 * size {
            self.into_chunks().for_each(|chunk| all.extend(chunk));
        } else {
            let entries = || self.full.iter().chain([&self.open]).flatten().copied();
            let parts = SplitRanges::of(entries(), self.len(), size);
            ends = parts.starts(entries());
            // Any entry holds the place of those to come.
            all.extend(entries());
            parts.deal(self.into_chunks().flatten(), &mut ends, &mut all);
        }
        let (mut start, mut copy) = (0, Vec::new());
        for end in ends {
            sort_part(&mut all[start..end], &mut copy);
            start = end;
        }
        all
    }
}

/// Sorts `part`. What stood in `copy` is forgotten.
fn sort_part<T: SortEntry>(part: &mut [T], copy: &mut Vec<T>) {
    if part.len() < FEW {
        part.sort_unstable();
        return;
    }
    copy.clear();
    copy.extend_from_slice(part);
    let entries = || copy.iter().copied();
    let pieces = SplitRanges::of(entries(), copy.len(), PIECE);
    let mut ends = pieces.starts(entries());
    pieces.deal(entries(), &mut ends, part);
    let mut start = 0;
    for end in ends {
        part[start..end].sort_unstable();
        start = end;
    }
}

/// Pieces of the range between the least entry and the greatest, all equally long:
/// a power of two of them.
struct SplitRanges {
    least: u64,
    shift: u32,
    count: usize,
}

impl SplitRanges {
    /// Pieces of about `size` of `count` entries each, where they are spread
    /// evenly.
    fn of<T: SortEntry>(
        entries: impl Iterator<Item = T>,
        count: usize,
        size: usize,
    ) -> SplitRanges {
        let mut bounds = (u64::MAX, 0);
        for entry in entries {
            let place = entry.leading();
            bounds = (bounds.0.min(place), bounds.1.max(place));
        }
        let (least, greatest) = bounds;
        let pieces = (count / size).next_power_of_two();
        let used = u64::BITS - greatest.saturating_sub(least).leading_zeros();
        SplitRanges {
            least,
            shift: used.saturating_sub(pieces.trailing_zeros()),
            count: pieces,
        }
    }

    fn piece(&self, entry: impl SortEntry) -> usize {
        let place = (entry.leading() - self.least) >> self.shift;
        usize::try_from(place).unwrap_or(usize::MAX)
    }

    /// Where each piece begins, and the end of the last.
    fn starts<T: SortEntry>(&self, entries: impl Iterator<Item = T>) -> Vec<usize> {
        let mut starts = vec![0; self.count + 1];
        for entry in entries {
            starts[self.piece(entry) + 1] += 1;
        }
        for index in 0..self.count {
            starts[index + 1] += starts[index];
        }
        starts
    }

    /// Puts each entry in its piece, and makes of where pieces begin where they
    /// end.
    fn deal<T: SortEntry>(
        &self,
        entries: impl Iterator<Item = T>,
        starts: &mut [usize],
        dealt: &mut [T],
    ) {
        for entry in entries {
            let end = &mut starts[self.piece(entry)];
            dealt[*end] = entry;
            *end += 1;
        }
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
            part in prop_oneof![Just(PART), 1_usize..700],
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
            prop_assert_eq!(bucket.sorted_by_parts_of(part), expected);
        }
    }
}
