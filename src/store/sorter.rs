/*!
Sorting more entries than fit in memory.

Entries are gathered in memory; a full buffer is sorted and written to an
unnamed temporary file as a run; at the end the runs are merged. Below the
limit nothing is written.
*/

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};
use std::path::PathBuf;

use rayon::slice::ParallelSliceMut;

use crate::error::Result;

/// An entry of fixed size that can stand in a file.
pub trait Entry: Copy + Ord + Send {
    /// Bytes in a file.
    const SIZE: usize;

    /// Appends the entry's bytes.
    fn write(self, bytes: &mut Vec<u8>);

    /// The entry with these bytes, which are `SIZE` many.
    fn read(bytes: &[u8]) -> Self;
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

/// Gathers entries and gives them back in order.
#[derive(Debug)]
pub struct Sorter<T> {
    entries: Vec<T>,
    runs: Vec<File>,
    room: Room,
}

impl<T: Entry> Sorter<T> {
    /// A sorter without entries.
    #[must_use]
    pub fn new(room: Room) -> Sorter<T> {
        Sorter {
            entries: Vec::new(),
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
            if self.entries.len() == self.entries.capacity() {
                self.grow()?;
            }
            self.entries.push(entry);
        }
        Ok(())
    }

    /// Makes room for one entry more: in memory while that lasts.
    fn grow(&mut self) -> Result<()> {
        let limit = (self.room.memory / size_of::<T>()).max(FAN_IN);
        // A vector that grows is held twice for a moment.
        let next = (self.entries.capacity() * 3 / 2).clamp(1024.min(limit), limit);
        if next > self.entries.len() {
            self.entries.reserve_exact(next - self.entries.len());
            return Ok(());
        }
        self.spill()
    }

    fn spill(&mut self) -> Result<()> {
        self.entries.par_sort_unstable();
        let mut file = self.room.file()?;
        write_run(self.entries.iter().copied().map(Ok), &mut file)?;
        self.entries.clear();
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
            self.entries.par_sort_unstable();
            return Ok(Sorted {
                entries: self.entries.into_iter(),
                merge: None,
            });
        }
        if !self.entries.is_empty() {
            self.spill()?;
        }
        Ok(Sorted {
            entries: Vec::new().into_iter(),
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

/// Entries in ascending order.
#[derive(Debug)]
pub struct Sorted<T> {
    entries: std::vec::IntoIter<T>,
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
    heads: BinaryHeap<Reverse<(T, usize)>>,
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
            Ok(()) => self.heads.push(Reverse((T::read(&bytes), run))),
            Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => {}
            Err(cause) => return Err(cause.into()),
        }
        Ok(())
    }
}

impl<T: Entry> Iterator for Merge<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        let Reverse((entry, run)) = self.heads.pop()?;
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
            memory in 0_usize..9000,
        ) {
            let mut sorter = Sorter::new(Room { memory, temp_dir: None });
            sorter.extend(entries.iter().copied()).expect("temporary files can be written");
            let sorted: Vec<u64> = sorter.finish().and_then(Iterator::collect).expect("runs can be read back");
            let mut expected = entries;
            expected.sort_unstable();
            prop_assert_eq!(sorted, expected);
        }
    }
}
