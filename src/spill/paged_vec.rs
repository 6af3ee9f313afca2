/*!
A list of values of fixed size that can be read by number and may spill.
*/

use std::marker::PhantomData;

use crate::convert::to_usize;
use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
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
    /// Creates an empty list.
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

    /// Appends a value.
    pub(crate) fn push(&mut self, value: T) -> Result<()> {
        self.encoded.clear();
        value.write(&mut self.encoded);
        self.bytes.append(&self.encoded)
    }

    /// Returns the value with this number.
    ///
    /// # Errors
    ///
    /// When there is no value with this number, or the temporary file cannot be
    /// read.
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
}
