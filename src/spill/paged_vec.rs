/*!
Values by their number, more of them than fit in memory.
*/

use std::marker::PhantomData;

use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::fixed::{FixedSize, LARGEST};
use crate::spill::paged_bytes::PagedBytes;

/// Values of one kind, numbered from 0.
#[derive(Debug)]
pub struct PagedVec<T> {
    bytes: PagedBytes,
    row: Vec<u8>,
    values: PhantomData<T>,
}

impl<T: FixedSize> PagedVec<T> {
    /// A table without values.
    #[must_use]
    pub fn new(budget: MemoryBudget) -> PagedVec<T> {
        const { assert!(T::SIZE > 0 && T::SIZE <= LARGEST) };
        PagedVec {
            bytes: PagedBytes::new(budget),
            row: Vec::with_capacity(T::SIZE),
            values: PhantomData,
        }
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::try_from(self.bytes.len()).unwrap_or(usize::MAX) / T::SIZE
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Enters a value.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub fn push(&mut self, value: T) -> Result<()> {
        self.row.clear();
        value.write(&mut self.row);
        self.bytes.append(&self.row)
    }

    /// The value with this number.
    ///
    /// # Errors
    ///
    /// When there is none, or the temporary file cannot be read.
    #[inline]
    pub fn get(&self, number: usize) -> Result<T> {
        let mut row = [0; LARGEST];
        let row = &mut row[..T::SIZE];
        self.bytes.read((number * T::SIZE) as u64, row)?;
        Ok(T::read(row))
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
    fn values_come_back_by_number_from_memory_and_from_disk() {
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
