/*!
Lists that may spill: values of a fixed size by their numbers, and blocks of
bytes by their positions.
*/

use std::marker::PhantomData;

use crate::convert::to_usize;
use crate::error::{Error, Result};
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter, checkpoint};
use crate::spill::fixed::{FixedSize, LARGEST};
use crate::spill::paged_bytes::PagedBytes;

/// A list of values of fixed size. It can be larger than memory.
#[derive(Debug)]
pub(crate) struct PagedVec<T> {
    bytes: PagedBytes,
    /// Scratch memory for encoding.
    encoded: Vec<u8>,
    values: PhantomData<T>,
}

impl<T: FixedSize> PagedVec<T> {
    pub(crate) fn new(budget: MemoryBudget) -> PagedVec<T> {
        const { assert!(T::SIZE > 0 && T::SIZE <= LARGEST) };
        PagedVec {
            bytes: PagedBytes::new(budget),
            encoded: Vec::with_capacity(T::SIZE),
            values: PhantomData,
        }
    }

    pub(crate) fn len(&self) -> usize {
        to_usize(self.bytes.len()) / T::SIZE
    }

    pub(crate) fn push(&mut self, value: T) -> Result<()> {
        self.encoded.clear();
        value.write(&mut self.encoded);
        self.bytes.append(&self.encoded)
    }

    /// Returns the value with this number. A missing value is an error.
    #[inline]
    pub(crate) fn get(&self, number: usize) -> Result<T> {
        let mut encoded = [0; LARGEST];
        let encoded = &mut encoded[..T::SIZE];
        self.bytes.read((number * T::SIZE) as u64, encoded)?;
        Ok(T::read(encoded))
    }
}

impl<T: FixedSize> Checkpoint for PagedVec<T> {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        self.bytes.save(to)
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        self.bytes.load(from)
    }
}

/// Bytes before each block that hold its length.
const PREFIX: usize = size_of::<u32>();

/// A log of byte blocks. A block is known by its position in bytes.
#[derive(Debug)]
pub(crate) struct BlockLog {
    bytes: PagedBytes,
}

impl BlockLog {
    pub(crate) fn new(budget: MemoryBudget) -> BlockLog {
        BlockLog {
            bytes: PagedBytes::new(budget),
        }
    }

    /// Returns the position of the next block.
    pub(crate) fn end(&self) -> u64 {
        self.bytes.len()
    }

    /// Appends `block` and returns its position. A block of more than 4 GiB is an
    /// error.
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

    /// Calls `each` for every block, in order.
    pub(crate) fn each(&self, mut each: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let (mut at, mut block) = (0, Vec::new());
        while at < self.end() {
            at = self.get(at, &mut block)?;
            each(&block)?;
        }
        Ok(())
    }
}

checkpoint!(BlockLog { bytes });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_by_number_from_memory_and_from_disk() {
        for memory in [0, 1 << 30] {
            let mut table = PagedVec::new(MemoryBudget::new(memory, None));
            for number in 0..40_000_u64 {
                table.push(number * number).expect("files can be written");
            }
            assert_eq!(table.len(), 40_000);
            for number in [0, 39_999, 17, 8_191, 8_192, 511, 512] {
                let value = table.get(number).expect("files can be read");
                assert_eq!(value, (number * number) as u64);
            }
            assert!(table.get(40_000).is_err());
        }
    }

    #[test]
    fn blocks_are_read_from_memory_and_from_disk() {
        for memory in [0, 1 << 30] {
            let mut log = BlockLog::new(MemoryBudget::new(memory, None));
            let blocks: Vec<Vec<u8>> = (0..900).map(|length| vec![length as u8; length]).collect();
            let push = |block: &Vec<u8>| log.push(block).expect("files can be written");
            let places: Vec<u64> = blocks.iter().map(push).collect();
            let mut read = Vec::new();
            let each = log.each(|block| {
                read.push(block.to_vec());
                Ok(())
            });
            each.expect("files can be read");
            assert_eq!(read, blocks);
            let mut block = Vec::new();
            let next = log.get(places[77], &mut block).expect("files can be read");
            assert_eq!((&block, next), (&blocks[77], places[78]));
            assert!(log.get(log.end(), &mut block).is_err());
        }
    }
}
