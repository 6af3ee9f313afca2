/*!
A part of a file that one thread works on.
*/

use crate::article::{ByteRange, RecordPlace};
use crate::spill::scratch_pool::ScratchGuard;

/// Consecutive records of one file.
///
/// Only [`Files`](crate::input::Files) makes and reads chunks.
#[derive(Debug, Default)]
pub struct FileChunk {
    pub(crate) file: u32,
    /// The first byte of the chunk in the decompressed file. A format that
    /// reads a chunk without its bytes in memory finds it by this offset.
    pub(crate) offset: u64,
    /// The bytes of the chunk. Bytes after them are left from earlier use.
    pub(crate) bytes: Option<ScratchGuard<Vec<u8>>>,
    /// The records that end in the chunk. The bytes of a record above the size
    /// limit are not held.
    pub(crate) records: Vec<ByteRange>,
    /// Errors of the file, which are known at its end.
    pub(crate) errors: Vec<FileError>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileError {
    /// The record that could not be finished, or the file as a whole.
    pub(crate) place: RecordPlace,
    pub(crate) reason: String,
}

impl FileError {
    pub(crate) fn whole_file(reason: String) -> FileError {
        FileError {
            place: RecordPlace::WholeFile,
            reason,
        }
    }
}

impl FileChunk {
    /// Returns the bytes of a record, if they are held.
    pub(crate) fn bytes(&self, record: ByteRange) -> Option<&[u8]> {
        let start = usize::try_from(record.offset.checked_sub(self.offset)?).ok()?;
        let length = usize::try_from(record.length).ok()?;
        self.bytes.as_deref()?.get(start..)?.get(..length)
    }

    /// Returns whether there is neither a record nor an error.
    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.errors.is_empty()
    }
}
