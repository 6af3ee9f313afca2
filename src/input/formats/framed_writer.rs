/*!
Writes records that are ranges of bytes, with the bytes of a layout around them.
*/

use std::collections::BTreeMap;
use std::io::Write;

use crate::article::RecordRef;
use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, ColumnValue, RecordWriter};
use crate::error::{Error, Result};
use crate::input::formats::format::{ByteRecords, OpenFile};
use crate::input::formats::layout::OutputLayout;

/// A writer of byte records.
pub(crate) struct FramedWriter<'a> {
    /// The records of one of the files, which extends those of all.
    records: &'a dyn ByteRecords,
    files: BTreeMap<u32, OpenFile<'a>>,
    layout: OutputLayout,
    added: &'a [AddedColumn],
    out: &'a mut (dyn Write + Send),
    written: u64,
}

impl<'a> FramedWriter<'a> {
    /// Writes the beginning of an output and returns the writer of the rest.
    pub(crate) fn begin(
        records: &'a dyn ByteRecords,
        files: BTreeMap<u32, OpenFile<'a>>,
        layout: OutputLayout,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<FramedWriter<'a>> {
        out.write_all(&layout.begin)?;
        Ok(FramedWriter {
            records,
            files,
            layout,
            added,
            out,
            written: 0,
        })
    }

    /// Writes what stands before a record.
    fn before(&mut self) -> Result<()> {
        if self.written > 0 {
            self.out.write_all(self.layout.between.as_bytes())?;
        }
        self.written += 1;
        Ok(())
    }

    /// Writes what stands after a record.
    fn after(&mut self) -> Result<()> {
        Ok(self.out.write_all(self.layout.after.as_bytes())?)
    }
}

impl RecordWriter for FramedWriter<'_> {
    fn copy(&mut self, record_ref: RecordRef) -> Result<()> {
        let Some(file) = self.files.get(&record_ref.file).copied() else {
            return Err(Error::options("a record of a file that is not written"));
        };
        self.before()?;
        file.records.copy(file.source, record_ref.place, self.out)?;
        self.after()
    }

    fn extend(&mut self, record: &Record<'_>, values: &[ColumnValue]) -> Result<()> {
        self.before()?;
        self.records.extend(record, self.added, values, self.out)?;
        self.after()
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(self.out.write_all(self.layout.end.as_bytes())?)
    }
}
