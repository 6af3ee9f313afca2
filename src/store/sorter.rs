/*!
Bringing equal entries together, more of them than fit in memory.

Entries are gathered in memory; what is too much is sorted and written to an
unnamed temporary file as a run; at the end the runs are merged. Below the
limit nothing is written.

# Choices

* In memory entries are dealt out to buckets. A bucket grows without much
  copying, and is sorted within a processor's cache.
* The order is that of the buckets, and of the entries within one: nobody here
  needs more than that equal entries stand side by side, in an order that
  depends on nothing else.
*/

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};
use std::path::PathBuf;

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

use crate::error::Result;

/// An entry of fixed size that can stand in a file.
pub trait Entry: Copy + Ord + Send {
    /// Bytes in a file.
    const SIZE: usize;

    /// Appends the entry's bytes.
    fn write(self, bytes: &mut Vec<u8>);

    /// The entry with these bytes, which are `SIZE` many.
    fn read(bytes: &[u8]) -> Self;

    /// The bucket that the entry belongs to, and all that belong together
    /// with it. The buckets should be about equally full.
    fn bucket(self) -> u8;
}

impl Entry for u64 {
    const SIZE: usize = 8;

    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> u64 {
        let mut number = [0; 8];
        number.copy_from_slice(&bytes[..8]);
        u64::from_le_bytes(number)
    }

    fn bucket(self) -> u8 {
        bucket_of(self)
    }
}

/// The bucket of a number: some of its bits, all of which count.
#[must_use]
pub fn bucket_of(number: u64) -> u8 {
    // As for the points of shingles: 2^64 divided by the golden ratio.
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0]
}

/// Where entries go that do not fit.
#[derive(Clone, Debug)]
pub struct Room {
    /// Bytes that may be held in memory.
    pub memory: usize,
    /// The folder for temporary files; `None` for the system's own.
    pub temp_dir: Option<PathBuf>,
}

impl Room {
    /// A temporary file that vanishes with its handle.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written to.
    pub fn file(&self) -> Result<File> {
        Ok(match &self.temp_dir {
            Some(folder) => tempfile::tempfile_in(folder)?,
            None => tempfile::tempfile()?,
        })
    }
}

/// Bytes read ahead from each run while merging.
const READ_AHEAD: usize = 1 << 16;

/// Runs that are merged at once. More are first merged into one.
const FAN_IN: usize = 64;

/// Buckets: one for each value of a byte.
const BUCKETS: usize = 256;

/// Entries that a bucket makes room for at first.
const FIRST_ROOM: usize = 16;

/// Gathers entries and gives them back in order.
#[derive(Debug)]
pub struct Sorter<T> {
    buckets: Vec<Vec<T>>,
    /// Entries that the buckets have room for.
    held: usize,
    runs: Vec<File>,
    room: Room,
}

impl<T: Entry> Sorter<T> {
    /// A sorter without entries.
    #[must_use]
    pub fn new(room: Room) -> Sorter<T> {
        Sorter {
            buckets: (0..BUCKETS).map(|_| Vec::new()).collect(),
            held: 0,
            runs: Vec::new(),
            room,
        }
    }

