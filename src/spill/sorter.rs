/*!
A sorter that brings equal entries together and may spill.

Entries are collected in buckets in memory. When memory is full, all buckets
are written to a temporary file. At the end they are read and sorted, some
buckets at a time.

# Choices

* Each bucket is small enough to be sorted within the processor's cache.
* Buckets are written unsorted, and sorted once at the end. Sorting each run and
  merging the runs takes twice the time.
* Entries are ordered by their bucket first and then by themselves. Callers only
  need equal entries next to each other, in an order that depends on nothing
  else.
*/

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::convert::to_usize;
use crate::error::Result;
use crate::spill::bucket::{Bucket, SortEntry};
use crate::spill::budget::MemoryBudget;

const WRITE_BUFFER: usize = 1 << 16;

/// The part of the memory that spilled buckets may take when they are read: a
/// quarter.
const READ_PART: usize = 4;

/// Buckets: one for each value of a byte.
const BUCKETS: usize = 256;

/// The most buckets that are sorted at once, which copies their entries. This is
/// an eighth of all buckets, and enough for the threads of most machines.
const SORTED_AT_ONCE: usize = 32;

/// Collects entries and sorts them.
#[derive(Debug)]
pub(crate) struct Sorter<T> {
    buckets: Vec<Bucket<T>>,
    /// The number of entries for which the buckets have allocated memory.
    allocated: usize,
    spilled: Option<SpilledBuckets>,
    budget: MemoryBudget,
}

/// Buckets in a file.
#[derive(Debug)]
struct SpilledBuckets {
    file: File,
    /// For each write of all buckets, where each bucket begins in the file, and
    /// the end.
    starts: Vec<Vec<u64>>,
}

impl<T: SortEntry> Sorter<T> {
    pub(crate) fn new(budget: MemoryBudget) -> Sorter<T> {
        Sorter {
            buckets: (0..BUCKETS).map(|_| Bucket::default()).collect(),
            allocated: 0,
            spilled: None,
            budget,
        }
    }

    pub(crate) fn extend(&mut self, entries: impl IntoIterator<Item = T>) -> Result<()> {
        for entry in entries {
            let bucket = usize::from(entry.bucket());
            if self.buckets[bucket].is_full() {
                self.grow(bucket)?;
            }
            self.buckets[bucket].push(entry);
        }
        Ok(())
    }

    /// Allocates memory for a bucket, and spills first if there is none left.
    fn grow(&mut self, bucket: usize) -> Result<()> {
        let mut more = self.buckets[bucket].next_chunk();
        if (self.allocated + more) * size_of::<T>() > self.budget.memory() && self.allocated > 0 {
            self.spill()?;
            more = self.buckets[bucket].next_chunk();
        }
        self.buckets[bucket].grow(more);
        self.allocated += more;
        Ok(())
    }

    /// Writes all entries to the file and frees their memory.
    fn spill(&mut self) -> Result<()> {
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => none.insert(SpilledBuckets {
                file: self.budget.file()?,
                starts: Vec::new(),
            }),
        };
        let written = spilled.write(&mut self.buckets);
        self.allocated = 0;
        written.map_err(|error| self.budget.file_error(&error))
    }

    /// Frees the memory of a sorter that has spilled already, by writing its other
    /// entries too. A sorter that is entirely in memory stays there.
    pub(crate) fn free_memory(&mut self) -> Result<()> {
        match self.spilled {
            Some(_) => self.spill(),
            None => Ok(()),
        }
    }

    /// Returns the sorted entries. An entry is an error when the temporary file cannot
    /// be read.
    pub(crate) fn finish(mut self) -> Result<Sorted<T>> {
        self.free_memory()?;
        Ok(Sorted {
            entries: Vec::new().into_iter().flatten(),
            next: 0,
            buckets: self.buckets,
            spilled: self.spilled,
            max_bytes: self.budget.memory() / READ_PART,
        })
    }
}

