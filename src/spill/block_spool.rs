/*!
Bytes that are written once, in order, and read back once, in order.

In memory up to a limit, in an unnamed temporary file beyond it.
*/

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};

use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};

/// Bytes gathered before they are written to the file.
const CHUNK: usize = 1 << 18;

/// Takes blocks of bytes.
#[derive(Debug)]
pub struct BlockSpool {
    /// Full chunks, while there is no file.
    chunks: Vec<Vec<u8>>,
    /// The chunk that is being filled.
    held: Vec<u8>,
    file: Option<File>,
    budget: MemoryBudget,
}

impl BlockSpool {
    /// A spool without bytes.
    #[must_use]
    pub fn new(budget: MemoryBudget) -> BlockSpool {
        BlockSpool {
            chunks: Vec::new(),
            held: Vec::new(),
            file: None,
            budget,
        }
    }

    /// Appends `block`, which is given back whole.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub fn push(&mut self, block: &[u8]) -> Result<()> {
        let length = u32::try_from(block.len())
            .map_err(|_| crate::error::Error::record("a page with more than 4 GiB of blocks"))?;
        self.held.extend_from_slice(&length.to_le_bytes());
        self.held.extend_from_slice(block);
        if self.held.len() >= CHUNK {
            self.end_chunk()?;
        }
        Ok(())
    }

    /// Puts the chunk that was filled where it belongs.
    fn end_chunk(&mut self) -> Result<()> {
        if self.file.is_none() {
            let held: usize = self.chunks.iter().map(Vec::len).sum();
            if held + self.held.len() <= self.budget.memory() {
                self.chunks.push(std::mem::take(&mut self.held));
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
            file.write_all(&self.held)
                .map_err(|error| self.budget.file_error(&error))?;
        }
        self.held.clear();
        Ok(())
    }

    /// The blocks in the order in which they were pushed.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read back.
    pub fn finish(mut self) -> Result<SpooledBlocks> {
        let source: Box<dyn Read + Send> = match self.file.take() {
            None => {
                self.chunks.push(self.held);
                Box::new(Chunks {
                    chunks: self.chunks.into(),
                    at: 0,
                })
            }
            Some(mut file) => {
                file.write_all(&self.held)
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
        to.number(in_file + (in_memory + self.held.len()) as u64)?;
        if let Some(mut file) = self.file.as_ref() {
            file.rewind()?;
            let mut bytes = vec![0; CHUNK];
            while in_file > 0 {
                let most = usize::try_from(in_file).unwrap_or(CHUNK).min(CHUNK);
                file.read_exact(&mut bytes[..most])?;
                to.bytes(&bytes[..most])?;
                in_file -= most as u64;
            }
        }
        let chunks = self.chunks.iter().chain([&self.held]);
        chunks.into_iter().try_for_each(|chunk| to.bytes(chunk))
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        let mut left = from.number()?;
        while left > 0 {
            let some = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            let start = self.held.len();
            self.held.resize(start + some, 0);
            from.bytes(&mut self.held[start..])?;
            left -= some as u64;
            if self.held.len() >= CHUNK {
                self.end_chunk()?;
            }
        }
        Ok(())
    }
}

/// Chunks in memory, each of which goes when it has been read.
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

/// The blocks of a spool, one after the other.
pub struct SpooledBlocks {
    source: Box<dyn Read + Send>,
    block: Vec<u8>,
}

impl std::fmt::Debug for SpooledBlocks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Blocks").finish_non_exhaustive()
    }
}

impl SpooledBlocks {
    /// The next block, until none is left.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read back.
    pub fn next_block(&mut self) -> Result<Option<&[u8]>> {
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
    fn blocks_come_back_from_memory_and_from_disk() {
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
            assert!(read.next_block().expect("the end is no error").is_none());
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
            assert!(read.next_block().expect("the end is no error").is_none());
        }
    }
}
