/*!
Bytes that are written at the end and read anywhere.

In memory up to a limit; beyond it in an unnamed temporary file, of which the
pages that were read last stay in memory.
*/

use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Result};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::positioned::Positioned;

/// Bytes that are gathered before they are put away.
const CHUNK: usize = 1 << 16;

/// Bytes that are read from the file at once.
const PAGE: usize = 1 << 12;

/// Pages that stay in memory at least.
const LEAST_PAGES: usize = 16;

/// Bytes, of which any can be read.
#[derive(Debug)]
pub struct PagedBytes {
    /// Full chunks, while there is no file.
    chunks: Vec<Box<[u8]>>,
    /// What follows the chunks, or the file: less than a chunk.
    last: Vec<u8>,
    /// The bytes before `last`.
    put_away: u64,
    file: Option<SpilledPages>,
    budget: MemoryBudget,
}

/// Bytes in a file.
#[derive(Debug)]
struct SpilledPages {
    file: Positioned,
    /// Pages in memory: each page has one place where it can be.
    pages: Vec<Mutex<Page>>,
}

/// A part of a file.
#[derive(Debug, Default)]
struct Page {
    /// Its place among the pages of the file, plus one; 0 for none.
    number: u64,
    bytes: Vec<u8>,
}

impl PagedBytes {
    /// No bytes.
    #[must_use]
    pub fn new(budget: MemoryBudget) -> PagedBytes {
        PagedBytes {
            chunks: Vec::new(),
            last: Vec::new(),
            put_away: 0,
            file: None,
            budget,
        }
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.put_away + self.last.len() as u64
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends `bytes`.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub fn append(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.last.len()));
            self.last.extend_from_slice(now);
            bytes = later;
            if self.last.len() == CHUNK {
                self.put_away()?;
            }
        }
        Ok(())
    }

    /// Puts the last chunk, which is full, where it belongs.
    fn put_away(&mut self) -> Result<()> {
        if self.file.is_none() {
            if (self.chunks.len() + 1) * CHUNK <= self.budget.memory() {
                let full = std::mem::take(&mut self.last);
                self.chunks.push(full.into_boxed_slice());
                self.put_away += CHUNK as u64;
                return Ok(());
            }
            self.spill()?;
        }
        if let Some(spilled) = &self.file {
            let written = spilled.file.write_all_at(&self.last, self.put_away);
            written.map_err(|error| self.budget.file_error(&error))?;
        }
        self.put_away += CHUNK as u64;
        self.last.clear();
        Ok(())
    }

    /// Writes all chunks to a file.
    fn spill(&mut self) -> Result<()> {
        let file = Positioned::new(self.budget.file()?);
        let mut at = 0;
        for chunk in self.chunks.drain(..) {
            let written = file.write_all_at(&chunk, at);
            written.map_err(|error| self.budget.file_error(&error))?;
            at += CHUNK as u64;
        }
        self.chunks.shrink_to_fit();
        let pages = (self.budget.memory() / 2 / PAGE).max(LEAST_PAGES);
        self.file = Some(SpilledPages {
            file,
            pages: (0..pages).map(|_| Mutex::default()).collect(),
        });
        Ok(())
    }

    /// Reads the bytes from `at` on until `bytes` are full.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read, or there are not so many bytes.
    #[inline]
    pub fn read(&self, at: u64, bytes: &mut [u8]) -> Result<()> {
        // As a rule all stand in one chunk in memory.
        let place = usize::try_from(at).unwrap_or(usize::MAX);
        if let Some(chunk) = self.chunks.get(place / CHUNK)
            && let Some(found) = chunk.get(place % CHUNK..place % CHUNK + bytes.len())
        {
            bytes.copy_from_slice(found);
            return Ok(());
        }
        self.read_apart(at, bytes)
    }

    fn read_apart(&self, mut at: u64, mut bytes: &mut [u8]) -> Result<()> {
        while !bytes.is_empty() {
            let read = if at >= self.put_away {
                let start = usize::try_from(at - self.put_away).unwrap_or(usize::MAX);
                copy(self.last.get(start..).unwrap_or_default(), bytes)
            } else if let Some(spilled) = &self.file {
                // What is not written yet is not in the file.
                let most = usize::try_from(self.put_away - at).unwrap_or(usize::MAX);
                let most = most.min(bytes.len());
                let read = spilled.read(at, &mut bytes[..most]);
                read.map_err(|error| self.budget.file_error(&error))?
            } else {
                let place = usize::try_from(at).unwrap_or(usize::MAX);
                let chunk = self.chunks.get(place / CHUNK);
                copy(chunk.map_or(&[], |chunk| &chunk[place % CHUNK..]), bytes)
            };
            if read == 0 {
                return Err(cut_short());
            }
            at += read as u64;
            bytes = &mut bytes[read..];
        }
        Ok(())
    }

    /// Writes `bytes` over those that stand at `at`.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written, or there are not so many
    /// bytes.
    pub fn write(&mut self, mut at: u64, mut bytes: &[u8]) -> Result<()> {
        if at + bytes.len() as u64 > self.len() {
            return Err(cut_short());
        }
        while !bytes.is_empty() {
            let place = usize::try_from(at).unwrap_or(usize::MAX);
            let target = if at >= self.put_away {
                let start = usize::try_from(at - self.put_away).unwrap_or(usize::MAX);
                &mut self.last[start..]
            } else if let Some(spilled) = &mut self.file {
                let most = usize::try_from(self.put_away - at).unwrap_or(usize::MAX);
                let (now, later) = bytes.split_at(bytes.len().min(most));
                let written = spilled.write(at, now);
                written.map_err(|error| self.budget.file_error(&error))?;
                at += now.len() as u64;
                bytes = later;
                continue;
            } else {
                &mut self.chunks[place / CHUNK][place % CHUNK..]
            };
            let count = target.len().min(bytes.len());
            target[..count].copy_from_slice(&bytes[..count]);
            at += count as u64;
            bytes = &bytes[count..];
        }
        Ok(())
    }
}