impl SpilledBuckets {
    /// Writes all entries of `buckets` and frees their memory.
    fn write<T: SortEntry>(&mut self, buckets: &mut [Bucket<T>]) -> io::Result<()> {
        let mut at = self.file.seek(SeekFrom::End(0))?;
        let mut starts = vec![at];
        let mut out = BufWriter::with_capacity(WRITE_BUFFER, &mut self.file);
        let mut bytes = Vec::with_capacity(T::SIZE);
        for bucket in buckets {
            for entry in std::mem::take(bucket).into_chunks().flatten() {
                bytes.clear();
                entry.write(&mut bytes);
                out.write_all(&bytes)?;
                at += T::SIZE as u64;
            }
            starts.push(at);
        }
        out.flush()?;
        drop(out);
        self.starts.push(starts);
        Ok(())
    }

    fn bytes_of(&self, bucket: usize) -> u64 {
        let all = self.starts.iter();
        all.map(|starts| starts[bucket + 1] - starts[bucket]).sum()
    }

    /// Appends the entries in the file to `buckets`, which are those of `range`.
    fn read<T: SortEntry>(&mut self, range: Range<usize>, buckets: &mut [Bucket<T>]) -> Result<()> {
        let mut bytes = Vec::new();
        for starts in &self.starts {
            self.file.seek(SeekFrom::Start(starts[range.start]))?;
            for (bucket, entries) in range.clone().zip(&mut *buckets) {
                let length = starts[bucket + 1] - starts[bucket];
                bytes.resize(to_usize(length), 0);
                self.file.read_exact(&mut bytes)?;
                let read = bytes.chunks_exact(T::SIZE).map(T::read);
                read.for_each(|entry| entries.push(entry));
            }
        }
        Ok(())
    }
}

/// Sorted entries.
#[derive(Debug)]
pub(crate) struct Sorted<T> {
    /// The entries of the buckets that are sorted.
    entries: std::iter::Flatten<std::vec::IntoIter<Vec<T>>>,
    next: usize,
    /// The buckets in memory that are not sorted yet.
    buckets: Vec<Bucket<T>>,
    spilled: Option<SpilledBuckets>,
    /// The most bytes of spilled buckets that are read at once. One bucket is
    /// always read.
    max_bytes: usize,
}

impl<T: SortEntry> Sorted<T> {
    /// Reads and sorts the next buckets.
    fn advance(&mut self) -> Result<()> {
        let start = self.next;
        let mut bytes = 0;
        while self.next < self.buckets.len() {
            let spilled = self.spilled.as_ref();
            let of_bucket = spilled.map_or(0, |spilled| spilled.bytes_of(self.next));
            bytes += to_usize(of_bucket);
            let are_enough = self.next - start == SORTED_AT_ONCE || bytes > self.max_bytes;
            if are_enough && self.next > start {
                break;
            }
            self.next += 1;
        }
        let range = start..self.next;
        let some = self.buckets[range.clone()].iter_mut();
        let mut some: Vec<Bucket<T>> = some.map(std::mem::take).collect();
        if let Some(spilled) = &mut self.spilled {
            spilled.read(range, &mut some)?;
        }
        let sorted: Vec<Vec<T>> = some.into_par_iter().map(Bucket::sorted).collect();
        self.entries = sorted.into_iter().flatten();
        Ok(())
    }
}

impl<T: SortEntry> Iterator for Sorted<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        loop {
            if let Some(entry) = self.entries.next() {
                return Some(Ok(entry));
            }
            if self.next == self.buckets.len() {
                return None;
            }
            if let Err(error) = self.advance() {
                self.next = self.buckets.len();
                return Some(Err(error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn entries_are_sorted_with_any_amount_of_memory(
            entries in prop::collection::vec(any::<u64>(), 0..6000),
            memory in 1000_usize..40_000,
        ) {
            let mut sorter = Sorter::new(MemoryBudget::new(memory, None));
            sorter.extend(entries.iter().copied()).expect("temporary files can be written");
            let sorted: Vec<u64> = sorter.finish().and_then(Iterator::collect).expect("they can be read");
            let mut expected = entries;
            expected.sort_unstable_by_key(|&entry| (entry.bucket(), entry));
            prop_assert_eq!(sorted, expected);
        }
    }
}
