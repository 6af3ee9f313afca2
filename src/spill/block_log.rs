/*!
A log of byte blocks that are appended and read at any place.
*/

use crate::convert::to_usize;
use crate::error::{Error, Result};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;
use crate::spill::paged_bytes::PagedBytes;

/// Bytes before each block that hold its length.
const PREFIX: usize = size_of::<u32>();

/// A log of byte blocks. A block is known by its position in bytes.
#[derive(Debug)]
pub(crate) struct BlockLog {
    bytes: PagedBytes,
}

impl BlockLog {
    /// Creates an empty log.
    pub(crate) fn new(budget: MemoryBudget) -> BlockLog {
        BlockLog {
            bytes: PagedBytes::new(budget),
        }
    }

    /// Returns the position of the next block.
    pub(crate) fn end(&self) -> u64 {
        self.bytes.len()
    }

    /// Appends `block` and returns its position.
    ///
    /// # Errors
    ///
    /// When the block has more than 4 GiB, or the temporary file cannot be
    /// written.
    pub(crate) fn push(&mut self, block: &[u8]) -> Result<u64> {
        let length = u32::try_from(block.len())
            .map_err(|_| Error::record("more than 4 GiB to keep of one record"))?;
        let at = self.end();
        self.bytes.append(&length.to_le_bytes())?;
        self.bytes.append(block)?;
        Ok(at)
    }

    /// Reads the block at position `at` into `block`, and returns the position
    /// of the next one.
    ///
    /// # Errors
    ///
    /// When no block begins there, or the temporary file cannot be read.
    pub(crate) fn get(&self, at: u64, block: &mut Vec<u8>) -> Result<u64> {
        let next = self.next(at)?;
        let start = at + PREFIX as u64;
        block.resize(to_usize(next - start), 0);
        self.bytes.read(start, block)?;
        Ok(next)
    }

    /// Returns the position of the block after the one at `at`.
    pub(crate) fn next(&self, at: u64) -> Result<u64> {
        let mut length = [0; PREFIX];
        self.bytes.read(at, &mut length)?;
        Ok(at + PREFIX as u64 + u64::from(u32::from_le_bytes(length)))
    }
}

checkpoint!(BlockLog { bytes });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_from_memory_and_from_disk() {
        for memory in [0, 1 << 30] {
            let mut log = BlockLog::new(MemoryBudget::new(memory, None));
            let blocks: Vec<Vec<u8>> = (0..900_usize)
                .map(|number| vec![(number % 251) as u8; number])
                .collect();
            let places: Vec<u64> = blocks
                .iter()
                .map(|block| log.push(block).expect("files can be written"))
                .collect();
            let (mut block, mut next) = (Vec::new(), 0);
            for (expected, at) in blocks.iter().zip(&places) {
                assert_eq!(next, *at);
                next = log.get(*at, &mut block).expect("files can be read");
                assert_eq!(&block, expected);
            }
            assert_eq!(next, log.end());
            log.get(places[77], &mut block).expect("files can be read");
            assert_eq!(block, blocks[77]);
            assert!(log.get(log.end(), &mut block).is_err());
        }
    }
}