impl Checkpoint for PagedBytes {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        to.number(self.len())?;
        let mut at = 0;
        let mut chunk = vec![0; CHUNK];
        while at < self.len() {
            let most = usize::try_from(self.len() - at).unwrap_or(CHUNK);
            let some = &mut chunk[..most.min(CHUNK)];
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
            let most = usize::try_from(left).unwrap_or(CHUNK);
            let some = &mut chunk[..most.min(CHUNK)];
            from.bytes(some)?;
            self.append(some)?;
            left -= some.len() as u64;
        }
        Ok(())
    }
}

/// Copies as many bytes as there are, and gives their number.
fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let count = from.len().min(to.len());
    to[..count].copy_from_slice(&from[..count]);
    count
}

fn cut_short() -> Error {
    std::io::Error::new(
        std::io::ErrorKind::UnexpectedEof,
        "a temporary file is shorter than what was written to it",
    )
    .into()
}

impl SpilledPages {
    /// Reads what stands at `at`, as far as one page goes, and says how much.
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
        let start = usize::try_from(at % PAGE as u64).unwrap_or_default();
        Ok(copy(page.bytes.get(start..).unwrap_or_default(), bytes))
    }

    fn page(&self, number: u64) -> std::sync::MutexGuard<'_, Page> {
        let place = usize::try_from(number).unwrap_or_default() % self.pages.len();
        // Nothing panics while a page is held.
        self.pages[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes over what stands at `at`.
    fn write(&mut self, at: u64, bytes: &[u8]) -> std::io::Result<()> {
        let last = at + (bytes.len() as u64).saturating_sub(1);
        for number in at / PAGE as u64..=last / PAGE as u64 {
            self.page(number).number = 0;
        }
        self.file.write_all_at(bytes, at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn bytes_are_read_as_they_were_written_wherever_they_are(
            lengths in prop::collection::vec(0_usize..30_000, 1..20),
            memory in prop::sample::select(vec![0_usize, 100_000, 1 << 30]),
            places in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..9000, any::<bool>()), 0..60),
        ) {
            let mut paged = PagedBytes::new(MemoryBudget::new(memory, None));
            let mut plain: Vec<u8> = Vec::new();
            for (number, length) in lengths.into_iter().enumerate() {
                let bytes: Vec<u8> = (0..length).map(|byte| (byte * 7 + number) as u8).collect();
                paged.append(&bytes).expect("temporary files can be written");
                plain.extend_from_slice(&bytes);
            }
            prop_assert_eq!(paged.len(), plain.len() as u64);
            for (index, length, is_write) in places {
                if plain.is_empty() {
                    break;
                }
                let at = index.index(plain.len());
                let end = plain.len().min(at + length);
                if is_write {
                    let bytes: Vec<u8> = plain[at..end].iter().map(|byte| byte ^ 0x55).collect();
                    paged.write(at as u64, &bytes).expect("they can be written again");
                    plain[at..end].copy_from_slice(&bytes);
                }
                let mut bytes = vec![0; end - at];
                paged.read(at as u64, &mut bytes).expect("they can be read back");
                prop_assert_eq!(&bytes, &plain[at..end]);
            }
            prop_assert!(paged.read(plain.len() as u64, &mut [0]).is_err());
        }
    }
}
