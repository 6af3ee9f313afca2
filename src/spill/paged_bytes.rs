/*!
Bytes that are appended and can be read and overwritten anywhere.

Beyond the memory budget they are in a temporary file. Pages of the file that
were read last are cached.
*/

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::convert::to_usize;
use crate::error::{Error, Result};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::positioned_file::PositionedFile;

/// Bytes of a chunk: the unit in which bytes are kept in memory or written.
const CHUNK: usize = 1 << 16;

/// Bytes of a page: the unit in which bytes are read from the file.
const PAGE: usize = 1 << 12;

const MIN_PAGES: usize = 16;

/// Bytes that can be read and overwritten anywhere.
#[derive(Debug)]
pub(crate) struct PagedBytes {
    /// Full chunks, as long as there is no file.
    chunks: Vec<Box<[u8]>>,
    /// The bytes after the chunks or the file: less than a chunk.
    last: Vec<u8>,
    before_last: u64,
    file: Option<SpilledPages>,
    budget: MemoryBudget,
}

/// Bytes in a file, with a cache.
#[derive(Debug)]
struct SpilledPages {
    file: PositionedFile,
    /// The cache. Each page has one place in it.
    pages: Vec<Mutex<Page>>,
}

/// A cached page.
#[derive(Debug, Default)]
struct Page {
    /// The number of the page in the file, plus one; 0 for no page.
    number: u64,
    bytes: Vec<u8>,
}

impl PagedBytes {
    pub(crate) fn new(budget: MemoryBudget) -> PagedBytes {
        PagedBytes {
            chunks: Vec::new(),
            last: Vec::new(),
            before_last: 0,
            file: None,
            budget,
        }
    }

    pub(crate) fn len(&self) -> u64 {
        self.before_last + self.last.len() as u64
    }

    pub(crate) fn append(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.last.len()));
            self.last.extend_from_slice(now);
            bytes = later;
            if self.last.len() == CHUNK {
                self.end_chunk()?;
            }
        }
        Ok(())
    }

    /// Moves the last chunk, which is full, to the others or to the file.
    fn end_chunk(&mut self) -> Result<()> {
        if self.file.is_none() {
            if (self.chunks.len() + 1) * CHUNK <= self.budget.memory() {
                let full = std::mem::take(&mut self.last);
                self.chunks.push(full.into_boxed_slice());
                self.before_last += CHUNK as u64;
                return Ok(());
            }
            self.spill()?;
        }
        if let Some(spilled) = &self.file {
            let written = spilled.file.write_all_at(&self.last, self.before_last);
            written.map_err(|error| self.budget.file_error(&error))?;
        }
        self.before_last += CHUNK as u64;
        self.last.clear();
        Ok(())
    }

    fn spill(&mut self) -> Result<()> {
        let file = PositionedFile::new(self.budget.file()?);
        let mut at = 0;
        for chunk in self.chunks.drain(..) {
            let written = file.write_all_at(&chunk, at);
            written.map_err(|error| self.budget.file_error(&error))?;
            at += CHUNK as u64;
        }
        self.chunks.shrink_to_fit();
        let pages = (self.budget.memory() / 2 / PAGE).max(MIN_PAGES);
        self.file = Some(SpilledPages {
            file,
            pages: (0..pages).map(|_| Mutex::default()).collect(),
        });
        Ok(())
    }

    /// Fills `bytes` with those from `at` on. Too few bytes are an error.
    #[inline]
    pub(crate) fn read(&self, at: u64, bytes: &mut [u8]) -> Result<()> {
        // Most reads concern one chunk in memory.
        let place = to_usize(at);
        if let Some(chunk) = self.chunks.get(place / CHUNK)
            && let Some(found) = chunk.get(place % CHUNK..place % CHUNK + bytes.len())
        {
            bytes.copy_from_slice(found);
            return Ok(());
        }
        self.read_in_parts(at, bytes)
    }

    fn read_in_parts(&self, mut at: u64, mut bytes: &mut [u8]) -> Result<()> {
        while !bytes.is_empty() {
            let read = if at >= self.before_last {
                let start = to_usize(at - self.before_last);
                copy(self.last.get(start..).unwrap_or_default(), bytes)
            } else if let Some(spilled) = &self.file {
                // The rest is in `last`.
                let most = to_usize((self.before_last - at).min(bytes.len() as u64));
                let read = spilled.read(at, &mut bytes[..most]);
                read.map_err(|error| self.budget.file_error(&error))?
            } else {
                let place = to_usize(at);
                copy(&self.chunks[place / CHUNK][place % CHUNK..], bytes)
            };
            if read == 0 {
                return Err(too_short());
            }
            at += read as u64;
            bytes = &mut bytes[read..];
        }
        Ok(())
    }
}

