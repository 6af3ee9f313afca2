/*!
Byte blocks that are written once and then read once, in the same order.
*/

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};

use crate::convert::to_usize;
use crate::error::{Error, Result};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};

/// Bytes that are written to the file, or read from it, at once.
const CHUNK: usize = 1 << 18;

/// Collects byte blocks.
#[derive(Debug)]
pub(crate) struct BlockSpool {
    /// Full chunks, as long as there is no file.
    chunks: Vec<Vec<u8>>,
    /// The chunk that is being filled.
    last: Vec<u8>,
    file: Option<File>,
    budget: MemoryBudget,
}

impl BlockSpool {
    /// Creates an empty spool.
    pub(crate) fn new(budget: MemoryBudget) -> BlockSpool {
        BlockSpool {
            chunks: Vec::new(),
            last: Vec::new(),
            file: None,
            budget,
        }
    }

    /// Appends a block.
    ///
    /// # Errors
    ///
    /// When the block has more than 4 GiB, or the temporary file cannot be
    /// written.
    pub(crate) fn push(&mut self, block: &[u8]) -> Result<()> {
        let length = u32::try_from(block.len())
            .map_err(|_| Error::record("a page with more than 4 GiB of blocks"))?;
        self.last.extend_from_slice(&length.to_le_bytes());
        self.last.extend_from_slice(block);
        if self.last.len() >= CHUNK {
            self.end_chunk()?;
        }
        Ok(())
    }

    /// Moves the last chunk to the full ones, or to the file.
    fn end_chunk(&mut self) -> Result<()> {
        if self.file.is_none() {
            let held: usize = self.chunks.iter().map(Vec::len).sum();
            if held + self.last.len() <= self.budget.memory() {
                self.chunks.push(std::mem::take(&mut self.last));
                return Ok(());
            }
            let mut file = self.budget.file()?;
            for chunk in self.chunks.drain(..) {
                file.write_all(&chunk)
                    .map_err(|error| self.budget.file_error(&error))?;
            }
            self.file = Some(file);
        }
        if let Some(file) = &mut self.file {
            file.write_all(&self.last)
                .map_err(|error| self.budget.file_error(&error))?;
        }
        self.last.clear();
        Ok(())
    }

    /// Returns the blocks in the order in which they were pushed.
    pub(crate) fn finish(mut self) -> Result<SpooledBlocks> {
        let source: Box<dyn Read + Send> = match self.file.take() {
            None => {
                self.chunks.push(self.last);
                Box::new(Chunks {
                    chunks: self.chunks.into(),
                    at: 0,
                })
            }
            Some(mut file) => {
                file.write_all(&self.last)
                    .map_err(|error| self.budget.file_error(&error))?;
                file.rewind()?;
                Box::new(BufReader::with_capacity(CHUNK, file))
            }
        };
        Ok(SpooledBlocks {
            source,
            block: Vec::new(),
        })
    }
}

impl Checkpoint for BlockSpool {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        let in_memory: usize = self.chunks.iter().map(Vec::len).sum();
        let mut in_file = match &self.file {
            Some(file) => file.metadata()?.len(),
            None => 0,
        };
        to.number(in_file + (in_memory + self.last.len()) as u64)?;
        if let Some(mut file) = self.file.as_ref() {
            file.rewind()?;
            let mut bytes = vec![0; CHUNK];
            while in_file > 0 {
                let some = to_usize(in_file.min(CHUNK as u64));
                file.read_exact(&mut bytes[..some])?;
                to.bytes(&bytes[..some])?;
                in_file -= some as u64;
            }
        }
        let chunks = self.chunks.iter().chain([&self.last]);
        chunks.into_iter().try_for_each(|chunk| to.bytes(chunk))
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        let mut left = from.number()?;
        while left > 0 {
            let some = to_usize(left.min(CHUNK as u64));
            let start = self.last.len();
            self.last.resize(start + some, 0);
            from.bytes(&mut self.last[start..])?;
            left -= some as u64;
            if self.last.len() >= CHUNK {
                self.end_chunk()?;
            }
        }
        Ok(())
    }
}

/// Reads chunks in memory, and frees each when it has been read.
struct Chunks {
    chunks: VecDeque<Vec<u8>>,
    /// The next byte of the first chunk.
    at: usize,
}

impl Read for Chunks {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while let Some(chunk) = self.chunks.front() {
            let read = (&chunk[self.at..]).read(out)?;
            self.at += read;
            if read > 0 || out.is_empty() {
                return Ok(read);
            }
            self.chunks.pop_front();
            self.at = 0;
        }
        Ok(0)
    }
}

/// Reads the blocks of a spool.
pub(crate) struct SpooledBlocks {
    source: Box<dyn Read + Send>,
    block: Vec<u8>,
}

impl std::fmt::Debug for SpooledBlocks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SpooledBlocks")
            .finish_non_exhaustive()
    }
}

impl SpooledBlocks {
    /// Returns the next block, or `None` after the last one.
    pub(crate) fn next_block(&mut self) -> Result<Option<&[u8]>> {
        let mut length = [0; 4];
        match self.source.read_exact(&mut length) {
            Ok(()) => {}
            Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(cause) => return Err(cause.into()),
        }
        self.block.resize(u32::from_le_bytes(length) as usize, 0);
        self.source.read_exact(&mut self.block)?;
        Ok(Some(&self.block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spill::checkpoint::{load, save};

    #[test]
    fn blocks_are_read_from_memory_and_from_disk() {
        for memory in [0, 1 << 30] {
            let mut spool = BlockSpool::new(MemoryBudget::new(memory, None));
            let blocks: Vec<Vec<u8>> = (0..900_usize)
                .map(|number| vec![(number % 251) as u8; number])
                .collect();
            for block in &blocks {
                spool.push(block).expect("a temporary file can be written");
            }
            let mut read = spool.finish().expect("it can be read back");
            for block in &blocks {
                let next = read
                    .next_block()
                    .expect("it can be read back")
                    .map(<[u8]>::to_vec);
                assert_eq!(next.as_deref(), Some(block.as_slice()));
            }
            assert!(
                read.next_block()
                    .expect("the end is not an error")
                    .is_none()
            );
        }
    }

    #[test]
    fn a_spool_is_saved_from_memory_and_from_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("spool");
        for (memory, again) in [(0, 1 << 30), (1 << 30, 0)] {
            let mut spool = BlockSpool::new(MemoryBudget::new(memory, None));
            for number in 0..900_usize {
                spool.push(&vec![7; number]).expect("files can be written");
            }
            save(&path, 1, &spool).expect("it can be written");
            let empty = BlockSpool::new(MemoryBudget::new(again, None));
            let spool = load(&path, 1, empty).expect("it can be read");
            let mut read = spool.finish().expect("it can be read back");
            for number in 0..900_usize {
                let next = read.next_block().expect("it can be read back");
                assert_eq!(next.map(<[u8]>::len), Some(number));
            }
            assert!(
                read.next_block()
                    .expect("the end is not an error")
                    .is_none()
            );
        }
    }
}
