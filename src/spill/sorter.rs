/*!
Bringing equal entries together, more of them than fit in memory.

Entries are gathered in memory; what is too much is written to an unnamed
temporary file; at the end it is read back and sorted a part at a time. Below
the limit nothing is written.

# Choices

* Entries are dealt out to buckets, each of which is sorted within a
  processor's cache.
* What is written is not sorted: a bucket is gathered from all that was
  written of it, and sorted once. Runs that are sorted and merged cost twice
  the time.
* The order is that of the buckets, and of the entries within one: nobody here
  needs more than that equal entries stand side by side, in an order that
  depends on nothing else.
*/

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::error::Result;
use crate::spill::bucket::Bucket;
use crate::spill::budget::MemoryBudget;
use crate::spill::sort_entry::SortEntry;

/// Bytes that are gathered before they are written.
const GATHERED: usize = 1 << 16;

/// The part of the memory that the buckets which are read back may take.
const READ_BACK: usize = 4;

/// Buckets: one for each value of a byte.
const BUCKETS: usize = 256;

/// Buckets that are sorted at once, with memory for their entries once more:
/// enough for the threads of most machines, and an eighth of all.
const AT_ONCE: usize = 32;

/// Gathers entries and gives them back in order.
#[derive(Debug)]
pub struct Sorter<T> {
    buckets: Vec<Bucket<T>>,
    /// Entries that the buckets have room for.
    held: usize,
    spilled: Option<SpilledBuckets>,
    budget: MemoryBudget,
}

/// What did not fit in memory.
#[derive(Debug)]
struct SpilledBuckets {
    file: File,
    /// For each time that memory was full, where in the file each bucket
    /// begins, and the end.
    starts: Vec<Vec<u64>>,
}

impl<T: SortEntry> Sorter<T> {
    /// A sorter without entries.
    #[must_use]
    pub fn new(budget: MemoryBudget) -> Sorter<T> {
        Sorter {
            buckets: (0..BUCKETS).map(|_| Bucket::default()).collect(),
            held: 0,
            spilled: None,
            budget,
        }
    }

    /// Takes entries.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = T>) -> Result<()> {
        for entry in entries {
            let bucket = usize::from(entry.bucket());
            if self.buckets[bucket].is_full() {
                self.grow(bucket)?;
            }
            self.buckets[bucket].push(entry);
        }
        Ok(())
    }

    /// Makes room in a bucket while memory lasts.
    fn grow(&mut self, bucket: usize) -> Result<()> {
        let mut more = self.buckets[bucket].more();
        if (self.held + more) * size_of::<T>() > self.budget.memory() && self.held > 0 {
            self.spill()?;
            more = self.buckets[bucket].more();
        }
        self.buckets[bucket].grow(more);
        self.held += more;
        Ok(())
    }

    /// Writes all entries and lets their memory go.
    fn spill(&mut self) -> Result<()> {
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => none.insert(SpilledBuckets {
                file: self.budget.file()?,
                starts: Vec::new(),
            }),
        };
        let written = spilled.write(&mut self.buckets);
        self.held = 0;
        written.map_err(|error| self.budget.file_error(&error))
    }

    /// Where something was written already, writes all else, too: it would be
    /// in the way of those who come next.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub fn make_way(&mut self) -> Result<()> {
        match self.spilled {
            Some(_) => self.spill(),
            None => Ok(()),
        }
    }

    /// The entries in order.
    ///
    /// # Errors
    ///
    /// The entries are errors when the temporary file cannot be read back.
    pub fn finish(mut self) -> Result<Sorted<T>> {
        self.make_way()?;
        Ok(Sorted {
            entries: Vec::new().into_iter().flatten(),
            next: 0,
            buckets: self.buckets,
            spilled: self.spilled,
            most: self.budget.memory() / READ_BACK,
        })
    }
}

impl SpilledBuckets {
    /// Writes all entries of `buckets` and lets their memory go.
    fn write<T: SortEntry>(&mut self, buckets: &mut [Bucket<T>]) -> io::Result<()> {
        let mut at = self.file.seek(SeekFrom::End(0))?;
        let mut starts = vec![at];
        let mut out = BufWriter::with_capacity(GATHERED, &mut self.file);
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

    /// Bytes that were written of a bucket.
    fn bytes_of(&self, bucket: usize) -> u64 {
        let all = self.starts.iter();
        all.map(|starts| starts[bucket + 1] - starts[bucket]).sum()
    }

    /// Appends what was written of the buckets of `range` to `buckets`.
    fn read_back<T: SortEntry>(
        &mut self,
        range: Range<usize>,
        buckets: &mut [Bucket<T>],
    ) -> Result<()> {
        let mut bytes = Vec::new();
        for starts in &self.starts {
            self.file.seek(SeekFrom::Start(starts[range.start]))?;
            for (bucket, entries) in range.clone().zip(&mut *buckets) {
                let length = starts[bucket + 1] - starts[bucket];
                bytes.resize(usize::try_from(length).unwrap_or_default(), 0);
                self.file.read_exact(&mut bytes)?;
                let read = bytes.chunks_exact(T::SIZE).map(T::read);
                read.for_each(|entry| entries.push(entry));
            }
        }
        Ok(())
    }
}

/// Entries in order.
#[derive(Debug)]
pub struct Sorted<T> {
    /// Buckets that are sorted.
    entries: std::iter::Flatten<std::vec::IntoIter<Vec<T>>>,
    /// The next bucket.
    next: usize,
    /// What is in memory of those that are not sorted yet.
    buckets: Vec<Bucket<T>>,
    spilled: Option<SpilledBuckets>,
    /// Bytes of buckets that are read back together, at most; one is always.
    most: usize,
}

impl<T: SortEntry> Sorted<T> {
    /// Reads back and sorts some buckets more.
    fn advance(&mut self) -> Result<()> {
        let start = self.next;
        let mut bytes = 0;
        while self.next < self.buckets.len() {
            let spilled = self.spilled.as_ref();
            let of_bucket = spilled.map_or(0, |spilled| spilled.bytes_of(self.next));
            bytes += usize::try_from(of_bucket).unwrap_or(usize::MAX);
            let are_enough = self.next - start == AT_ONCE || bytes > self.most;
            if are_enough && self.next > start {
                break;
            }
            self.next += 1;
        }
        let range = start..self.next;
        let mut some: Vec<Bucket<T>> = range
            .clone()
            .map(|bucket| std::mem::take(&mut self.buckets[bucket]))
            .collect();
        if let Some(spilled) = &mut self.spilled {
            spilled.read_back(range, &mut some)?;
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
        fn entries_come_back_sorted_however_little_memory_there_is(
            entries in prop::collection::vec(any::<u64>(), 0..6000),
            memory in 1000_usize..40_000,
        ) {
            let mut sorter = Sorter::new(MemoryBudget::new(memory, None));
            sorter.extend(entries.iter().copied()).expect("temporary files can be written");
            let sorted: Vec<u64> = sorter.finish().and_then(Iterator::collect).expect("they can be read back");
            let mut expected = entries;
            expected.sort_unstable_by_key(|&entry| (entry.bucket(), entry));
            prop_assert_eq!(sorted, expected);
        }
    }
}
