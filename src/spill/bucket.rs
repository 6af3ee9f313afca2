/*!
A part of the entries of a [`Sorter`](crate::spill::sorter::Sorter): collects and
sorts them.

# Choices

* Entries are collected in chunks that never move. A growing vector would be
  copied, and its memory allocated, many times.
* A bucket is sorted by distribution: its entries are divided into small ranges
  of their leading number, and each range is sorted. The leading number is a
  hash in most lists, so that the ranges have about the same size. Where it is
  not, one range may have all entries and is sorted as a whole.
* A large bucket is divided into parts first, and these into ranges. Writing to
  places that are spread over megabytes is slow.
*/

use crate::convert::to_usize;
use crate::spill::fixed::FixedSize;

/// An entry of fixed size that a sorter brings into order.
///
/// The sorter distributes entries to buckets and sorts each bucket. All entries
/// that belong together must be in one bucket.
pub(crate) trait SortEntry: FixedSize + Ord {
    /// Returns the number by which entries are ordered first: when it is
    /// smaller, the entry is smaller. It is best spread evenly, as a hash is.
    fn leading(self) -> u64;

    /// Returns the bucket of the entry. Buckets should be about equally full.
    fn bucket(self) -> u8 {
        bucket_of(self.leading())
    }
}

impl SortEntry for u64 {
    fn leading(self) -> u64 {
        self
    }
}

/// Returns the bucket of a number: the top byte of its Fibonacci hash (Knuth,
/// The Art of Computer Programming, volume 3, 1973), so that all its bits count.
pub(crate) fn bucket_of(number: u64) -> u8 {
    // 2^64 divided by the golden ratio, as for the points of shingles.
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0]
}

/// Entries of the first chunk.
const FIRST_CHUNK: usize = 16;

/// Bytes of the largest chunk.
const CHUNK: usize = 1 << 13;

/// Entries of an average range: few enough for insertion sort.
const RANGE: usize = 8;

/// Entries below which a part is sorted without dividing it.
const FEW: usize = 4 * RANGE;

/// Entries of an average part: it fits in the first caches while it is divided.
const PART: usize = 1 << 12;

/// Unsorted entries.
#[derive(Debug)]
pub(crate) struct Bucket<T> {
    full: Vec<Vec<T>>,
    open: Vec<T>,
    /// Entries in full chunks.
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
    pub(crate) fn len(&self) -> usize {
        self.in_full + self.open.len()
    }

    /// Returns whether the next entry needs a new chunk.
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.open.len() == self.open.capacity()
    }

    /// Returns the number of entries of the next chunk.
    pub(crate) fn next_chunk(&self) -> usize {
        let most = (CHUNK / size_of::<T>()).max(FIRST_CHUNK);
        (self.len() / 2).clamp(FIRST_CHUNK, most)
    }

    /// Adds a chunk with room for `entries`.
    pub(crate) fn grow(&mut self, entries: usize) {
        let full = std::mem::replace(&mut self.open, Vec::with_capacity(entries));
        if !full.is_empty() {
            self.in_full += full.len();
            self.full.push(full);
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, entry: T) {
        if self.is_full() {
            self.grow(self.next_chunk());
        }
        self.open.push(entry);
    }

    /// Returns the chunks, with the entries in the order in which they were
    /// added.
    pub(crate) fn into_chunks(self) -> impl Iterator<Item = Vec<T>> {
        self.full.into_iter().chain([self.open])
    }

    /// Returns all entries, sorted.
    ///
    /// # Complexity
    ///
    /// `O(n)` time where the leading numbers are spread evenly, `O(n log n)`
    /// otherwise. A second copy of the entries is made, while the first one is
    /// freed chunk by chunk.
    pub(crate) fn sorted(self) -> Vec<T> {
        self.sorted_by_parts(PART)
    }

    /// Sorts as [`Bucket::sorted`] does, with parts of `size` entries.
    fn sorted_by_parts(self, size: usize) -> Vec<T> {
        let mut all = Vec::with_capacity(self.len());
        let mut ends = vec![self.len()];
        if self.len() <= 2 * size {
            self.into_chunks().for_each(|chunk| all.extend(chunk));
        } else {
            let entries = || self.full.iter().chain([&self.open]).flatten().copied();
            let parts = SplitRanges::new(entries(), self.len(), size);
            ends = parts.starts(entries());
            // Fills the places; the values do not matter.
            all.extend(entries());
            parts.distribute(self.into_chunks().flatten(), &mut ends, &mut all);
        }
        let (mut start, mut copy) = (0, Vec::new());
        for end in ends {
            sort_part(&mut all[start..end], &mut copy);
            start = end;
        }
        all
    }
}

/// Sorts `part`. `copy` is scratch memory.
fn sort_part<T: SortEntry>(part: &mut [T], copy: &mut Vec<T>) {
    if part.len() < FEW {
        part.sort_unstable();
        return;
    }
    copy.clear();
    copy.extend_from_slice(part);
    let entries = || copy.iter().copied();
    let ranges = SplitRanges::new(entries(), copy.len(), RANGE);
    let mut ends = ranges.starts(entries());
    ranges.distribute(entries(), &mut ends, part);
    let mut start = 0;
    for end in ends {
        part[start..end].sort_unstable();
        start = end;
    }
}

/// Ranges of equal length between the smallest and the largest leading number.
/// Their count is a power of two.
struct SplitRanges {
    smallest: u64,
    shift: u32,
    count: usize,
}

impl SplitRanges {
    /// Divides `count` entries into ranges of about `size` entries, if their
    /// leading numbers are spread evenly.
    fn new<T: SortEntry>(
        entries: impl Iterator<Item = T>,
        count: usize,
        size: usize,
    ) -> SplitRanges {
        let (mut smallest, mut largest) = (u64::MAX, 0);
        for entry in entries {
            let leading = entry.leading();
            smallest = smallest.min(leading);
            largest = largest.max(leading);
        }
        let ranges = (count / size).next_power_of_two();
        let used_bits = u64::BITS - largest.saturating_sub(smallest).leading_zeros();
        SplitRanges {
            smallest,
            shift: used_bits.saturating_sub(ranges.trailing_zeros()),
            count: ranges,
        }
    }

    fn range(&self, entry: impl SortEntry) -> usize {
        to_usize((entry.leading() - self.smallest) >> self.shift)
    }

    /// Returns where each range begins in the sorted list, and the end of the
    /// last one.
    fn starts<T: SortEntry>(&self, entries: impl Iterator<Item = T>) -> Vec<usize> {
        let mut starts = vec![0; self.count + 1];
        for entry in entries {
            starts[self.range(entry) + 1] += 1;
        }
        for index in 0..self.count {
            starts[index + 1] += starts[index];
        }
        starts
    }

    /// Copies each entry to its range in `target`, and turns the starts of the
    /// ranges into their ends.
    fn distribute<T: SortEntry>(
        &self,
        entries: impl Iterator<Item = T>,
        starts: &mut [usize],
        target: &mut [T],
    ) {
        for entry in entries {
            let end = &mut starts[self.range(entry)];
            target[*end] = entry;
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
        fn entries_are_sorted_wherever_they_crowd(
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
            prop_assert_eq!(bucket.sorted_by_parts(part), expected);
        }
    }
}