    /// Takes entries.
    ///
    /// # Errors
    ///
    /// When a run cannot be written.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = T>) -> Result<()> {
        for entry in entries {
            let bucket = usize::from(entry.bucket());
            if self.buckets[bucket].len() == self.buckets[bucket].capacity() {
                self.grow(bucket)?;
            }
            self.buckets[bucket].push(entry);
        }
        Ok(())
    }

    /// Makes room in a bucket: by half as much again while memory lasts.
    fn grow(&mut self, bucket: usize) -> Result<()> {
        let more = (self.buckets[bucket].capacity() / 2).max(FIRST_ROOM);
        if (self.held + more) * size_of::<T>() > self.room.memory && self.held > 0 {
            self.spill()?;
        }
        let entries = &mut self.buckets[bucket];
        self.held -= entries.capacity();
        entries.reserve_exact(more);
        self.held += entries.capacity();
        Ok(())
    }

    fn sort(&mut self) {
        self.buckets
            .par_iter_mut()
            .for_each(|bucket| bucket.sort_unstable());
    }

    /// Writes all entries to a run and lets their memory go.
    fn spill(&mut self) -> Result<()> {
        self.sort();
        let mut file = self.room.file()?;
        let entries = self.buckets.iter().flatten().copied();
        write_run(entries.map(Ok), &mut file)?;
        self.buckets
            .iter_mut()
            .for_each(|bucket| *bucket = Vec::new());
        self.held = 0;
        self.runs.push(file);
        if self.runs.len() == FAN_IN {
            let mut merged = self.room.file()?;
            let runs = std::mem::take(&mut self.runs);
            write_run(Merge::<T>::new(runs)?, &mut merged)?;
            self.runs.push(merged);
        }
        Ok(())
    }

    /// The entries in order.
    ///
    /// # Errors
    ///
    /// When a run cannot be written or read back.
    pub fn finish(mut self) -> Result<Sorted<T>> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted {
                entries: self.buckets.into_iter().flatten(),
                merge: None,
            });
        }
        if self.held > 0 {
            self.spill()?;
        }
        Ok(Sorted {
            entries: Vec::new().into_iter().flatten(),
            merge: Some(Merge::new(self.runs)?),
        })
    }
}

fn write_run<T: Entry>(entries: impl Iterator<Item = Result<T>>, file: &mut File) -> Result<()> {
    let mut out = BufWriter::with_capacity(READ_AHEAD, &mut *file);
    let mut bytes = Vec::with_capacity(T::SIZE);
    for entry in entries {
        bytes.clear();
        entry?.write(&mut bytes);
        out.write_all(&bytes)?;
    }
    out.flush()?;
    drop(out);
    file.rewind()?;
    Ok(())
}

/// Entries in order.
#[derive(Debug)]
pub struct Sorted<T> {
    entries: std::iter::Flatten<std::vec::IntoIter<Vec<T>>>,
    merge: Option<Merge<T>>,
}

impl<T: Entry> Iterator for Sorted<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        match &mut self.merge {
            None => self.entries.next().map(Ok),
            Some(merge) => merge.next(),
        }
    }
}

#[derive(Debug)]
struct Merge<T> {
    runs: Vec<BufReader<File>>,
    /// The next entry of each run, under its bucket.
    heads: BinaryHeap<Reverse<(u8, T, usize)>>,
}

impl<T: Entry> Merge<T> {
    fn new(files: Vec<File>) -> Result<Merge<T>> {
        let runs = files
            .into_iter()
            .map(|file| BufReader::with_capacity(READ_AHEAD, file))
            .collect();
        let mut merge = Merge {
            runs,
            heads: BinaryHeap::new(),
        };
        for run in 0..merge.runs.len() {
            merge.advance(run)?;
        }
        Ok(merge)
    }

    fn advance(&mut self, run: usize) -> Result<()> {
        let mut bytes = vec![0; T::SIZE];
        match self.runs[run].read_exact(&mut bytes) {
            Ok(()) => {
                let entry = T::read(&bytes);
                self.heads.push(Reverse((entry.bucket(), entry, run)));
            }
            Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => {}
            Err(cause) => return Err(cause.into()),
        }
        Ok(())
    }
}

impl<T: Entry> Iterator for Merge<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        let Reverse((_, entry, run)) = self.heads.pop()?;
        match self.advance(run) {
            Ok(()) => Some(Ok(entry)),
            Err(error) => Some(Err(error)),
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
            let mut sorter = Sorter::new(Room { memory, temp_dir: None });
            sorter.extend(entries.iter().copied()).expect("temporary files can be written");
            let sorted: Vec<u64> = sorter.finish().and_then(Iterator::collect).expect("runs can be read back");
            let mut expected = entries;
            expected.sort_unstable_by_key(|&entry| (entry.bucket(), entry));
            prop_assert_eq!(sorted, expected);
        }
    }
}