impl Checkpoint for PagedBytes {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        to.number(self.len())?;
        let mut chunk = vec![0; CHUNK];
        let mut at = 0;
        while at < self.len() {
            let some = &mut chunk[..to_usize((self.len() - at).min(CHUNK as u64))];
            self.read(at, some)?;
            to.bytes(some)?;
            at += some.len() as u64;
        }
        Ok(())
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        let mut left = from.number()?;
        let mut chunk = vec![0; CHUNK];
        while left > 0 {
            let some = &mut chunk[..to_usize(left.min(CHUNK as u64))];
            from.bytes(some)?;
            self.append(some)?;
            left -= some.len() as u64;
        }
        Ok(())
    }
}

/// Copies as many bytes as both slices have, and returns their number.
fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let count = from.len().min(to.len());
    to[..count].copy_from_slice(&from[..count]);
    count
}

fn too_short() -> Error {
    let reason = "a temporary file is shorter than what was written to it";
    std::io::Error::new(std::io::ErrorKind::UnexpectedEof, reason).into()
}

impl SpilledPages {
    /// Reads bytes from `at` on, at most to the end of a page, and returns their
    /// number. Reads of more than a page are not cached.
    fn read(&self, at: u64, bytes: &mut [u8]) -> std::io::Result<usize> {
        if bytes.len() > PAGE {
            return self.file.read_at(bytes, at);
        }
        let number = at / PAGE as u64;
        let mut page = self.page(number);
        if page.number != number + 1 {
            page.number = 0;
            page.bytes.resize(PAGE, 0);
            let read = self.file.read_at(&mut page.bytes, number * PAGE as u64)?;
            page.bytes.truncate(read);
            page.number = number + 1;
        }
        let start = to_usize(at % PAGE as u64);
        Ok(copy(page.bytes.get(start..).unwrap_or_default(), bytes))
    }

    /// Locks the place of a page in the cache.
    fn page(&self, number: u64) -> MutexGuard<'_, Page> {
        let place = to_usize(number % self.pages.len() as u64);
        // Nothing panics while a page is locked.
        self.pages[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn bytes_are_read_as_they_were_written(
            lengths in prop::collection::vec(0_usize..30_000, 1..20),
            memory in prop::sample::select(vec![0_usize, 100_000, 1 << 30]),
            places in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..9000), 0..60),
        ) {
            let mut paged = PagedBytes::new(MemoryBudget::new(memory, None));
            let mut plain: Vec<u8> = Vec::new();
            for (number, length) in lengths.into_iter().enumerate() {
                let bytes: Vec<u8> = (0..length).map(|byte| (byte * 7 + number) as u8).collect();
                paged.append(&bytes).expect("temporary files can be written");
                plain.extend_from_slice(&bytes);
            }
            prop_assert_eq!(paged.len(), plain.len() as u64);
            for (index, length) in places {
                if plain.is_empty() {
                    break;
                }
                let at = index.index(plain.len());
                let end = plain.len().min(at + length);
                let mut bytes = vec![0; end - at];
                paged.read(at as u64, &mut bytes).expect("they can be read back");
                prop_assert_eq!(&bytes, &plain[at..end]);
            }
            prop_assert!(paged.read(plain.len() as u64, &mut [0]).is_err());
        }
    }
}
