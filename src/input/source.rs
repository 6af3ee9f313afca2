/*!
A file of a dump while it is read, its chunks, and what all files of the dump
share.
*/

use std::sync::{Arc, OnceLock};

use crate::article::{ByteRange, Location, RecordPlace, RecordUnit};
use crate::input::bytes::content::{Content, Disk};
use crate::input::options::ReadOptions;
use crate::input::records::columns::Field;
use crate::input::records::names::ColumnLookup;
use crate::spill::scratch_pool::{Reusable, ScratchGuard, ScratchPool};

/// What all files of a dump share.
pub(crate) struct ReadContext {
    pub(crate) options: ReadOptions,
    /// The names of the columns to look for.
    pub(crate) names: ColumnLookup,
    pub(crate) disk: Disk,
    /// Reusable memory for pieces of files.
    pub(crate) pieces: ScratchPool<Vec<u8>>,
    /// Reusable memory for records that are read one by one.
    pub(crate) records: ScratchPool<Vec<u8>>,
    /// Reusable memory for strings of records.
    pub(crate) buffers: ScratchPool<RecordBuffers>,
}

impl ReadContext {
    pub(crate) fn new(options: ReadOptions) -> ReadContext {
        ReadContext {
            names: ColumnLookup::new(&options.columns),
            disk: Disk::new(options.temp_dir.clone()),
            options,
            pieces: ScratchPool::default(),
            records: ScratchPool::default(),
            buffers: ScratchPool::default(),
        }
    }

    pub(crate) fn free_memory(&self) {
        self.pieces.clear();
        self.records.clear();
        self.buffers.clear();
    }
}

/// Memory for the strings of a record that cannot be borrowed from its bytes.
/// It serves one record after another.
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

/// A file of a dump.
#[derive(Clone, Copy)]
pub(crate) struct SourceFile<'f> {
    pub(crate) context: &'f ReadContext,
    /// The number of the file in its dump.
    pub(crate) number: u32,
    pub(crate) name: &'f Arc<str>,
    pub(crate) content: &'f Content,
    /// The requested columns that no record has. Set at the end of the first
    /// pass over the file.
    pub(crate) missing: &'f OnceLock<Vec<Field>>,
}

impl SourceFile<'_> {
    pub(crate) fn location(&self, number: Option<u32>, unit: RecordUnit) -> Location {
        Location {
            file: Arc::clone(self.name),
            number,
            unit,
        }
    }
}

/// Consecutive records of one file.
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
