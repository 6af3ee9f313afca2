/*!
Memory for the strings of a record that cannot be borrowed from its bytes.
*/

use crate::spill::scratch_pool::Reusable;

/// Memory that serves one record after another.
#[derive(Debug, Default)]
pub(crate) struct RecordBuffers {
    /// Strings without their escapes or doubled quotes.
    pub(crate) strings: Vec<u8>,
    /// A bit for each byte of the record: whether it is special.
    pub(crate) special: Vec<u64>,
}

impl RecordBuffers {
    /// Makes `strings` at least `length` bytes long. Its content is undefined.
    pub(crate) fn reserve_strings(&mut self, length: usize) {
        if self.strings.len() < length {
            // Clearing first saves moving the old content.
            self.strings.clear();
            self.strings.resize(length, 0);
        }
    }
}

impl Reusable for RecordBuffers {
    fn allocated(&self) -> usize {
        self.strings.capacity() + self.special.capacity() * size_of::<u64>()
    }
}
