/*!
[`Files`] as a dump whose records can be written to an output.
*/

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use crate::article::{RecordPlace, RecordRef};
use crate::convert::to_u32;
use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, ColumnValue, OutputKind, RecordWriter, RewritableDump};
use crate::error::{Error, Result};
use crate::input::files::Files;
use crate::input::formats::format::OpenFile;
use crate::input::formats::layout::OutputLayout;

impl RewritableDump for Files {
    fn output_kind(&self, files: &BTreeSet<u32>) -> Result<OutputKind> {
        match joined_layout(&self.written_files(files), &[])? {
            Some(layout) => Ok(layout.kind),
            None => Ok(OutputKind::OneFile),
        }
    }

    fn writer<'a>(
        &'a self,
        files: &BTreeSet<u32>,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn RecordWriter + 'a>> {
        let files = self.written_files(files);
        let layout = joined_layout(&files, added)?;
        match (files.values().next().copied(), layout) {
            (Some(first), Some(layout)) => first.records.writer(files, layout, added, out),
            _ => Ok(Box::new(NothingToWrite)),
        }
    }

    fn copy_record(&self, record_ref: RecordRef, out: &mut dyn Write) -> Result<()> {
        if record_ref.place == RecordPlace::WholeFile {
            return Ok(());
        }
        let file = self.readable(record_ref)?;
        file.records.copy(file.source, record_ref.place, out)
    }
}

impl Files {
    /// Returns the files with these numbers that can be read. Without any
    /// number, returns the first file of the dump that can be read.
    fn written_files(&self, numbers: &BTreeSet<u32>) -> BTreeMap<u32, OpenFile<'_>> {
        let readable = |number: u32| Some((number, self.file(number)?.ok()?));
        if numbers.is_empty() {
            let all = 0..to_u32(self.files.len());
            return all.filter_map(readable).take(1).collect();
        }
        numbers.iter().copied().filter_map(readable).collect()
    }
}

/// Returns the layout of an output for the records of all `files`; `None`
/// without files.
fn joined_layout(
    files: &BTreeMap<u32, OpenFile<'_>>,
    added: &[AddedColumn],
) -> Result<Option<OutputLayout>> {
    let mut layouts = files.values().map(|file| file.records.layout(added));
    let Some(first) = layouts.next() else {
        return Ok(None);
    };
    let joined = layouts.try_fold(first?, |joined, layout| joined.join(layout?));
    joined.map(Some)
}

/// The writer of a dump that has no file that can be read.
struct NothingToWrite;

impl RecordWriter for NothingToWrite {
    fn copy(&mut self, _: RecordRef) -> Result<()> {
        Err(Error::options("a record of a file that cannot be read"))
    }

    fn extend(&mut self, record: &Record<'_>, _: &[ColumnValue]) -> Result<()> {
        self.copy(record.reference)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}
