/*!
A file of a dump while it is read, and what all files of the dump share.
*/

use std::sync::{Arc, OnceLock};

use crate::article::{Location, RecordUnit};
use crate::input::bytes::content::{Content, Disk};
use crate::input::options::ReadOptions;
use crate::input::records::columns::Field;
use crate::input::records::field_values::RecordBuffers;
use crate::input::records::names::ColumnLookup;
use crate::spill::scratch_pool::ScratchPool;

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

    /// Frees the reusable memory that is not in use.
    pub(crate) fn free_memory(&self) {
        self.pieces.clear();
        self.records.clear();
        self.buffers.clear();
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
