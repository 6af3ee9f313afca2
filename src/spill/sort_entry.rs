/*!
The order of entries in a [`Sorter`](crate::spill::sorter::Sorter).
*/

use crate::spill::fixed::FixedSize;

/// An entry of fixed size that a sorter brings into order.
///
/// The sorter deals entries out to buckets and sorts each bucket. All entries
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
